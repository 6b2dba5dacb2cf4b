import { afterEach, describe, expect, test } from "vitest";
import {
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  ExecuteCommandRequest,
  LSPErrorCodes,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Command,
  type Position,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { edited } from "../edited";
import { InProcessClient } from "./in-process";

const URI = "file:///a.xenstore";
const LITERALS = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true };
const PLAIN: ClientCapabilities = { textDocument: { codeAction: LITERALS }, workspace: { workspaceEdit: { documentChanges: true } } };
const TAKING_SNIPPETS: ClientCapabilities = { ...PLAIN, workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } } };
const RESOLVING: ClientCapabilities = { ...PLAIN, textDocument: { codeAction: { ...LITERALS, dataSupport: true, resolveSupport: { properties: ["edit"] } } } };
const { Automatic, Invoked } = CodeActionTriggerKind;
const FIX_ALL = "Fix all queue-missing in this file";

/** Two vifs that lack their second queue each, and a fault of another rule. */
const TEXT = `${[0, 1]
  .flatMap((vif) => {
    const frontend = `/local/domain/1/device/vif/${vif}`;
    const queue = [`tx-ring-ref = "${8 + vif * 2}"`, `rx-ring-ref = "${9 + vif * 2}"`, `event-channel = "${5 + vif}"`];
    return [`${frontend}/multi-queue-num-queues = "2"\n`, ...queue.map((key) => `${frontend}/queue-0/${key}\n`)];
  })
  .join("")}/tool = "x\n`;

let client: InProcessClient;
afterEach(() => client.stop());

async function actions(capabilities: ClientCapabilities, triggerKind: CodeActionTriggerKind): Promise<CodeAction[]> {
  return actionsAt({ line: 0, character: 55 }, TEXT, capabilities, { triggerKind });
}

async function actionsAt(position: Position, text: string, capabilities: ClientCapabilities, context: Partial<CodeActionContext>): Promise<CodeAction[]> {
  return actionsIn({ start: position, end: position }, text, capabilities, context);
}

async function actionsIn(range: Range, text: string, capabilities: ClientCapabilities, context: Partial<CodeActionContext>): Promise<CodeAction[]> {
  client = await InProcessClient.start(capabilities);
  await client.open(URI, text);
  return ((await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range, context: { diagnostics: [], ...context } })) ?? []) as CodeAction[];
}

/** The text after an action. */
function applied({ edit }: CodeAction, text = TEXT): string {
  const [first] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return edited(text, (first?.edits ?? []) as TextEdit[]);
}

/** How many queues have keys in a text. */
const queuesIn = (text: string): number => text.match(/tx-ring-ref/g)?.length ?? 0;

describe("a fix", () => {
  const ADDED = ["tx-ring-ref", "rx-ring-ref", "event-channel"].map((key, at) => `/local/domain/1/device/vif/0/queue-1/${key} = "${["<ring-ref-tx1>", "<ring-ref-rx1>", "<evtchn1>"][at]}"\n`).join("");

  test("is a versioned edit with tab stops, marked as preferred, for a client that can take all this", async () => {
    const [generate] = await actions(TAKING_SNIPPETS, Automatic);
    expect(generate).toMatchObject({ title: "Generate queue-1", kind: "quickfix", isPreferred: true, diagnostics: [{ code: "queue-missing" }] });
    let stop = 0;
    const value = ADDED.replaceAll(/<.*>/g, (fill) => `\${${(stop += 1)}:${fill}}`);
    const below = { line: 4, character: 0 };
    expect(generate?.edit).toEqual({ documentChanges: [{ textDocument: { uri: URI, version: 1 }, edits: [{ range: { start: below, end: below }, snippet: { kind: "snippet", value } }] }] });
  });

  test("is a plain edit for one that knows actions and no more", async () => {
    const [generate] = await actions({ textDocument: { codeAction: { codeActionLiteralSupport: LITERALS.codeActionLiteralSupport } } }, Automatic);
    expect(generate).not.toHaveProperty("isPreferred");
    expect(generate?.edit).toMatchObject({ changes: { [URI]: [{ newText: ADDED }] } });
  });

  test("is a command that has the client apply it for one that knows commands alone", async () => {
    const [generate] = (await actions({ workspace: { applyEdit: true } }, Automatic)) as unknown as Command[];
    expect(generate).toMatchObject({ title: "Generate queue-1", command: "xenstore.applyFix" });
    const applying = new Promise<WorkspaceEdit>((resolve) => {
      client.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
        resolve(edit);
        return { applied: true };
      });
    });
    await client.connection.sendRequest(ExecuteCommandRequest.type, generate as Command);
    expect(await applying).toMatchObject({ changes: { [URI]: [{ newText: ADDED }] } });
  });
});

