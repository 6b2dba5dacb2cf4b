// Two editors that know nothing of this project, with the settings that docs/editors.md gives to their users.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { repository } from "../../scripts/repository.mjs";
import { TemporaryFolder } from "../temporary-folder";
import { installEditors, whyNoEditors, type Editor } from "./debian-editors.mjs";

const missing = whyNoEditors();
if (missing !== undefined) console.warn(`The tests in other editors are skipped: ${missing}.`);

const EXAMPLE = path.join(repository, "test", "vscode", "workspace", "example.xenstore");
const MESSAGE =
  "Queue 1 is requested but has no keys. netback will refuse all queues: it stops at the first that is missing. " +
  'The error node will say "2 reading /local/domain/1/device/vif/0/queue-1/ring-ref".';
const FIXED = `${readFileSync(EXAMPLE, "utf8")}/local/domain/1/device/vif/0/queue-1 = ""
/local/domain/1/device/vif/0/queue-1/tx-ring-ref = "<ring-ref-tx1>"
/local/domain/1/device/vif/0/queue-1/rx-ring-ref = "<ring-ref-rx1>"
/local/domain/1/device/vif/0/queue-1/event-channel-tx = "<evtchn-tx1>"
/local/domain/1/device/vif/0/queue-1/event-channel-rx = "<evtchn-rx1>"
`;

/** The settings that a user takes from docs/editors.md. */
const settings = (file: string): string => path.join(repository, "docs", "editors", file);

/** What was seen on a visit to a dump; a visit that failed says why. */
type Seen = Readonly<Record<string, unknown>>;

describe.skipIf(missing !== undefined)("an editor", { timeout: 60_000 }, () => {
  const home = new TemporaryFolder(true);
  let editors: { neovim: Editor; emacs: Editor };

  beforeAll(() => {
    editors = installEditors();
  }, 300_000);

  /** A visit to a copy of the example, saved as `name`, of a user who has installed the command. */
  function visit(name: string, { program, args, env }: Editor, moreArgs: readonly string[]): { seen: Seen; saved: string } {
    const dump = home.put(name, readFileSync(EXAMPLE));
    const result = path.join(home.path, "seen.json");
    const bin = path.join(home.path, "bin");
    mkdirSync(bin);
    const command = path.join(repository, "dist", "cli.js");
    chmodSync(command, 0o755);
    symlinkSync(command, path.join(bin, "xenstore-netif"));
    const { stderr, status } = spawnSync(program, [...args, ...moreArgs], {
      cwd: home.path,
      encoding: "utf8",
      timeout: 50_000,
      env: {
        ...env,
        PATH: [bin, path.dirname(process.execPath), process.env["PATH"]].join(path.delimiter),
        HOME: home.path,
        LC_ALL: "C.UTF-8",
        TERM: "dumb",
        VISIT_DUMP: dump,
        VISIT_RESULT: result,
      },
    });
    expect(status, stderr).toBe(0);
    return { seen: JSON.parse(readFileSync(result, "utf8")), saved: readFileSync(dump, "utf8") };
  }

  const inNeovim = (name: string): ReturnType<typeof visit> =>
    visit(name, editors.neovim, ["--headless", "-i", "NONE", "-n", "-u", settings("neovim.lua"), name, "-S", path.join(import.meta.dirname, "visit.lua")]);
  const inEmacs = (name: string): ReturnType<typeof visit> =>
    visit(name, editors.emacs, ["--load", settings("emacs.el"), "--load", path.join(import.meta.dirname, "visit.el")]);

  test.each(["example.xenstore", "xenstore-ls-f.out"])("Neovim shows the fault and the key, and applies the fix: %s", (name) => {
    const { seen, saved } = inNeovim(name);
    expect(seen).toEqual({
      filetype: "xenstore",
      faults: [{ line: 0, from: 55, to: 56, severity: 1, message: MESSAGE }],
      hover: expect.stringMatching(/^\*\*multi-queue-num-queues\*\* — frontend key[\s\S]*netif\.h/),
    });
    expect(saved).toBe(FIXED);
  });

  test.each(["example.xenstore", "xenstore-ls-f.out"])("Emacs shows the fault and the key, and applies the fix: %s", (name) => {
    const { seen, saved } = inEmacs(name);
    expect(seen).toEqual({
      mode: "xenstore-mode",
      faults: [{ line: 1, text: "2", type: "eglot-error", message: `xenstore [queue-missing]: ${MESSAGE}` }],
      // Without markdown-mode it asks for plain text.
      hover: expect.stringMatching(/^multi-queue-num-queues — frontend key[\s\S]*netif\.h/),
    });
    expect(saved).toBe(FIXED);
  });
});
