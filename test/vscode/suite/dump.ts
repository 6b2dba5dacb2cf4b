import { assert } from "chai";
import {
  CodeActionKind,
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  extensions,
  languages,
  MarkdownString,
  Position,
  TabInputCustom,
  TabInputText,
  Uri,
  window,
  workspace,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type TextDocument,
} from "vscode";
import { closeEditors } from "./close-editors";
import { until } from "./until";

/** What a user sees who opens a dump and does nothing else: no test here activates the extension itself. */
export function registerDumpTests(): void {
  suite("A dump in VS Code", () => {
    teardown(closeEditors);

    test("opening it activates the extension", async () => {
      const extension = extensions.getExtension("xenstore-netif.xenstore-netif");
      assert.ok(extension);
      assert.strictEqual(extension.isActive, false);
      await open("example.xenstore");
      await until(() => extension.isActive);
    });

    for (const name of ["example.xenstore", "xenstore-ls-f.out"]) {
      test(`${name} is in the language xenstore`, async () => {
        assert.strictEqual((await open(name)).languageId, "xenstore");
      });
    }

    // README and walkthrough say both.
    for (const [name, languageId] of [["guest-without-network", "xenstore"], ["guest-without-network.txt", "plaintext"]] as const) {
      test(`${name}, whose first line is that of a dump, is in the language ${languageId}`, async () => {
        const uri = inFolder(name);
        await workspace.fs.writeFile(uri, new TextEncoder().encode('[root@host ~]# xenstore-ls -f\n/tool = ""\n'));
        assert.strictEqual((await workspace.openTextDocument(uri)).languageId, languageId);
      });
    }

    test("the missing queue is one error, on the number of queues", async () => {
      const document = await open("example.xenstore");
      const error = await until(() => only(loud(document)));
      assert.strictEqual(error.severity, DiagnosticSeverity.Error);
      assert.strictEqual(codeOf(error), "queue-missing");
      assert.strictEqual(document.getText(error.range), "2");
      assert.strictEqual(error.range.start.line, 0);
    });

    test("its code opens the page of the rule", async () => {
      const error = await until(async () => only(loud(await open("example.xenstore"))));
      assert.ok(typeof error.code === "object");
      await commands.executeCommand("vscode.open", error.code.target);
      const shown = await until(() => shownPage("/rules/queue-missing.md"));
      // The manifest names the folder of an installed extension, not that of one under development.
      assert.strictEqual(shown instanceof TabInputCustom, shown.uri.scheme === "xenstore-rule");
      const page = await workspace.openTextDocument(shown.uri);
      assert.match(page.getText(), /^# `queue-missing`/);
      const linked = await workspace.openTextDocument(Uri.joinPath(shown.uri, "../../specification.md"));
      assert.match(linked.getText(), /^# The specification/);
    });

    test("each placeholder is an information", async () => {
      const document = await open("example.xenstore");
      const found = await until(() => atLeast(4, ofSeverity(document, DiagnosticSeverity.Information)));
      assert.deepEqual(found.map(codeOf), Array<string>(4).fill("placeholder-value"));
      assert.deepEqual(
        found.map(({ range }) => document.getText(range)),
        ["<ring-ref-tx0>", "<ring-ref-rx0>", "<evtchn-tx0>", "<evtchn-rx0>"],
      );
    });

    test("all but a line that is being typed is fixed on save where the user wants it", async () => {
      const uri = inFolder("save.xenstore");
      const keys = ['rx-ring-ref = "9"', 'event-channel = "5"', "mtu"].map((key) => `/local/domain/1/device/vif/0/${key}\n`).join("");
      await workspace.fs.writeFile(uri, new TextEncoder().encode(`/local/domain/1/device/vif/0/tx-ring-ref = "0x8"\n${keys}`));
      const editor = workspace.getConfiguration("editor");
      await editor.update("codeActionsOnSave", { "source.fixAll.xenstore": "always" }, ConfigurationTarget.Global);
      try {
        const document = await workspace.openTextDocument(uri);
        const shown = await window.showTextDocument(document);
        await until(() => atLeast(2, loud(document)));
        await shown.edit((edit) => edit.insert(new Position(0, 0), "# seen\n"));
        await document.save();
        assert.strictEqual(document.getText(), `# seen\n/local/domain/1/device/vif/0/tx-ring-ref = "8"\n${keys}`);
      } finally {
        await editor.update("codeActionsOnSave", undefined, ConfigurationTarget.Global);
        await workspace.fs.delete(uri);
      }
    });

    test("its folder has settings of its own, which act at once", async () => {
      const document = await open("example.xenstore");
      await until(() => only(loud(document)));
      const settings = workspace.getConfiguration("xenstore", document.uri);
      await settings.update("rules", { "queue-missing": "hint" }, ConfigurationTarget.WorkspaceFolder);
      try {
        await until(() => loud(document).length === 0 && ofSeverity(document, DiagnosticSeverity.Hint).some((found) => codeOf(found) === "queue-missing"));
      } finally {
        await settings.update("rules", undefined, ConfigurationTarget.WorkspaceFolder);
      }
      await until(() => only(loud(document)));
    });

    test("the preferred fix generates the missing queue", async () => {
      const document = await open("example.xenstore");
      const before = document.getText();
      const fix = await until(async () => (await fixesOf(document)).find(({ title }) => title === "Generate queue-1"));
      assert.strictEqual(fix.isPreferred, true);
      assert.ok(fix.edit);
      assert.ok(await workspace.applyEdit(fix.edit));
      assert.strictEqual(
        document.getText(),
        before +
          [
            '/local/domain/1/device/vif/0/queue-1 = ""',
            '/local/domain/1/device/vif/0/queue-1/tx-ring-ref = "<ring-ref-tx1>"',
            '/local/domain/1/device/vif/0/queue-1/rx-ring-ref = "<ring-ref-rx1>"',
            '/local/domain/1/device/vif/0/queue-1/event-channel-tx = "<evtchn-tx1>"',
            '/local/domain/1/device/vif/0/queue-1/event-channel-rx = "<evtchn-rx1>"',
            "",
          ].join("\n"),
      );
      await until(() => atLeast(8, ofSeverity(document, DiagnosticSeverity.Information)));
      assert.deepEqual(loud(document), []);
    });

    test("a hover explains the key", async () => {
      const document = await open("example.xenstore");
      const key = new Position(0, document.lineAt(0).text.indexOf("multi-queue-num-queues"));
      const text = await until(() => hoverAt(document, key));
      assert.match(text, /netif\.h/);
    });

    test("a restarted server checks the open dumps again", async () => {
      const document = await open("example.xenstore");
      await until(() => only(loud(document)));
      const cleared = nextDiagnostics(document, (found) => found.length === 0);
      await commands.executeCommand("xenstore.restartServer");
      await cleared;
      const error = await until(() => only(loud(document)));
      assert.strictEqual(codeOf(error), "queue-missing");
    });

    test("a closed dump is clean, and is checked when it is opened again", async () => {
      const document = await open("example.xenstore");
      await until(() => only(loud(document)));
      await commands.executeCommand("workbench.action.closeActiveEditor");
      await until(() => languages.getDiagnostics(document.uri).length === 0);
      const reopened = await open("example.xenstore");
      const error = await until(() => only(loud(reopened)));
      assert.strictEqual(codeOf(error), "queue-missing");
    });
  });
}

async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(inFolder(name));
  await window.showTextDocument(document);
  return document;
}

function inFolder(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, "a folder is open");
  return Uri.joinPath(folder.uri, name);
}

