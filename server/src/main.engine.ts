import { setFlagsFromString } from "node:v8";

/** The last V8 that has a flag for how much is run before code is optimized: that of Node.js 20. */
const LAST_WITH_BUDGET = 11;

/**
 * Sets V8 up for what the analysis is like: it runs much code a few times, soon after the start, and what it makes lives as long as its dump or dies at once.
 * To be called before anything is analysed. Measured on the dump of a whole host; V8 looks at these flags whenever it has to decide.
 */
export function tuneEngine(): void {
  // A young generation that grows to 48 MB holds neither kind of object: it only adds to the memory of the process.
  setFlagsFromString("--semi-space-growth-factor=1");
  // What the answer to one request leaves behind is collected before that of the next has as much memory again.
  setFlagsFromString("--heap-growing-percent=40");
  // Functions into which all that they call is copied take so long to optimize that the dump is open before that is done; until then, each waits behind the
  // others, in memory. What is small is still copied.
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=75");
  // Code that is optimized after a few hundred lines is often optimized again.
  if (Number.parseInt(process.versions.v8, 10) <= LAST_WITH_BUDGET) setFlagsFromString("--interrupt-budget=264000");
}
