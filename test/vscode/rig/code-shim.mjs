#!/usr/bin/env node
// Stands in for the `code` of a desktop: @vscode/test-electron runs it with the desktop's command line, and it runs the same
// request in code-server and a headless browser.
import { parseArgs } from "node:util";
import { runExtensionTests } from "./extension-tests.mjs";

// Our servers are ended when this process exits, which it does not do on a signal by itself.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

const { values, positionals } = parseArgs({
  options: {
    extensionDevelopmentPath: { type: "string" },
    extensionTestsPath: { type: "string" },
    extensionDevelopmentKind: { type: "string" },
    "disable-extensions": { type: "boolean", default: false },
  },
  // The rest of the command line is about the desktop's window.
  strict: false,
  allowPositionals: true,
});
const { extensionDevelopmentPath, extensionTestsPath } = values;
const [workspace] = positionals;

if (typeof extensionDevelopmentPath !== "string" || typeof extensionTestsPath !== "string" || workspace === undefined) {
  console.error("code-shim: needs --extensionDevelopmentPath, --extensionTestsPath and a workspace");
  process.exitCode = 2;
} else {
  const disableExtensions = values["disable-extensions"] === true;
  const inBrowser = values.extensionDevelopmentKind === "web";
  process.exitCode = await runExtensionTests({ workspace, extensionDevelopmentPath, extensionTestsPath, disableExtensions, inBrowser });
}
