// Bundles the extension, the language server and the command line into dist/.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, context } from "esbuild";
import { librariesAsEsModules } from "./as-es-module.mjs";
import { noticesFor } from "./notices.mjs";
import { repository } from "./repository.mjs";
import { isStarted, runScript } from "./run-script.mjs";

/** @type {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: repository,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  // Everything that loads a bundle reads it as UTF-8: there is no need to write out "\u2026".
  charset: "utf8",
  // The language server's packages also come as UMD (`main`), which esbuild cannot see through: it would keep a `require` in the bundle.
  mainFields: ["module", "main"],
  plugins: [librariesAsEsModules],
  // A dump is taken in as the text that it is.
  loader: { ".xenstore": "text" },
  logLevel: "warning",
};

/**
 * What runs in a browser. Importing a module of Node fails the build.
 * @type {import("esbuild").BuildOptions}
 */
const browser = { platform: "browser", target: "es2022" };

/**
 * The bundles that are shipped, with their sources and what they get from outside.
 * @type {import("esbuild").BuildOptions[]}
 */
const bundles = [
  { entryPoints: ["client/src/extension.ts"], outfile: "dist/extension.js", external: ["vscode"] },
  { entryPoints: ["server/src/main.node.ts"], outfile: "dist/server.js" },
  { entryPoints: ["server/src/main.cli.ts"], outfile: "dist/cli.js" },
  { entryPoints: ["server/src/main.thread.ts"], outfile: "dist/check-thread.js" },
  { ...browser, entryPoints: ["client/src/extension.browser.ts"], outfile: "dist/extension.browser.js", external: ["vscode"] },
  // A classic script: the extension host of a browser starts workers with importScripts.
  { ...browser, entryPoints: ["server/src/main.browser.ts"], outfile: "dist/server.browser.js", format: "iife" },
];

/** What users get: minified, with the licences of what is in it, and without leftovers of an earlier build in dist/. */
export async function buildAll() {
  const dist = path.join(repository, "dist");
  rmSync(dist, { recursive: true, force: true });
  const built = Promise.all(bundles.map((bundle) => build({ ...shared, ...bundle, minify: true, metafile: true })));
  const results = await built.catch((cause) => {
    // esbuild has printed what it is.
    throw new Error("The build failed: dist/ is not complete.", { cause });
  });
  writeFileSync(path.join(dist, "ThirdPartyNotices.txt"), noticesFor(results.map(({ metafile }) => metafile)));
}

/** For developers: readable bundles with source maps, rebuilt at each change until Ctrl-C. */
async function watchAll() {
  for (const bundle of bundles) {
    const watched = await context({ ...shared, ...bundle, sourcemap: true, logLevel: "info" });
    await watched.watch();
  }
}

const usage = `usage: npm run build [-- --watch]

Bundles the extension, the language server and the command line into dist/.

  --watch   keep rebuilding readable bundles with source maps, until Ctrl-C
  --help    print this`;

if (isStarted(import.meta)) await runScript(usage, { watch: { type: "boolean" } }, ({ watch }) => (watch ? watchAll() : buildAll()));