test.each<readonly [only: string, kinds: readonly string[]]>([
  ["quickfix", ["quickfix"]],
  ["refactor", ["refactor.rewrite"]],
  ["source", ["source.fixAll.xenstore"]],
  ["source.fixAll", ["source.fixAll.xenstore"]],
  ["source.fixAll.xenstore", ["source.fixAll.xenstore"]],
  ["source.organizeImports", []],
])("a client that asks for actions of the kind %s is given %j", async (only, kinds) => {
  const found = await actionsAt({ line: 0, character: 55 }, TEXT, TAKING_SNIPPETS, { only: [only] });
  expect([...new Set(found.map(({ kind }) => kind))]).toEqual(kinds);
  // All at once may be fixed on save, when nobody is there to fill in a value.
  expect(JSON.stringify(found).includes("snippet")).toBe(!only.startsWith("source"));
});

test("the level of a rule can be changed, behind all else, where the client has a command for that", async () => {
  client = await InProcessClient.start(PLAIN, { commands: ["xenstore.configureRule"] });
  await client.open(URI, TEXT);
  const at = { line: 0, character: 55 };
  const found = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range: { start: at, end: at }, context: { diagnostics: [], only: ["quickfix"] } });
  expect(found?.at(-1)).toMatchObject({ title: "Configure queue-missing…", command: { command: "xenstore.configureRule", arguments: ["queue-missing", URI] } });
});

describe("what fixes all faults of a rule", () => {
  test("is worked out when the user has chosen it, where the client can wait for that", async () => {
    for (const occasion of [Automatic, Invoked]) {
      const offered = (await actions(RESOLVING, occasion)).find(({ title }) => title === FIX_ALL);
      expect(offered?.edit).toBeUndefined();
      const resolved = await client.connection.sendRequest(CodeActionResolveRequest.type, offered as CodeAction);
      expect(resolved).toMatchObject({ title: FIX_ALL, kind: "quickfix" });
      const text = applied(resolved);
      expect([queuesIn(text), text.endsWith('/tool = "x\n')]).toEqual([4, true]);
    }
  });

  test("is worked out for the text as it is then", async () => {
    const offered = (await actions(RESOLVING, Invoked)).find(({ title }) => title === FIX_ALL);
    await client.insert(URI, 2, "# a comment\n");
    const { edit } = await client.connection.sendRequest(CodeActionResolveRequest.type, offered as CodeAction);
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 }, edits: [{ range: { start: { line: 5 } } }, { range: { start: { line: 9 } } }] }]);
    await client.close(URI);
    expect(await client.connection.sendRequest(CodeActionResolveRequest.type, offered as CodeAction)).toEqual(offered);
  });

  test("is worked out at once where the client cannot wait, but not wherever the cursor goes", async () => {
    expect((await actions(PLAIN, Automatic)).map(({ title }) => title)).not.toContain(FIX_ALL);
    const offered = (await actions(PLAIN, Invoked)).find(({ title }) => title === FIX_ALL);
    const text = applied(offered as CodeAction);
    expect([queuesIn(text), text.endsWith('/tool = "x\n')]).toEqual([4, true]);
  });

  test("stands between the fixes of this one and what silences it", async () => {
    const titles = (await actions(RESOLVING, Automatic)).map(({ title }) => title);
    expect(titles).toEqual(["Generate queue-1", "Fall back to one queue", FIX_ALL, "Ignore queue-missing here", "Ignore queue-missing in this file"]);
  });
});

describe("what fixes all faults of a file", () => {
  const typed = `${TEXT}      mtu\n`;
  test.each([
    ["leaves a line alone that somebody was typing when saving", Automatic, typed],
    ["takes in such a line where the user asks for it", Invoked, `${TEXT}#       mtu\n`],
  ])("%s", async (_, triggerKind, expected) => {
    const [action] = await actionsAt({ line: 0, character: 0 }, typed, PLAIN, { triggerKind, only: ["source.fixAll"] });
    const fixed = applied(action as CodeAction, typed);
    expect(queuesIn(fixed)).toBe(4);
    expect(fixed.split("\n").slice(-2)).toEqual(expected.split("\n").slice(-2));
  });
});

