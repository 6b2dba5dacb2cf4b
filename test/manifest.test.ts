import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../server/src/rules/index";
import { LEVELS } from "../server/src/rules/level";
import { readSettings, TOKEN_MODIFIERS, TOKEN_TYPES } from "../server/src/service";

interface KeyEntry {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly order: number;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly enablement?: string;
}

interface Manifest {
  readonly categories: readonly string[];
  readonly contributes: {
    readonly languages: readonly { readonly firstLine: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, KeyEntry>> };
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
    readonly semanticTokenTypes: readonly { readonly id: string }[];
    readonly semanticTokenModifiers: readonly { readonly id: string }[];
    readonly semanticTokenScopes: readonly { readonly scopes: Readonly<Record<string, unknown>> }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly image: string } }[] }[];
  };
}

const root = path.resolve(import.meta.dirname, "..");
const { categories, contributes } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
const settings = Object.entries(contributes.configuration.properties).map(([name, setting]) => ({ name: name.replace(/^xenstore\./, ""), setting }));
/** The settings that the client reads itself. vscode-languageclient does: how much of the protocol it writes to the log. */
const OF_THE_CLIENT = ["trace.server"];
const ofTheServer = settings.filter(({ name }) => !OF_THE_CLIENT.includes(name));

/** An object of settings with one of them set: `forecast.kernel` is the key `kernel` in the object `forecast`. */
function said(name: string, value: unknown): unknown {
  return name.split(".").reduceRight<unknown>((inside, key) => ({ [key]: inside }), value);
}

/** The names of all settings that are looked up in an object, without those of the objects around them. */
function lookups(read: (value: unknown) => unknown): string[] {
  const found = new Set<string>();
  const watched = (name: string): object =>
    new Proxy({}, {
      get: (_, key) => {
        if (typeof key === "symbol") return undefined;
        found.delete(name);
        found.add(name === "" ? key : `${name}.${key}`);
        return watched(name === "" ? key : `${name}.${key}`);
      },
    });
  read(watched(""));
  return [...found].toSorted();
}

describe("the settings", () => {
  test("of the manifest are those that the server reads", () => {
    expect(lookups(readSettings), "what readSettings looks up, and package.json without OF_THE_CLIENT").toEqual(ofTheServer.map(({ name }) => name).toSorted());
  });

  test.each(ofTheServer)("$name has the default that the server has", ({ name, setting }) => {
    expect(readSettings(said(name, setting.default))).toEqual(readSettings(undefined));
  });

  test.each(ofTheServer)("$name is in the example of docs/editors.md, with its default", ({ name, setting }) => {
    const [, example = "{}"] = /^```json\n(\{\n {2}"settings"[\s\S]*?)^```$/m.exec(readFileSync(path.join(root, "docs/editors.md"), "utf8")) ?? [];
    expect(JSON.parse(example)).toMatchObject({ settings: said(name, setting.default) });
  });

  test.each(ofTheServer.filter(({ name }) => name !== "rules"))("$name has values that the server tells apart", ({ name, setting }) => {
    const values = setting.enum ?? (setting.type === "integer" ? [1, 2] : [true, false]);
    expect(new Set(values.map((value) => JSON.stringify(readSettings(said(name, value)))))).toHaveProperty("size", values.length);
  });

  test("of rules can be each level for each rule", () => {
    for (const { code } of RULES) for (const level of [...LEVELS, "off"]) expect(readSettings({ rules: { [code]: level } }).rules.get(code)).toBe(level);
  });

  test.each(settings)("$name is described", ({ name, setting }) => {
    expect(setting).toMatchObject({ type: expect.any(String) as string, order: expect.any(Number) as number, markdownDescription: expect.stringMatching(/./) as string });
    // The server asks for the settings of each document; the client has one log for the window.
    expect(setting.scope, "scope").toBe(OF_THE_CLIENT.includes(name) ? "window" : "resource");
    expect(setting).toHaveProperty("default");
    expect([undefined, setting.enum?.length]).toContain(setting.enumDescriptions?.length);
  });

  test("have an order of their own", () => {
    const orders = settings.map(({ setting }) => setting.order);
    expect(orders.filter((order, at) => orders.indexOf(order) !== at), "given twice").toEqual([]);
  });
});

test("every type and modifier of tokens is declared, with scopes for the types of our own", () => {
  const own = TOKEN_TYPES.filter((type) => type !== "number");
  expect(contributes.semanticTokenTypes.map(({ id }) => id)).toEqual(own);
  expect(contributes.semanticTokenModifiers.map(({ id }) => id)).toEqual([...TOKEN_MODIFIERS]);
  const scoped = Object.keys(contributes.semanticTokenScopes[0]?.scopes ?? {}).map((selector) => selector.split(".")[0]);
  expect([...new Set(scoped)]).toEqual(own);
});

test("no debugger is promised, as none is contributed", () => {
  expect(contributes).not.toHaveProperty("debuggers");
  expect(categories).not.toContain("Debuggers");
});

