import { setFlagsFromString } from "node:v8";

/** The V8 of Node.js 20: later ones have no flag for how much is run before code is optimized, and complain on stderr. */
const WITH_BUDGET = /^11\.3\./;

/**
 * Has V8 optimize less, and later: much code is run a few times, soon after the start. To be called before anything is analysed; measured on the dump of a
 * whole host. V8 looks at its flags whenever it has to decide.
 */
export function optimizeLess(): void {
  // Functions into which all that they call is copied take so long to optimize that the dump is open before that is done; until then, each waits behind the
  // others, in memory. What is small is still copied.
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=75");
  // Code that is optimized early in an opening is often optimized again.
  if (WITH_BUDGET.test(process.versions.v8)) setFlagsFromString("--interrupt-budget=132000");
}

/** Has V8 keep the memory small of a process that lives long. To be called when the modules are loaded: by then the young generation has as much room as it needs. */
export function collectSooner(): void {
  // What the analysis of a large dump makes lives as long as the dump or dies at once. A young generation that grows further, to 48 MB, holds neither.
  setFlagsFromString("--semi-space-growth-factor=1");
  // What the answer to one request leaves behind is collected before that of the next has as much memory again.
  setFlagsFromString("--heap-growing-percent=20");
}
