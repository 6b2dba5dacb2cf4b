import { assert } from "chai";
import { commands, extensions, languages, Position, Uri, window, workspace, type CodeLens, type WorkspaceEdit } from "vscode";
import { closeEditors } from "./close-editors";
import { show } from "./show";
import { until } from "./until";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const DUMP = `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state = "1"\n${BACKEND}/frontend = "${FRONTEND}"\n${BACKEND}/state = "2"\n`;

/** How VS Code handles renames, lenses, read-only documents, and everything in the manifest apart from settings. */
export function registerRenamingTests(): void {
  suite("Renaming", () => {
    teardown(closeEditors);

    test("a vif has another number at both ends, by one edit that can be taken back", async () => {
      const document = await show(DUMP);
      const edit = await until(async () => {
        const found = await commands.executeCommand<WorkspaceEdit | undefined>("vscode.executeDocumentRenameProvider", document.uri, new Position(0, 27), "5");
        return found !== undefined && found.size > 0 && found;
      });
      assert.ok(await workspace.applyEdit(edit));
      assert.strictEqual(document.getText(), DUMP.replaceAll("device/vif/0", "device/vif/5").replaceAll("backend/vif/1/0", "backend/vif/1/5"));
      await commands.executeCommand("undo");
      assert.strictEqual(document.getText(), DUMP);
    });

    test("a key is refused with the reason", async () => {
      const document = await show(DUMP);
      const refusal = await until(async () => {
        try {
          await commands.executeCommand("vscode.prepareRename", document.uri, new Position(1, 31));
          return false;
        } catch (error) {
          return error instanceof Error ? error.message : String(error);
        }
      });
      assert.include(refusal, '"state" has its meaning by its name');
    });
  });

  suite("Documents that are not files", () => {
    teardown(closeEditors);

    test("a read-only one is checked, and has lenses", async () => {
      const provider = workspace.registerTextDocumentContentProvider("readonly-dump", { provideTextDocumentContent: () => DUMP.replace('"1"', '"9"') });
      try {
        const document = await workspace.openTextDocument(Uri.parse("readonly-dump:/host.xenstore?ref=HEAD"));
        await window.showTextDocument(document);
        const [diagnostic] = await until(() => {
          const found = languages.getDiagnostics(document.uri);
          return found.length > 0 && found;
        });
        assert.include(diagnostic?.message, "state");
        const titles = await until(async () => {
          const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
          return lenses.length > 0 && lenses.map(({ command }) => command?.title);
        });
        assert.include(titles, "Go to backend");
      } finally {
        provider.dispose();
      }
    });

    test("both sides of a diff are checked, one of an older version and one that was never saved", async () => {
      const provider = workspace.registerTextDocumentContentProvider("older-dump", { provideTextDocumentContent: () => DUMP.replace('"1"', '"9"') });
      try {
        const older = Uri.parse("older-dump:/host.xenstore?ref=HEAD~1");
        const { uri } = await workspace.openTextDocument({ language: "xenstore", content: DUMP.replace('"2"', '"10"') });
        await commands.executeCommand("vscode.diff", older, uri);
        for (const [side, value] of [[older, '"9"'], [uri, '"10"']] as const) {
          const [diagnostic] = await until(() => {
            const found = languages.getDiagnostics(side);
            return found.length > 0 && found;
          });
          assert.include(diagnostic?.message, value);
        }
      } finally {
        provider.dispose();
      }
    });
  });

  suite("The manifest", () => {
    test("links to commands that there are", async () => {
      const known = new Set(await commands.getCommands());
      const manifest: unknown = extensions.getExtension("xenstore-netif.xenstore-netif")?.packageJSON;
      const linked = Array.from(JSON.stringify(manifest).matchAll(/\(command:([A-Za-z.]+)/g), ([, command]) => command ?? "");
      assert.isNotEmpty(linked);
      assert.deepEqual(linked.filter((command) => !known.has(command)), []);
    });
  });
}
