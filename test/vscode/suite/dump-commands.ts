import { assert } from "chai";
import { CodeActionKind, commands, env, languages, Range, Selection, Uri, window, workspace, type CodeAction, type TextDocument } from "vscode";
import { closeEditors } from "./close-editors";
import { show } from "./show";
import { until } from "./until";

const FLAT = `/local = ""
/local/domain = ""
/local/domain/1 = ""
/local/domain/1/name = "guest's"
`;
const TREE = `local = ""
 domain = ""
  1 = ""
   name = "guest's"
`;

/** What the commands on a whole dump do in VS Code. */
export function registerDumpCommandTests(): void {
  suite("The commands on a dump", () => {
    teardown(closeEditors);

    for (const [command, before, after] of [
      ["xenstore.convertToTree", FLAT, TREE],
      ["xenstore.convertToFlat", TREE, FLAT],
    ] as const) {
      test(`${command} opens the other form as a new document`, async () => {
        // Not a new document: if VS Code's backup of an earlier one comes late, the new one gets its text.
        const provider = workspace.registerTextDocumentContentProvider("dump-to-convert", { provideTextDocumentContent: () => before });
        const document = await workspace.openTextDocument(Uri.parse(`dump-to-convert:/${command}.xenstore`));
        await window.showTextDocument(document);
        provider.dispose();
        assert.ok(window.activeTextEditor);
        window.activeTextEditor.selection = new Selection(2, 5, 2, 5);
        await commands.executeCommand(command);
        const opened = window.activeTextEditor.document;
        // At the node that the cursor was on.
        assert.strictEqual(window.activeTextEditor.selection.active.line, 2);
        assert.notStrictEqual(opened, document);
        assert.strictEqual(opened.getText(), after);
        assert.strictEqual(opened.languageId, "xenstore");
        assert.ok(opened.isUntitled);
        assert.strictEqual(document.getText(), before);
      });
    }

    for (const lineEnd of ["\n", "\r\n"]) {
      test(`a dump that has the form already is not opened once more where ${JSON.stringify(lineEnd)} ends its lines`, async () => {
        const text = FLAT.replaceAll("\n", lineEnd);
        const document = await show(text);
        assert.strictEqual(document.getText(), text);
        await commands.executeCommand("xenstore.convertToFlat");
        assert.strictEqual(window.activeTextEditor?.document, document);
        await commands.executeCommand("xenstore.convertToTree");
        assert.notStrictEqual(window.activeTextEditor?.document, document);
      });
    }

    test("the dump in front is meant where the log below it has the focus", async () => {
      await show(FLAT);
      await commands.executeCommand("xenstore.showLog");
      await until(() => window.activeTextEditor?.document.uri.scheme === "output");
      await commands.executeCommand("xenstore.convertToTree");
      assert.strictEqual(window.activeTextEditor?.document.getText(), TREE);
    });

    test("the server is waited for where it is being restarted", async () => {
      await show(FLAT);
      await env.clipboard.writeText("");
      const restarted = commands.executeCommand("xenstore.restartServer");
      await commands.executeCommand("xenstore.copyAsScript");
      assert.match(await env.clipboard.readText(), /^#!\/bin\/sh\n/);
      await restarted;
    });

    test("a vif is chosen from a list, and the cursor goes to it", async () => {
      const document = await show(`${FLAT}/local/domain/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/0"\n/local/domain/1/device/vif/0/state = "1"\n`);
      const gone = commands.executeCommand("xenstore.goToVif");
      await until(async () => {
        await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return window.activeTextEditor?.selection.active.line === 4;
      });
      await gone;
      assert.strictEqual(window.activeTextEditor?.document, document);
    });

    test("a new dump is empty, and a text pasted into it is read", async () => {
      await commands.executeCommand("xenstore.newDump");
      const editor = window.activeTextEditor;
      assert.ok(editor);
      assert.strictEqual(editor.document.getText(), "");
      await env.clipboard.writeText('/local/domain/1/device/vif/0/state = "9"\n');
      await commands.executeCommand("editor.action.clipboardPasteAction");
      await until(() => languages.getDiagnostics(editor.document.uri).length > 0);
      assert.match(languages.getDiagnostics(editor.document.uri)[0]?.message ?? "", /not a XenBus state/);
    });

    test("a sample opens where a text was", async () => {
      await show(FLAT);
      const column = window.activeTextEditor?.viewColumn;
      await commands.executeCommand("xenstore.openSample");
      assert.match(window.activeTextEditor?.document.getText() ?? "", /A guest without network/);
      assert.strictEqual(window.activeTextEditor?.viewColumn, column);
    });

    test("a sample opens in the only group where nothing is open", async () => {
      await commands.executeCommand("xenstore.openSample");
      assert.strictEqual(window.activeTextEditor?.document.languageId, "xenstore");
      assert.lengthOf(window.tabGroups.all, 1);
    });

    test("the script is in the clipboard", async () => {
      await show(FLAT);
      await env.clipboard.writeText("");
      await commands.executeCommand("xenstore.copyAsScript");
      const script = await env.clipboard.readText();
      assert.match(script, /^#!\/bin\/sh\n/);
      assert.match(script, /'\/local\/domain\/1\/name'/);
    });

    test("a root is not asked for where all paths are whole", async () => {
      const document = await show(FLAT);
      // It would wait for an answer otherwise.
      await commands.executeCommand("xenstore.setRoot");
      assert.strictEqual(document.getText(), FLAT);
    });

    test("a root that links suggest is a quick fix, and the vif is known then", async () => {
      const document = await show('frontend = "/local/domain/1/device/vif/0"\nfrontend-id = "1"\nstate = "4"\n');
      const first = new Range(0, 0, 0, 0);
      const actions = await until(async () => {
        const found = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, first, CodeActionKind.QuickFix.value);
        return found.find(({ title }) => title.startsWith("Set the root"));
      });
      assert.equal(actions.title, "Set the root of this capture to /local/domain/0/backend/vif/1/0");
      assert.ok(actions.edit);
      assert.ok(await workspace.applyEdit(actions.edit));
      assert.equal(document.lineAt(0).text, "# xenstore-root /local/domain/0/backend/vif/1/0");
    });

    test("what fixes all faults of a rule is worked out when it is chosen", async () => {
      const document = await show([1, 2].map((domain) => `/local/domain/${domain}/device/vif/0/feature-sg = "1`).join("\n") + "\n");
      const first = document.lineAt(0).range;
      const ask = async (resolved: number): Promise<CodeAction | undefined> => {
        const found = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, first, CodeActionKind.QuickFix.value, resolved);
        return found.find(({ title }) => title === "Fix all malformed-line in this file");
      };
      assert.equal((await until(() => ask(0))).edit, undefined);
      const edit = (await ask(100))?.edit;
      assert.ok(edit);
      assert.ok(await workspace.applyEdit(edit));
      assert.equal(document.getText(), [1, 2].map((domain) => `/local/domain/${domain}/device/vif/0/feature-sg = "1"\n`).join(""));
    });

    test("they are source actions", async () => {
      const document = await show(FLAT);
      const actions = await until(async () => {
        const found = await sourceActions(document);
        return found.length > 0 && found;
      });
      assert.deepEqual(
        actions.map(({ title }) => title).filter((title) => !title.startsWith("Fix")),
        ["Convert to flat form", "Convert to tree form", "Copy as xenstore-write script", "Set the capture's root…"],
      );
    });
  });
}

async function sourceActions(document: TextDocument): Promise<CodeAction[]> {
  const whole = document.validateRange(new Range(0, 0, document.lineCount, 0));
  return commands.executeCommand("vscode.executeCodeActionProvider", document.uri, whole, CodeActionKind.Source.value);
}
