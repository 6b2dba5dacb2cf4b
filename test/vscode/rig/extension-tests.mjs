import { EventEmitter, once } from "node:events";
import path from "node:path";
import { startBrowser } from "./browser.mjs";
import { startCodeServer } from "./code-server.mjs";
import { serveWebExtension } from "./web-extension.mjs";

/** What the workbench says about itself while it runs tests. */
const noise =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace|\[Service Worker|\[AgentHost|\[AccountPolicyGate|Updating additional builtin|Extension host test runner exit|No user or session storage|Ignoring fetching additional|Canceled|Creation of workbench contribution)|workbench\/workbench\.js:/;

/** How long a run may take, in milliseconds. */
const patience = 120_000;

/**
 * @typedef {object} Request
 * @property {string} workspace the file of a workspace
 * @property {string} extensionDevelopmentPath
 * @property {string} extensionTestsPath
 * @property {boolean} disableExtensions all but the one under test
 * @property {boolean} inBrowser in the extension host of the browser, as the web extension that it also is
 */

/**
 * Does what `code --extensionDevelopmentPath … --extensionTestsPath … [--extensionDevelopmentKind=web] <workspace>` does.
 * @param {Request} request
 * @returns {Promise<number>} the exit code of the tests
 */
export async function runExtensionTests(request) {
  const server = await startCodeServer({ runsTests: true });
  try {
    const browser = await startBrowser(server.home);
    try {
      const page = browser.pages()[0] ?? (await browser.newPage());
      const run = new EventEmitter();
      // The workbench calls these two functions of its page; they must exist before it loads.
      await page.exposeFunction("codeAutomationLog", (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
        if (!noise.test(String(args[0]))) console.log(...args);
      });
      await page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => run.emit("exit", code));
      if (request.inBrowser) await serveWebExtension(browser, server.url, request);
      const [[exitCode]] = await Promise.all([
        once(run, "exit", { signal: AbortSignal.timeout(patience) }),
        page.goto(addressOf(server.url, request)),
      ]);
      return exitCode;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/**
 * @param {string} server
 * @param {Request} request
 */
function addressOf(server, { workspace, extensionDevelopmentPath, extensionTestsPath, disableExtensions, inBrowser }) {
  const url = new URL(server);
  url.searchParams.set("workspace", path.resolve(workspace));
  // The page itself names them.
  if (inBrowser) return url.href;
  const remote = (/** @type {string} */ file) => `vscode-remote://${url.host}${path.resolve(file)}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extensionDevelopmentPath)],
    ["extensionTestsPath", remote(extensionTestsPath)],
    ...(disableExtensions ? [["disableExtensions", "true"]] : []),
  ];
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
