import { serveThread } from "./cli/check/file-checker";

// A bundle of its own: a thread does not load what reads the command line. V8's flags are those of the whole process.
serveThread();
