/** How many bytes a dump may have, unpacked: some two million lines. More than that would take the memory of the machine. */
export const LARGEST_DUMP = 128 * 1024 * 1024;

/** "128 MB", for messages. */
export const LARGEST_DUMP_NAME = `${LARGEST_DUMP / 1024 / 1024} MB`;
