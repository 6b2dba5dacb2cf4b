import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { XenTools } from "./xen-tools.mjs";

const PATIENCE = 10_000;

/** A XenStore of its own: a real xenstored that listens in a folder of its own, and no hypervisor. */
export class XenStore {
  readonly #folder: string;
  readonly #daemon: ChildProcess;
  readonly #env: NodeJS.ProcessEnv;
  readonly #killed: () => void;

  private constructor(folder: string, daemon: ChildProcess, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#daemon = daemon;
    this.#env = env;
    this.#killed = () => daemon.kill("SIGKILL");
    process.once("exit", this.#killed);
  }

  /** Starts a daemon, and returns once it answers. */
  static async start({ xenstored, shim, commands, libraries }: XenTools): Promise<XenStore> {
    // The path of a socket has at most 107 characters: one in the folder for temporary files is short enough.
    const folder = mkdtempSync(path.join(tmpdir(), "xenstore-netif-"));
    for (const name of ["run", "lib", "proc"]) mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, "proc", "xsd_port"), "0\n");
    writeFileSync(path.join(folder, "proc", "xsd_kva"), Buffer.alloc(4096));
    const env = {
      ...process.env,
      LC_ALL: "C",
      LD_LIBRARY_PATH: libraries,
      PATH: `${commands}${path.delimiter}${process.env["PATH"]}`,
      XENSTORED_RUNDIR: path.join(folder, "run"),
      XENSTORED_ROOTDIR: path.join(folder, "lib"),
    };
    const daemon = spawn(xenstored, ["-N", "-F", path.join(folder, "xenstored.pid")], {
      // By its name: in a path, a blank would end it.
      env: { ...env, LD_PRELOAD: path.basename(shim), LD_LIBRARY_PATH: [libraries, path.dirname(shim)].join(path.delimiter), XENSTORED_TEST_PROC: path.join(folder, "proc") },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const store = new XenStore(folder, daemon, env);
    try {
      await store.#listening(path.join(folder, "run", "socket"));
      return store;
    } catch (error) {
      await store.stop();
      throw error;
    }
  }

  /** Ends the daemon, and removes its store. */
  async stop(): Promise<void> {
    process.removeListener("exit", this.#killed);
    if (this.#daemon.exitCode === null && this.#daemon.signalCode === null) {
      const ended = once(this.#daemon, "exit");
      this.#daemon.kill("SIGKILL");
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * Runs a command against the store.
   * @returns what it prints, one character for a byte
   * @throws Error if it fails or writes anything to stderr
   */
  run(program: string, args: readonly string[], input?: string): string {
    const { status, stdout, stderr, error } = spawnSync(program, args, { env: this.#env, encoding: "latin1", input, maxBuffer: 1 << 26 });
    if (status !== 0 || stderr !== "") throw new Error(`${program} ${args.join(" ")} failed (${error?.message ?? status}):\n${stderr}`);
    return stdout;
  }

  /** Removes all nodes, including those that the daemon makes when it starts. */
  clear(): void {
    for (const name of this.run("xenstore-list", ["/"]).split("\n")) if (name !== "") this.run("xenstore-rm", ["--", `/${name}`]);
  }

  async #listening(socket: string): Promise<void> {
    let said = "";
    this.#daemon.stderr?.on("data", (text: Buffer) => (said += text.toString()));
    let failed: Error | undefined;
    this.#daemon.once("error", (error) => (failed = error));
    for (const end = Date.now() + PATIENCE; Date.now() < end; await delay(10)) {
      if (failed !== undefined || this.#daemon.exitCode !== null) break;
      if (await accepts(socket)) return;
    }
    throw new Error(`xenstored does not answer (${failed?.message ?? this.#daemon.exitCode ?? "it still runs"}):\n${said}`);
  }
}

function accepts(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once("error", () => resolve(false));
    connection.once("connect", () => {
      connection.destroy();
      resolve(true);
    });
  });
}
