import { describe, expect, test } from "vitest";
import { CodeActionRequest, type ClientCapabilities, type CodeAction, type SnippetTextEdit, type TextEdit } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///dump.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const TAKES_EDITS: ClientCapabilities = {
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  workspace: { workspaceEdit: { documentChanges: true } },
};
const TAKES_SNIPPETS: ClientCapabilities = { ...TAKES_EDITS, workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } } };

/** A vif with one queue, whose ring reference the guest chose. */
function dumpWith(value: string): string {
  const keys = { state: "4", "request-rx-copy": "1", "tx-ring-ref": value, "rx-ring-ref": "9", "event-channel": "5" };
  return Object.entries(keys).map(([name, text]) => `${FRONTEND}/${name} = "${text}"\n`).join("");
}

/** The edits of an action on a dump. */
async function editsOf(title: string, capabilities: ClientCapabilities, text: string): Promise<(TextEdit | SnippetTextEdit)[]> {
  const client = await InProcessClient.start(capabilities);
  await client.open(URI, text);
  const at = { line: 0, character: 0 };
  const actions = (await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range: { start: at, end: at }, context: { diagnostics: [] } })) as CodeAction[];
  const changes = actions.find((action) => action.title === title)?.edit?.documentChanges ?? [];
  client.stop();
  return changes.flatMap((change) => ("edits" in change ? change.edits : []));
}

/** The edits of the action that moves what the guest wrote, and writes placeholders beside it. */
async function editsFor(capabilities: ClientCapabilities, value: string): Promise<(TextEdit | SnippetTextEdit)[]> {
  return editsOf("Use 2 queues", capabilities, dumpWith(value));
}

/** An escaped character, a tab stop with its text, or a dollar sign that is neither. */
const SYNTAX = /\\([\\$}])|\$\{[0-9]+:((?:\\[\\$}]|[^\\$}])*)\}|\$/g;

/** What an editor inserts for a snippet in which nothing but tab stops is live. */
function expand(snippet: string): string {
  return snippet.replace(SYNTAX, (_, escaped?: string, placeholder?: string) => {
    if (escaped !== undefined) return escaped;
    if (placeholder === undefined) throw new Error(`a variable in ${snippet}`);
    return placeholder.replace(/\\(.)/g, "$1");
  });
}

describe("what a guest wrote is not part of the language of snippets", () => {
  test.each<readonly [value: string, escaped: string]>([
    ["<$CLIPBOARD>", String.raw`<\$CLIPBOARD>`],
    ["<${TM_FILENAME}>", String.raw`<\${TM_FILENAME\}>`],
    ["<$1>", String.raw`<\$1>`],
    ["<}$0{>", String.raw`<\}\$0{>`],
    [String.raw`<\$CLIPBOARD>`, String.raw`<\\\$CLIPBOARD>`],
    [String.raw`<\\>`, String.raw`<\\\\>`],
  ])("%s", async (value, escaped) => {
    const plain = (await editsFor(TAKES_EDITS, value)) as TextEdit[];
    const edits = await editsFor(TAKES_SNIPPETS, value);
    const snippets = edits.flatMap((edit) => ("snippet" in edit ? edit.snippet.value : []));
    expect(snippets).toHaveLength(1);
    expect(snippets[0]).toContain(`queue-0/tx-ring-ref = "\${1:${escaped}}"\n`);
    expect(edits.map((edit) => ("snippet" in edit ? expand(edit.snippet.value) : edit.newText))).toEqual(plain.map(({ newText }) => newText));
  });
});

test("tab stops are numbered through all edits of an action, and an edit without any is plain text", async () => {
  const queues = [0, 1].flatMap((index) => [`tx-ring-ref = "${8 + 2 * index}"`, `rx-ring-ref = "${9 + 2 * index}"`, `event-channel = "${5 + index}"`].map((key) => `${FRONTEND}/queue-${index}/${key}\n`));
  const edits = await editsOf("Use split event channels", TAKES_SNIPPETS, [`${FRONTEND}/state = "4"\n`, `${FRONTEND}/multi-queue-num-queues = "2"\n`, ...queues].join(""));
  expect(edits.map((edit) => ("snippet" in edit ? edit.snippet.value : edit.newText))).toEqual([
    "event-channel-tx",
    `${FRONTEND}/queue-0/event-channel-rx = "\${1:<evtchn-rx0>}"\n`,
    "event-channel-tx",
    `${FRONTEND}/queue-1/event-channel-rx = "\${2:<evtchn-rx1>}"\n`,
  ]);
  expect(edits.map((edit) => "snippet" in edit)).toEqual([false, true, false, true]);
});
