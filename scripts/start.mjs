// Opens the samples in a VS Code that has the extension. Needs Node.js and npm; fetches the rest itself.
// Imports nothing from npm before it has been installed.
import "./check-node.mjs";
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { installPackages } from "./npm.mjs";
import { repository, vsixPath } from "./repository.mjs";
import { runScript } from "./run-script.mjs";

const usage = `usage: npm start [-- --browser]

Builds the extension and opens the folder samples/ in VS Code with it: in the VS Code of this desktop if there is one
(a \`code\` command and a screen), else in one that is fetched from npm and shown in your browser, until Ctrl-C.

  --browser   use the browser even if VS Code is installed here
  --help      print this`;

const samples = path.join(repository, "samples");

/** The `code` command of a desktop VS Code, if it could open a window here. */
function desktopCode() {
  // In a terminal of VS Code on a remote, `code` only talks to the VS Code that is already open.
  if (process.env["VSCODE_IPC_HOOK_CLI"] !== undefined) return undefined;
  const hasScreen = process.platform !== "linux" || process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined;
  if (!hasScreen) return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} code */
async function openDesktop(code) {
  const { buildAll } = await import("./build.mjs");
  await buildAll();
  const args = [`--extensionDevelopmentPath=${repository}`, samples];
  if (process.platform === "win32") spawn([code, ...args].map((part) => `"${part}"`).join(" "), { stdio: "inherit", shell: true });
  else spawn(code, args, { stdio: "inherit" });
  console.log(`VS Code opens ${samples} with the extension.`);
}

async function openInBrowser() {
  const { packExtension } = await import("./package.mjs");
  await packExtension();
  const { startCodeServer } = await import("../test/vscode/rig/code-server.mjs");
  const server = await startCodeServer({ vsix: [vsixPath] });
  // Stays in place after the first Ctrl-C: an impatient second one must not leave the server behind.
  const interrupted = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve("interrupted"));
  });
  const folder = encodeURIComponent(samples).replaceAll("%2F", "/");
  console.log(`\nVS Code with the extension is at\n\n  ${server.url}/?folder=${folder}\n\nCtrl-C ends it.`);
  const why = await Promise.race([interrupted, server.ended]);
  await server.stop();
  if (why !== "interrupted") throw new Error("VS Code's server has ended by itself. Start it again with npm start.");
}

await runScript(usage, { browser: { type: "boolean" } }, async ({ browser }) => {
  installPackages(repository);
  const code = browser ? undefined : desktopCode();
  await (code === undefined ? openInBrowser() : openDesktop(code));
});
