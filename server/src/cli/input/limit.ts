/** How many bytes a dump may have, unpacked: about two million lines. A larger one could use up the memory of the machine. */
export const LARGEST_DUMP = 128 * 1024 * 1024;

/** "128 MB", for messages. */
export const LARGEST_DUMP_NAME = `${LARGEST_DUMP / 1024 / 1024} MB`;
