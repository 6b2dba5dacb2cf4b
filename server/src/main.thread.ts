import { serveThread } from "./cli/check/file-checker";

// A bundle of its own, so that a thread need not load the code for the command line. V8's flags already hold for the whole process.
serveThread();
