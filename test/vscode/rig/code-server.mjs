import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { withinOneMoreTry } from "./one-more-try.mjs";
import { installTools, serverEntry, serverNode } from "./tools.mjs";

/** Settings for a workbench that asks nothing, fetches nothing and changes nothing by itself. */
const settings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/** Names of environment variables through which a surrounding VS Code or npm would affect the new one. */
const foreign = /^(VSCODE_|ELECTRON_|npm_)|^(PORT|NODE_OPTIONS)$/;

/**
 * A separate VS Code: its server on a free port of this machine only, with a fresh profile.
 * @typedef {object} CodeServer
 * @property {string} url
 * @property {string} home a folder for this VS Code only, removed after it has stopped
 * @property {Promise<unknown>} ended settled when the server has ended, for whatever reason
 * @property {() => Promise<void>} stop
 *
 * @typedef {object} CodeServerOptions
 * @property {string[]} [vsix] extensions to install, as a user would
 * @property {boolean} [runsTests] lets the page run an extension's tests
 */

/**
 * @param {CodeServerOptions} [options]
 * @returns {Promise<CodeServer>}
 */
export function startCodeServer(options = {}) {
  installTools();
  return withinOneMoreTry("code-server", () => start(options));
}

/**
 * @param {CodeServerOptions} options
 * @returns {Promise<CodeServer>}
 */
async function start({ vsix = [], runsTests = false }) {
  const home = mkdtempSync(path.join(tmpdir(), "xenstore-netif-code-"));
  const { args, environment } = makeProfile(home);
  try {
    for (const file of vsix) await installExtension([...args, "--install-extension", file], environment);
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
  // In a process group of its own, so that its extension hosts end with it.
  const server = spawn(serverNode, [...args, ...serverArguments(runsTests)], { env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const ended = once(server, "exit");
  // Not while the server runs: an extension host would write into it again.
  const removeHome = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  const kill = () => {
    signalGroup(server.pid, "SIGKILL");
    removeHome();
  };
  process.once("exit", kill);
  const stop = async () => {
    process.removeListener("exit", kill);
    await endGroup(server.pid);
    removeHome();
  };
  try {
    return { url: await listening(server), home, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {boolean} runsTests */
function serverArguments(runsTests) {
  const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override", "--disable-proxy"];
  // Without this option the built workbench runs no tests, and says nothing about it.
  const driver = runsTests ? ["--vscode-option", "enable-smoke-test-driver"] : [];
  return ["--bind-addr", "127.0.0.1:0", ...quiet, ...driver];
}

/** @param {string} home */
function makeProfile(home) {
  const data = path.join(home, "data");
  const config = path.join(home, "config.yaml");
  mkdirSync(path.join(data, "User"), { recursive: true });
  writeFileSync(path.join(data, "User", "settings.json"), JSON.stringify(settings));
  writeFileSync(config, "auth: none\n");
  const args = [serverEntry, "--config", config, "--user-data-dir", data, "--extensions-dir", path.join(home, "extensions")];
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const environment = {
    ...inherited,
    PATH: `${path.dirname(serverNode)}${path.delimiter}${process.env["PATH"]}`,
    // No gallery: nothing is looked up on the network.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    // It would write into the user's own folders otherwise.
    HOME: home,
    TMPDIR: home,
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: path.join(home, "xdg-config"),
    XDG_DATA_HOME: path.join(home, "xdg-data"),
    XDG_CACHE_HOME: path.join(home, "xdg-cache"),
  };
  return { args, environment };
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function installExtension(args, env) {
  const installer = spawn(serverNode, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = collect(installer);
  const [code] = await once(installer, "close");
  if (code !== 0) throw new Error(`The extension could not be installed:\n${output()}`);
}

/**
 * The address, as soon as the server answers there.
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} server
 * @returns {Promise<string>}
 */
function listening(server) {
  const output = collect(server);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`code-server was not up after 30 seconds:\n${output()}`)), 30_000);
    server.stdout.on("data", () => {
      const url = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output())?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
    server.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`code-server ended (${code}) before it was up:\n${output()}`));
    });
  });
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child
 * @returns {() => string} what it has printed so far
 */
function collect(child) {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  return () => output;
}

/**
 * Ends a process and all its children: asks them first, and kills them after five seconds.
 * @param {number | undefined} pid
 */
async function endGroup(pid) {
  signalGroup(pid, "SIGTERM");
  for (const patience = Date.now() + 5000; signalGroup(pid, 0) && Date.now() < patience; ) await delay(20);
  signalGroup(pid, "SIGKILL");
  while (signalGroup(pid, 0)) await delay(20);
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals | 0} signal 0 only asks whether somebody is there
 * @returns {boolean} false if nobody is left in the group
 */
function signalGroup(pid, signal) {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
