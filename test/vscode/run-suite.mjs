// Runs test/vscode/suite inside a real extension host. usage: node test/vscode/run-suite.mjs [--browser]
// --browser: in the extension host of a browser, with the web extension; otherwise in that of Node.
// VSCODE_PATH: the executable of a desktop VS Code, or `download` to fetch one; without it, the VS Code from npm.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from "@vscode/test-electron";
import { build } from "esbuild";
import { repository } from "../../scripts/repository.mjs";

const here = import.meta.dirname;
const inBrowser = process.argv.includes("--browser");
const name = inBrowser ? "suite.browser" : "suite";
const resultsFile = path.join(repository, "test-results", `${name}.json`);
const suite = path.join(repository, ".vscode-test", `${name}.cjs`);

await build({
  outfile: suite,
  bundle: true,
  format: "cjs",
  sourcemap: "inline",
  logLevel: "warning",
  ...(inBrowser ? forBrowser() : forNode()),
});

const folder = mkdtempSync(path.join(tmpdir(), "xenstore-netif-suite-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
// Several folders are open: settings of the workspace and of a folder are the same where there is only one.
const workspace = path.join(folder, "dumps.code-workspace");
try {
  cpSync(path.join(here, "workspace"), folder, { recursive: true });
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: "." }, { path: path.join(repository, "samples") }] }));
  await runTests({
    vscodeExecutablePath: await executable(),
    extensionDevelopmentPath: repository,
    extensionTestsPath: suite,
    launchArgs: [workspace, "--disable-extensions", ...(inBrowser ? ["--extensionDevelopmentKind=web"] : [])],
  });
} catch (error) {
  // The tests' own report is above.
  if (!(error instanceof TestRunFailedError)) console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  keepResults();
}

/** @returns {import("esbuild").BuildOptions} */
function forNode() {
  return {
    entryPoints: [path.join(here, "suite", "index.ts")],
    platform: "node",
    target: "node20",
    // Mocha loads its parts by name, which does not survive bundling; it is found in node_modules.
    external: ["vscode", "mocha"],
  };
}

/** @returns {import("esbuild").BuildOptions} */
function forBrowser() {
  return {
    entryPoints: [path.join(here, "suite", "index.browser.ts")],
    platform: "browser",
    target: "es2022",
    external: ["vscode"],
    inject: [path.join(repository, "node_modules", "mocha", "mocha.js")],
    // Otherwise it would replace the exports of the suite.
    define: { module: "undefined" },
    alias: { mocha: path.join(here, "suite", "mocha.browser.mjs") },
  };
}

/** @returns {Promise<string>} */
async function executable() {
  const chosen = process.env["VSCODE_PATH"];
  if (chosen === "download") return downloadAndUnzipVSCode("stable");
  return chosen ?? path.join(here, "rig", "code-shim.mjs");
}

/** The tests have written them into the open folder, the only place that every extension host can write to. */
function keepResults() {
  const results = path.join(folder, "results.json");
  if (!existsSync(results)) return;
  mkdirSync(path.dirname(resultsFile), { recursive: true });
  cpSync(results, resultsFile);
}