describe("a file whose name says nothing", () => {
  const [{ firstLine } = { firstLine: "" }] = contributes.languages;

  test.each([
    ['tool = ""', true],
    ['/tool = ""   (n0)', true],
    ['local = "" . . . . . . . . . . . .  (n0)', true],
    ['/local/domain/1/device/vif/0 = ""', true],
    ['vm = ""', true],
    ['@introduceDomain = ""', true],
    ["# xenstore-root /local/domain/1/device/vif/0", true],
    ["xenstore-ls -fp", true],
    ["# xenstore-ls", true],
    ["[root@host ~]# xenstore-ls -fp", true],
    ["user@host:~$ sudo xenstore-ls /local/domain/1", true],
    ['0 = ""', false],
    ['name = "local"', false],
    ["local = 1", false],
    ['vm = "web"', false],
    ['tool = "" # the default', false],
    ["tooling = \"\"", false],
    ["#!/bin/sh", false],
    ["How xenstore-ls prints values", false],
    ["", false],
  ])("and that begins with %j is a dump: %j", (line, isDump) => {
    expect(new RegExp(firstLine).test(line)).toBe(isDump);
  });
});

describe("the commands", () => {
  const contributed = contributes.commands.map(({ command }) => command).toSorted();
  const sources = readdirSync(path.join(root, "client/src"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const named = new Set(sources.flatMap((file) => Array.from(readFileSync(path.join(root, "client/src", file), "utf8").matchAll(/"(xenstore\.[A-Za-z.]+)"/g), ([, name = ""]) => name)));
  /** Commands that the server puts into lenses and actions: only it can give them their arguments. */
  const internal = ["xenstore.configureRule", "xenstore.goTo"];
  /** The status item, and a setting that a command opens. */
  const noCommands = new Set(["xenstore.server", "xenstore.rules"]);

  test("of the manifest are those of the client but for the internal ones", () => {
    expect([...named].filter((name) => !noCommands.has(name)).toSorted(), "named in client/src, and under contributes.commands in package.json").toEqual([...contributed, ...internal].toSorted());
  });

  test.each(contributes.commands)("$command has a title and a category, so that the keyboard finds it", ({ title, category }) => {
    expect(title).not.toBe("");
    expect(category).toBe("XenStore");
  });

  test("of menus are contributed", () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.flatMap(({ command }) => command ?? []));
    expect(inMenus.filter((command) => !contributed.includes(command))).toEqual([]);
  });

  test("on a dump are offered only where one is open, in the palette too", () => {
    const onDump = Array.from(readFileSync(path.join(root, "client/src/dump-commands.ts"), "utf8").matchAll(/^ {2}"(xenstore\.\w+)":/gm), ([, name]) => name);
    const conditions = contributes.commands.filter(({ command }) => onDump.includes(command)).map(({ command, enablement }) => [command, enablement]);
    expect(conditions.length).toBeGreaterThan(0);
    expect(conditions.filter(([, enablement]) => enablement?.startsWith("editorLangId == xenstore") !== true), 'without "enablement" in package.json').toEqual([]);
    const inPalette = contributes.menus["commandPalette"]?.map(({ command, when }) => [command, when]);
    expect(inPalette, "menus.commandPalette in package.json, with the enablement of each as its when").toEqual(conditions);
  });

  test("that write into the dump are offered only where it can be written", () => {
    const writing = ["xenstore.setRoot"];
    const ofPalette = contributes.commands.filter(({ command }) => writing.includes(command)).map(({ enablement }) => enablement);
    const ofMenus = Object.values(contributes.menus).flatMap((items) => items.filter(({ command = "" }) => writing.includes(command)).map(({ when }) => when));
    expect([...ofPalette, ...ofMenus]).toHaveLength(3);
    for (const condition of [...ofPalette, ...ofMenus]) expect(condition).toContain("!editorReadonly");
  });

  test("that the server names are known to the client", () => {
    const files = readdirSync(path.join(root, "server/src/lsp")).map((file) => readFileSync(path.join(root, "server/src/lsp", file), "utf8"));
    const ofServer = files.flatMap((text) => Array.from(text.matchAll(/"(xenstore\.[A-Za-z]+)"/g), ([, name = ""]) => name));
    expect(ofServer.length).toBeGreaterThan(0);
    /** The server runs `xenstore.applyFix` itself. */
    expect([...new Set(ofServer)].filter((name) => name !== "xenstore.applyFix" && !named.has(name))).toEqual([]);
  });

  test("of walkthroughs that are ours are contributed", () => {
    const texts = readFileSync(path.join(root, "package.nls.json"), "utf8");
    const linked = Array.from(texts.matchAll(/\(command:(xenstore\.[A-Za-z]+)/g), ([, name]) => name ?? "");
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((command) => !contributed.includes(command))).toEqual([]);
  });
});

describe("the walkthrough", () => {
  test.each(["package.nls.json", "package.nls.de.json"])("has no button that needs a text editor, which it is not: %s", (file) => {
    const texts = readFileSync(path.join(root, file), "utf8");
    const needing = contributes.commands.flatMap(({ command, enablement = "" }) => (enablement.includes("editor") ? [command] : []));
    const linked = Array.from(texts.matchAll(/\(command:([A-Za-z.]+)/g), ([, name = ""]) => name);
    expect(linked.filter((name) => name.startsWith("editor.action.") || needing.includes(name))).toEqual([]);
  });

  test.each(contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)))("has a small picture: %s", (image) => {
    expect(readFileSync(path.join(root, image)).length).toBeLessThan(60_000);
  });
});
