// Runs test/vscode/suite inside a real extension host. usage: node test/vscode/run-suite.mjs
// VSCODE_PATH: the executable of a desktop VS Code, or `download` to fetch one; without it, the VS Code that npm brings.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { repository } from "../../scripts/repository.mjs";

const here = import.meta.dirname;
const resultsFile = path.join(repository, "test-results", "suite.json");
const suite = path.join(repository, ".vscode-test", "suite.cjs");

await build({
  entryPoints: [path.join(here, "suite", "index.ts")],
  outfile: suite,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  // Mocha loads its parts by name, which does not survive bundling; it is found in node_modules.
  external: ["vscode", "mocha"],
  sourcemap: "inline",
  logLevel: "warning",
});

const folder = mkdtempSync(path.join(tmpdir(), "xenstore-netif-suite-"));
try {
  cpSync(path.join(here, "workspace"), folder, { recursive: true });
  await runTests({
    vscodeExecutablePath: await executable(),
    extensionDevelopmentPath: repository,
    extensionTestsPath: suite,
    launchArgs: [folder, "--disable-extensions"],
    extensionTestsEnv: { XENSTORE_NETIF_RESULTS: resultsFile },
  });
} catch {
  // The tests' own report is above.
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns {Promise<string>} */
async function executable() {
  const chosen = process.env["VSCODE_PATH"];
  if (chosen === "download") return downloadAndUnzipVSCode("stable");
  return chosen ?? path.join(here, "rig", "code-shim.mjs");
}
