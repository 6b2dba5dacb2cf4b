import { setFlagsFromString } from "node:v8";

/** The V8 of Node.js 20. Later versions lack the flag for how much code runs before it is optimized, and complain on stderr. */
const WITH_BUDGET = /^11\.3\./;

/**
 * Makes V8 optimize less, and later: much code runs only a few times, soon after the start. To be called before anything is analysed; V8 reads
 * its flags whenever it has to decide. The values were measured on the dump of a whole host.
 */
export function optimizeLess(): void {
  // V8 inlines called functions when it optimizes. With much inlined, that takes so long that the dump is open before it is done, and until then the
  // functions wait for each other, in memory. Small functions are still inlined.
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=75");
  // Code that is optimized early while a dump is opened often has to be optimized again.
  if (WITH_BUDGET.test(process.versions.v8)) setFlagsFromString("--interrupt-budget=132000");
}

/** Makes V8 keep the memory of a long-lived process small. To be called when the modules are loaded: by then the young generation is large enough. */
export function collectSooner(): void {
  // The objects from the analysis of a large dump live as long as the dump, or die at once. Neither kind needs a young generation that grows further, to 48 MB.
  setFlagsFromString("--semi-space-growth-factor=1");
  // Collects the garbage of one request before the next one takes as much memory again.
  setFlagsFromString("--heap-growing-percent=20");
}
