import { assert } from "chai";
import { commands, languages, Uri, window, workspace, type CodeLens } from "vscode";
import { closeEditors } from "./close-editors";
import { until } from "./until";

const DUMP = `/local/domain/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/0"
/local/domain/1/device/vif/0/state = "1"
/local/domain/0/backend/vif/1/0/frontend = "/local/domain/1/device/vif/0"
/local/domain/0/backend/vif/1/0/state = "2"
`;

/** Dumps that are no files, or cannot be changed. */
export function registerOtherDocumentTests(): void {
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

    test("what a hover says in the Accessible View is none, though VS Code gives it the language of the dump", async () => {
      const providers = ["accessible-view", "readonly-dump"].map((scheme) => workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: () => DUMP }));
      try {
        await until(async () => (await symbolsIn("readonly-dump:view")).length > 0);
        assert.isEmpty(await symbolsIn("accessible-view:accessible-view-hover"));
      } finally {
        for (const provider of providers) provider.dispose();
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
}

/** The outline of a document that is given the language of dumps. */
async function symbolsIn(name: string): Promise<unknown[]> {
  const { uri } = await languages.setTextDocumentLanguage(await workspace.openTextDocument(Uri.parse(name)), "xenstore");
  return (await commands.executeCommand<unknown[] | undefined>("vscode.executeDocumentSymbolProvider", uri)) ?? [];
}
