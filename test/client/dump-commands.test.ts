import { beforeEach, expect, test, vi } from "vitest";
import type { LanguageServer } from "../../client/src/language-server";
import type { DumpForm } from "../../server/src/service";
import { openDump } from "../open-dump";

const told: string[] = [];
const registered = new Map<string, () => Promise<void>>();

vi.mock("vscode", () => ({
  Position: vi.fn<() => void>(),
  Range: vi.fn<() => void>(),
  l10n: { t: (message: string, ...values: unknown[]) => message.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])) },
  commands: { registerCommand: (name: string, run: () => Promise<void>) => registered.set(name, run) },
  env: { clipboard: { writeText: async () => undefined } },
  window: {
    activeTextEditor: { document: { languageId: "xenstore", uri: "file:///x.xenstore", getText: () => "" }, selection: { active: { line: 0 } } },
    setStatusBarMessage: () => undefined,
    showTextDocument: async () => undefined,
    showWarningMessage: async (message: string) => void told.push(message),
  },
  workspace: { openTextDocument: async () => undefined },
}));
const { registerDumpCommands } = await import("../../client/src/dump-commands");

beforeEach(() => {
  told.length = 0;
});

test.each([
  ["xenstore.convertToTree", '/a = "1"\n[why](command:workbench.action.quit)\n', "This line cannot be read and is left out: [why] (command:workbench.action.quit)"],
  ["xenstore.copyAsScript", '/a = "1"\n/[why](command:workbench.action.quit) = "1"\n', "/[why] (command:workbench.action.quit) is left out: xenstored refuses such a path."],
])("%s quotes a line without making its text a link", async (command, text, message) => {
  const dump = openDump(text);
  const request = async (method: string, { to }: { to: DumpForm }): Promise<unknown> => (method === "xenstore/script" ? dump.script() : dump.convert({ to }));
  registerDumpCommands({ request } as unknown as LanguageServer);
  await registered.get(command)?.();
  expect(told).toEqual([message]);
});
