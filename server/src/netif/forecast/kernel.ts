/** The ages of Linux netback that answer malformed requests differently. */
export const KERNELS = ["current", "4.10", "3.16"] as const;

/**
 * `current`: since February 2026 (commit 6d1dc8014334, and the stable kernels that took it). `4.10`: 4.10 to 6.19 before
 * that. `3.16`: the first with multiple queues.
 */
export type Kernel = (typeof KERNELS)[number];

export const KERNEL_NAMES: Readonly<Record<Kernel, string>> = {
  current: "Linux since February 2026",
  "4.10": "Linux 4.10 to 6.19",
  "3.16": "Linux 3.16",
};

/**
 * What netback answers to a request for a number of queues that it does not take; undefined if it goes on.
 * @param limit undefined if the dump does not tell it; the text then has a `?` in its place
 */
export function refusalOfRequest(kernel: Kernel, requested: number, limit: number | undefined): string | undefined {
  const range = `valid range is 1 - ${limit ?? "?"}.`;
  if (limit !== undefined && requested > limit) {
    if (kernel === "current") return `22 guest requested ${requested} queues, but ${range}`;
    // 3.16 prints the return value of the scanner, which counts its matches, as the error.
    return `${kernel === "3.16" ? "-1" : "22"} guest requested ${requested} queues, exceeding the maximum of ${limit}.`;
  }
  if (requested > 0) return undefined;
  if (kernel === "current") return `22 guest requested 0 queues, but ${range}`;
  return kernel === "4.10" ? "12 allocating queues" : undefined;
}
