import { assert } from "chai";
import { commands, Position, workspace, type WorkspaceEdit } from "vscode";
import { closeEditors } from "./close-editors";
import { show } from "./show";
import { until } from "./until";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const DUMP = `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state = "1"\n${BACKEND}/frontend = "${FRONTEND}"\n${BACKEND}/state = "2"\n`;

/** How VS Code applies a rename, and shows why there is none. */
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
}
