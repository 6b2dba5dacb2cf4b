const runs = Number(process.env["PROPERTY_RUNS"] ?? 1);
const seed = Number(process.env["PROPERTY_SEED"] ?? 20_240_229);

/**
 * How a property is run: with the same cases each time. `PROPERTY_RUNS=100` tries a hundred times as many,
 * `PROPERTY_SEED=…` tries others. A failure is reported with its seed and path.
 */
export function propertyRuns(base: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.ceil(base * runs), seed };
}

/** How large an input is: an eightieth of its whole size, to be quick, and the whole size from `PROPERTY_RUNS=80` on. */
export function inputSize(whole: number): number {
  return Math.ceil(whole * Math.min(1, runs / 80));
}
