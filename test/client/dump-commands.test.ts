import { beforeEach, expect, test, vi } from "vitest";
import type { LanguageServer } from "../../client/src/language-server";
import type { DumpForm } from "../../server/src/service";
import { finish, openDump } from "../open-dump";

const told: string[][] = [];
const registered = new Map<string, () => Promise<void>>();
const opened: string[] = [];
const shown: unknown[] = [];
const picks: { readonly label: string; readonly description: string }[] = [];
const document = { languageId: "xenstore", uri: { scheme: "file" }, isUntitled: false, getText: () => "" };

vi.mock("vscode", () => ({
  Position: class {
    constructor(readonly line: number, readonly character: number) {}
  },
  Range: class {
    constructor(readonly start: unknown, readonly end: unknown) {}
  },
  l10n: { t: (message: string, ...values: unknown[]) => message.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])) },
  commands: { registerCommand: (name: string, run: () => Promise<void>) => registered.set(name, run) },
  env: { clipboard: { writeText: async () => undefined } },
  window: {
    activeTextEditor: { document, selection: { active: { line: 0 } } },
    tabGroups: { activeTabGroup: {} },
    visibleTextEditors: [],
    setStatusBarMessage: () => undefined,
    showTextDocument: async (_: unknown, { selection }: { selection: { start: unknown } }) => void shown.push(selection.start),
    showQuickPick: async (items: typeof picks) => {
      picks.push(...items);
      return items.at(-1);
    },
    showInformationMessage: async (...message: string[]) => void told.push(message),
    showWarningMessage: async (...message: string[]) => void told.push(message),
  },
  // As in VS Code: undefined for a scheme that is of no file system.
  workspace: { openTextDocument: async ({ content }: { content: string }) => void opened.push(content), fs: { isWritableFileSystem: (scheme: string) => (scheme === "file" ? true : scheme === "git" ? false : undefined) } },
}));
const { registerDumpCommands } = await import("../../client/src/dump-commands");

beforeEach(() => {
  told.length = 0;
  opened.length = 0;
  shown.length = 0;
  picks.length = 0;
});

async function runOn(command: string, text: string): Promise<void> {
  const dump = openDump(text);
  const request = async (method: string, { to }: { to: DumpForm }): Promise<unknown> => {
    if (method === "xenstore/vifs") return finish(dump.vifs());
    return method === "xenstore/script" ? dump.script() : dump.convert({ to });
  };
  registerDumpCommands({ request } as unknown as LanguageServer);
  await registered.get(command)?.();
}

test.each([
  ["xenstore.convertToTree", '/a = "1"\n[why](command:workbench.action.quit)\n', "This line cannot be read and is left out: [why] (command:workbench.action.quit)"],
  ["xenstore.copyAsScript", '/a = "1"\n/[why](command:workbench.action.quit) = "1"\n', "/[why] (command:workbench.action.quit) is left out: xenstored refuses such a path."],
])("%s quotes a line without making its text a link", async (command, text, message) => {
  await runOn(command, text);
  expect(told.map(([said]) => said)).toEqual([message]);
});

test.each([
  ["an empty document", ""],
  ["one of another kind", '{\n  "name": "guest"\n}\n'],
])("%s is not opened as an empty dump, and the reason is said", async (_, text) => {
  await runOn("xenstore.convertToTree", text);
  expect(opened).toEqual([]);
  expect(told).toEqual([["The document holds no entry that can be read, so there is nothing to convert."]]);
});

test("a loss that ends in what it quotes is told apart from how many others there are", async () => {
  await runOn("xenstore.convertToTree", '/a = "1"\n/b\n/c = "1\n');
  expect(told.map(([said]) => said)).toEqual(["This line cannot be read and is left out: /b (And 1 more like this.)"]);
});

test.each([
  ["a file", { uri: { scheme: "file" } }, ["Set Root…"]],
  ["a new document", { uri: { scheme: "untitled" }, isUntitled: true }, ["Set Root…"]],
  ["an older version in git", { uri: { scheme: "git" } }, []],
  ["a document that an extension provides", { uri: { scheme: "older-dump" } }, []],
])("where a script lacks a root, %s is edited only if that can be saved", async (_, properties, actions) => {
  Object.assign(document, { isUntitled: false, ...properties });
  await runOn("xenstore.copyAsScript", 'state = "4"\n');
  expect(told.map(([, ...offered]) => offered)).toEqual([actions]);
});

test("a vif is chosen by its name or by what netback does with it, and no guest can make an icon of its name", async () => {
  const vif = "/local/domain/1/device/vif";
  const keys = (index: number, state: string): string => `${vif}/${index}/backend = "/local/domain/0/backend/vif/1/${index}"\n${vif}/${index}/state = "${state}"\n`;
  await runOn("xenstore.goToVif", `/local/domain/1/name = "$(bug)"\n${keys(0, "1")}${keys(1, "6")}`);
  expect(picks.map(({ label, description }) => [label, description])).toEqual([
    ["vif1.0 frontend (\\$(bug))", "netback waits for the frontend"],
    ["vif1.1 frontend (\\$(bug))", "netback closes the device"],
  ]);
  expect(shown).toEqual([{ line: 3, character: 0 }]);
});

test("a dump without vifs has none to go to, and the command says so", async () => {
  await runOn("xenstore.goToVif", '/local/domain/1/name = "guest"\n');
  expect(told).toEqual([["The dump holds no vif."]]);
  expect(shown).toEqual([]);
});