function ofSeverity(document: TextDocument, severity: DiagnosticSeverity): Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.severity === severity);
}

/** The page in front, as text or as a preview, if its path ends so. */
function shownPage(end: string): TabInputText | TabInputCustom | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return (input instanceof TabInputText || input instanceof TabInputCustom) && input.uri.path.endsWith(end) ? input : undefined;
}

/** The errors and warnings. */
function loud(document: TextDocument): Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ severity }) => severity <= DiagnosticSeverity.Warning);
}

/** Waits until there is one, and asserts that it is the only one. */
function only(found: Diagnostic[]): Diagnostic | undefined {
  assert.ok(found.length <= 1, `expected one diagnostic, found ${found.map(({ message }) => message).join("; ")}`);
  return found[0];
}

function atLeast<T>(count: number, found: T[]): T[] | undefined {
  return found.length >= count ? found : undefined;
}

function codeOf({ code }: Diagnostic): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}

function nextDiagnostics(document: TextDocument, wanted: (found: Diagnostic[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const listener = languages.onDidChangeDiagnostics(() => {
      if (!wanted(languages.getDiagnostics(document.uri))) return;
      listener.dispose();
      resolve();
    });
  });
}

async function fixesOf(document: TextDocument): Promise<CodeAction[]> {
  const error = loud(document)[0];
  if (error === undefined) return [];
  return commands.executeCommand("vscode.executeCodeActionProvider", document.uri, error.range, CodeActionKind.QuickFix.value);
}

async function hoverAt(document: TextDocument, position: Position): Promise<string | undefined> {
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, position);
  const texts = hovers.flatMap(({ contents }) => contents).map((content) => (content instanceof MarkdownString ? content.value : ""));
  return texts.length > 0 ? texts.join("\n") : undefined;
}
