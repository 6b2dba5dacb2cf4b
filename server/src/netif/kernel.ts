/** The versions of Linux netback that answer malformed requests differently. */
export const KERNELS = ["current", "4.10", "3.16"] as const;

/**
 * `current`: since February 2026 (commit 6d1dc8014334, and the stable kernels that took it). `4.10`: 4.10 to 6.19 before
 * that. `3.16`: the first with multiple queues.
 */
export type Kernel = (typeof KERNELS)[number];

/** What people call each version: English, to be translated where it is shown. */
export const KERNEL_NAMES: Readonly<Record<Kernel, string>> = {
  current: "Linux since February 2026",
  "4.10": "Linux 4.10 to 6.19",
  "3.16": "Linux 3.16",
};
