import { assert } from "chai";
import { commands, Range, Selection, Uri, window, workspace, type CompletionList, type InlayHint, type Position, type SemanticTokens, type TextDocument } from "vscode";
import { closeEditors } from "./close-editors";
import { show } from "./show";
import { until } from "./until";

const TREE = `0 = ""
 backend = "/local/domain/0/backend/vif/1/0"
 state = "4"
 multi-queue-num-queues = "2"
 queue-0 = ""
  event-channel = "5"
 `;
const QUEUE = `queue-1 = ""
  tx-ring-ref = "<ring-ref-tx1>"
  rx-ring-ref = "<ring-ref-rx1>"
  event-channel = "<evtchn1>"`;

const ONE_QUEUE = `0 = ""
 backend = "/local/domain/0/backend/vif/1/0"
 state = "4"
 request-rx-copy = "1"
 tx-ring-ref = "8"
 rx-ring-ref = "9"
 event-channel = "5"
`;

/** What helps while a dump is written, as VS Code shows it. */
export function registerWritingTests(): void {
  suite("Writing a dump", () => {
    teardown(closeEditors);

    for (const [where, begun] of [["at its place in the tree", ""], ["from its first letter, where Enter begins a line below the last queue", " q"]] as const) test(`a queue is completed with all its keys, ${where}`, async () => {
      const document = await show(TREE + begun);
      const end = document.lineAt(document.lineCount - 1).range.end;
      const label = await until(async () => (await completionsAt(document, end)).find((item) => item === "queue-1"));
      assert.strictEqual(label, "queue-1");
      const editor = window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new Selection(end, end);
      await commands.executeCommand("editor.action.triggerSuggest");
      await until(async () => {
        await commands.executeCommand("acceptSelectedSuggestion");
        return document.getText() !== TREE + begun;
      });
      assert.strictEqual(document.getText(), TREE + QUEUE);
      // The first thing that is to be filled in is selected.
      assert.strictEqual(document.getText(editor.selection), "<ring-ref-tx1>");
    });

    test("a rewrite of a vif is worked out when it is chosen, and the first value that is to be filled in is selected", async () => {
      const document = await show(ONE_QUEUE);
      const editor = window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new Selection(2, 0, 2, 0);
      await until(async () => {
        await commands.executeCommand("editor.action.codeAction", { kind: "refactor.rewrite", apply: "first" });
        return document.getText() !== ONE_QUEUE;
      });
      assert.strictEqual(document.getText(), ONE_QUEUE.replace('event-channel = "5"', 'event-channel-tx = "5"\n event-channel-rx = "<evtchn-rx0>"'));
      assert.strictEqual(document.getText(editor.selection), "<evtchn-rx0>");
    });

    test("the quote before a value brings the one behind it, and one inside a value does not", async () => {
      const document = await show("");
      // Until VS Code knows the grammar, it takes every quote for the first one.
      await until(async () => (await typed(document, 'name = "a ', '"')) === 'name = "a "');
      for (const start of ["state = ", "/a = ", "> /a = ", "+/a = "]) assert.strictEqual(await typed(document, start, '"'), `${start}""`);
      assert.strictEqual(await typed(document, 'state = "4', '"'), 'state = "4"');
    });

    test("a line below a directory of a tree begins in it, and one below a key beside it", async () => {
      const document = await show("");
      for (const [start, below] of [
        [' queue-1 = ""', "  "],
        [' queue-1 = ""   (n1,r0)', "  "],
        [' state = "4"', " "],
        ['/a = ""', ""],
      ] as const) {
        assert.strictEqual(await typed(document, start, "\n"), `${start}\n${below}`);
      }
    });

    test("words that merely stand in the text are not offered", async () => {
      const document = await show("# Put the cursor on the red value.\nr");
      assert.notInclude(await completionsAt(document, document.lineAt(1).range.end), "red");
    });

    test("values have hints", async () => {
      const document = await show(TREE);
      const hints = await until(async () => {
        const found = await commands.executeCommand<InlayHint[]>("vscode.executeInlayHintProvider", document.uri, new Range(0, 0, document.lineCount, 0));
        return found.length > 0 && found;
      });
      assert.deepEqual(hints.map(({ label, position }) => [label, position.line, position.character]), [["Connected", 2, 12]]);
    });

    test("a long document has tokens where it is shown", async () => {
      const lines = Array.from({ length: 20_001 }, (_, domid) => `/local/domain/${domid}/device/vif/0/state = "4"\n`);
      // Not a new document: VS Code backs one up after a second, and if the backup comes late, the next new document gets its text.
      const provider = workspace.registerTextDocumentContentProvider("long-dump", { provideTextDocumentContent: () => lines.join("") });
      const document = await workspace.openTextDocument(Uri.parse("long-dump:/host.xenstore"));
      await window.showTextDocument(document);
      provider.dispose();
      const tokens = await until(async () => {
        const found = await commands.executeCommand<SemanticTokens | undefined>("vscode.provideDocumentRangeSemanticTokens", document.uri, new Range(100, 0, 110, 0));
        return found !== undefined && found.data.length > 0 && found;
      });
      assert.strictEqual(tokens.data.length, 10 * 2 * 5);
    });

    test("it is formatted as the tool prints it", async () => {
      const document = await show('0 = ""\n   queue-1 = ""\n   queue-0 = ""\n   backend = "/local/domain/0/backend/vif/1/0"\n   state = "4" \n');
      await until(async () => {
        await commands.executeCommand("editor.action.formatDocument");
        return document.lineAt(4).text === ' state = "4"';
      });
      assert.strictEqual(document.getText(), '0 = ""\n queue-0 = ""\n queue-1 = ""\n backend = "/local/domain/0/backend/vif/1/0"\n state = "4"\n');
    });
  });
}

/** The text of a document once somebody has typed after its start. */
async function typed(document: TextDocument, start: string, text: string): Promise<string> {
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) => edit.replace(new Range(0, 0, document.lineCount, 0), start));
  const { end } = document.lineAt(0).range;
  editor.selection = new Selection(end, end);
  await commands.executeCommand("type", { text });
  return document.getText();
}

async function completionsAt(document: TextDocument, position: Position): Promise<string[]> {
  const { items } = await commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", document.uri, position);
  return items.map(({ label }) => (typeof label === "string" ? label : label.label));
}
