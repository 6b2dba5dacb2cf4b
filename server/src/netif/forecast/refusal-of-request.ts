import type { Kernel } from "../kernel";

/**
 * What netback answers to a request for a number of queues that it does not take; undefined if it goes on.
 * @param limit undefined if the dump does not tell it; the text then has a `?` in its place
 */
export function refusalOfRequest(kernel: Kernel, requested: number, limit: number | undefined): string | undefined {
  const isOver = limit !== undefined && requested > limit;
  if (requested > 0 && !isOver) return undefined;
  if (kernel === "current") return `22 guest requested ${requested} queues, but valid range is 1 - ${limit ?? "?"}.`;
  // 3.16 prints the return value of the scanner, which counts its matches, as the error.
  if (isOver) return `${kernel === "3.16" ? "-1" : "22"} guest requested ${requested} queues, exceeding the maximum of ${limit}.`;
  return kernel === "4.10" ? "12 allocating queues" : undefined;
}
