import { defineConfig } from "vitest/config";

/** For tests that run in this process. None keeps anything between files: sharing the modules saves loading them for each. */
const inProcess = { pool: "threads", isolate: false, globalSetup: "test/optimize-less.ts" } as const;

/** One project for each thing that is tested: `vitest run --project unit`. */
export default defineConfig({
  test: {
    // The default leaves one core of two idle.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          ...inProcess,
          // On a busy machine a test takes longer, which is no fault.
          testTimeout: 60_000,
          include: ["test/**/*.test.ts"],
          exclude: ["test/{cli,properties,package,protocol,vscode,xenstored,editors}/**"],
        },
      },
      {
        // The commands, in this process. They write many files and many pages.
        test: { name: "cli", ...inProcess, testTimeout: 60_000, include: ["test/cli/*.test.ts"] },
      },
      {
        // Laws on very many texts, and very large texts: too slow for the fast loop.
        test: { name: "properties", ...inProcess, testTimeout: 60_000, include: ["test/properties/*.test.ts"] },
      },
      {
        // What is shipped: needs dist/ and the .vsix.
        test: {
          name: "shipped",
          // They start processes: on a busy machine that takes longer, which is no fault.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          include: ["test/{package,protocol}/**/*.test.ts"],
        },
      },
      {
        // Fetches Debian's xenstored the first time.
        // A hook waits ten seconds for the daemon, and says why it does not answer: a limit of ten would be faster.
        test: { name: "xenstored", hookTimeout: 60_000, include: ["test/xenstored/*.test.ts"] },
      },
      {
        // Fetches Debian's Neovim and Emacs the first time; needs dist/.
        test: { name: "editors", include: ["test/editors/*.test.ts"] },
      },
      {
        // A user's hands in a real VS Code: needs the .vsix.
        test: {
          name: "vscode",
          include: ["test/vscode/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          bail: 1,
        },
      },
    ],
  },
});