test("what is offered is for the place and the text as they are, whatever version the client calls it", async () => {
  const ask = async (line = 0): Promise<string[]> => {
    const range = { start: { line, character: 0 }, end: { line, character: 9 } };
    const found = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range, context: { diagnostics: [], triggerKind: Automatic } });
    return (found ?? []).map(({ title }) => title);
  };
  client = await InProcessClient.start(PLAIN);
  await client.open(URI, '/a = "1\n');
  expect(await ask()).toContain("Add the missing quote");
  expect(await ask(1)).toEqual([]);
  await client.insert(URI, 1, '"', { line: 0, character: 7 });
  expect(await ask()).toEqual([]);
});

describe("what fixes all faults of a rule is offered", () => {
  const ALL_OF_RULE = "Fix all malformed-line in this file";

  test.each<readonly [what: string, capabilities: ClientCapabilities, count: number, offered: readonly string[]]>([
    ["not where there is only one", PLAIN, 1, []],
    ["where there are two", PLAIN, 2, [ALL_OF_RULE]],
    ["where there are as many as a user waits for", PLAIN, 100, [ALL_OF_RULE]],
    ["not where there are more", PLAIN, 101, []],
    ["where there are more, to a client that waits for what the user has chosen", RESOLVING, 101, [ALL_OF_RULE]],
  ])("%s", async (_, capabilities, count, offered) => {
    const text = Array.from({ length: count }, (_unused, at) => `/a/${at} = "x\n`).join("");
    const titles = (await actionsAt({ line: 0, character: 5 }, text, capabilities, {})).map(({ title }) => title);
    expect(titles).toContain("Add the missing quote");
    expect(titles.filter((title) => title.startsWith("Fix all"))).toEqual(offered);
  });
});

test("a fix of two faults is offered once, and names both", async () => {
  const frontend = "/local/domain/1/device/vif/0";
  const backend = "/local/domain/0/backend/vif/1/0";
  const queues = [0, 2].flatMap((queue) => ["tx-ring-ref", "rx-ring-ref", "event-channel"].map((key, at) => `${frontend}/queue-${queue}/${key} = "${8 + 3 * queue + at}"`));
  const request = `${frontend}/multi-queue-num-queues = "3"`;
  const text = [request, `${frontend}/backend = "${backend}"`, `${frontend}/state = "4"`, ...queues, `${backend}/frontend = "${frontend}"`, `${backend}/multi-queue-max-queues = "2"`, ""].join("\n");
  const found = await actionsAt({ line: 0, character: request.length - 1 }, text, PLAIN, { triggerKind: Automatic });
  const renumbering = found.filter(({ title }) => title === "Set multi-queue-num-queues to 2 and renumber the queues from 0");
  expect(renumbering.map(({ diagnostics = [], isPreferred }) => [diagnostics.map(({ code }) => code), isPreferred])).toEqual([[["num-queues-exceeds-max", "queue-missing"], true]]);
});

describe("in a selection, the comments that silence a fault are offered for", () => {
  test.each<readonly [what: string, faults: number, offered: number]>([
    ["all where they are few", 3, 3],
    ["the first where there are more than anybody reads", 300, 32],
  ])("%s", async (_, faults, offered) => {
    const text = "garbage\n".repeat(faults);
    const found = await actionsIn({ start: { line: 0, character: 0 }, end: { line: faults, character: 0 } }, text, PLAIN, { triggerKind: Automatic });
    expect(found.filter(({ title }) => title === "Ignore malformed-line in this file")).toHaveLength(1);
    const silenced = found.flatMap(({ title, diagnostics }) => (title === "Ignore malformed-line here" ? diagnostics?.map(({ range }) => range.start.line) : []));
    expect(silenced).toEqual(Array.from({ length: offered }, (_line, at) => at));
  });
});

