/** What xenstore-ls puts at the end of a value that it cuts. */
export const CUT_MARKER = "\\...";

/** The marker at the end of a value that is known to be cut. Tools before Xen 3.2 and the Go client wrote no backslash. */
export const CUT_MARKER_AT_END = /\\?\.\.\.$/;