describe("rewrites, each of which is tried out, are there for who asks for them:", () => {
  const text = ["request-rx-copy", "tx-ring-ref", "rx-ring-ref", "event-channel"].map((key, at) => `/local/domain/1/device/vif/0/${key} = "${at + 1}"\n`).join("");

  test.each<readonly [who: string, context: Partial<CodeActionContext>, areThere: boolean]>([
    ["not for a cursor that comes by", { triggerKind: Automatic }, false],
    ["a user who opens the menu", { triggerKind: Invoked }, true],
    ["an editor that does not tell which", {}, true],
    ["an editor that asks for that kind by itself", { triggerKind: Automatic, only: ["refactor"] }, true],
    ["an editor that asks for whatever there is", { triggerKind: Automatic, only: [""] }, true],
    ["not for a user who asks for another kind", { triggerKind: Invoked, only: ["quickfix"] }, false],
  ])("%s", async (_, context, areThere) => {
    const kinds = (await actionsAt({ line: 0, character: 0 }, text, PLAIN, context)).map(({ kind }) => kind);
    expect(kinds.includes("refactor.rewrite")).toBe(areThere);
  });
});

test("a rewrite is worked out when the user has chosen it, where the client can wait for that, and else at once", async () => {
  const keys = ["request-rx-copy", "tx-ring-ref", "rx-ring-ref", "event-channel"].map((key, at) => `/local/domain/1/device/vif/0/${key} = "${at + 1}"\n`);
  const text = keys.join("");
  const rewriteFor = async (capabilities: ClientCapabilities): Promise<CodeAction> => {
    const found = await actionsAt({ line: 2, character: 0 }, text, capabilities, { triggerKind: Invoked });
    return found.find(({ title }) => title === "Use split event channels") as CodeAction;
  };
  const atOnce = await rewriteFor(PLAIN);
  expect(applied(atOnce, text)).toBe(text.replace("event-channel", "event-channel-tx") + '/local/domain/1/device/vif/0/event-channel-rx = "<evtchn-rx0>"\n');
  const offered = await rewriteFor(RESOLVING);
  expect(offered.edit).toBeUndefined();
  expect(await client.connection.sendRequest(CodeActionResolveRequest.type, offered)).toMatchObject({ title: offered.title, kind: "refactor.rewrite", edit: atOnce.edit });
  await client.insert(URI, 2, "# a comment\n");
  await expect(client.connection.sendRequest(CodeActionResolveRequest.type, offered)).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
});

test("what fixes all faults of a rule is not offered where none of its fixes is the best one", async () => {
  const text = ["feature-sg", "feature-gso-tcpv4"].map((key) => `/local/domain/1/device/vif/0/${key} = "yes"\n`).join("");
  const titles = (await actionsAt({ line: 0, character: 43 }, text, RESOLVING, {})).map(({ title }) => title);
  expect(titles.slice(0, 3)).toEqual(["Set feature-sg to 0", "Set feature-sg to 1", "Ignore feature-flag-invalid here"]);
});

test("all fixes at once are not there where there is nothing to fix", async () => {
  expect(await actionsAt({ line: 0, character: 0 }, '/a = "1"\n', PLAIN, { only: ["source.fixAll"] })).toEqual([]);
});

test("where a capture may have been taken is a quick fix", async () => {
  const [first] = await actionsAt({ line: 0, character: 0 }, 'frontend = "/local/domain/1/device/vif/0"\n', PLAIN, { only: ["quickfix"] });
  expect(first).toMatchObject({ title: "Set the root of this capture to /local/domain/0/backend/vif/1/0", kind: "quickfix" });
});

test("the hint on a comment that silences nothing is not from a rule that could be configured", async () => {
  client = await InProcessClient.start(PLAIN, { commands: ["xenstore.configureRule"] });
  await client.open(URI, '# xenstore-ignore-file mac-invalid\n/a = "1\n');
  const titlesIn = async (line: number): Promise<string[]> => {
    const range = { start: { line, character: 0 }, end: { line, character: 30 } };
    const found = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range, context: { diagnostics: [] } });
    return (found ?? []).map(({ title }) => title);
  };
  expect(await titlesIn(1)).toContain("Configure malformed-line…");
  expect(await titlesIn(0)).toEqual(["Remove mac-invalid from the comment"]);
});

test("an action that there is nothing to resolve of comes back as it is", async () => {
  const [fix] = await actions(RESOLVING, Invoked);
  expect(await client.connection.sendRequest(CodeActionResolveRequest.type, fix as CodeAction)).toEqual(fix);
});
