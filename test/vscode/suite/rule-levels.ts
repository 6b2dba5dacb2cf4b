import { assert } from "chai";
import { commands, ConfigurationTarget, workspace } from "vscode";
import { until } from "./until";

const KEPT = [
  ["the user", ConfigurationTarget.Global, "globalValue"],
  ["the workspace", ConfigurationTarget.Workspace, "workspaceValue"],
  ["the folder", ConfigurationTarget.WorkspaceFolder, "workspaceFolderValue"],
] as const;

/** Where the level of a rule goes that is chosen. The texts and the other choices are tested by keyboard. */
export function registerRuleLevelTests(): void {
  suite("The level of a rule", () => {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const settings = () => workspace.getConfiguration("xenstore", folder);

    teardown(async () => {
      for (const [, target] of KEPT) await settings().update("rules", undefined, target);
    });

    const choose = async (command: string): Promise<void> => {
      let isDone = false;
      const configured = commands.executeCommand("xenstore.configureRule", "queue-missing", String(folder)).then(() => (isDone = true));
      // Does nothing before the choices are there.
      await until(async () => {
        await commands.executeCommand(command);
        return isDone;
      });
      await configured;
    };

    for (const [index, [whose]] of KEPT.entries()) {
      test(`goes to the settings of ${whose}, where some are kept there and none closer to the dump`, async () => {
        for (const [name, target] of KEPT.slice(0, index + 1)) await settings().update("rules", { "queue-extra": "hint", "queue-missing": "hint", [name]: "off" }, target);
        await choose("workbench.action.acceptSelectedQuickOpenItem");
        const found = settings().inspect("rules");
        assert.deepEqual(
          KEPT.map(([, , key]) => found?.[key]),
          KEPT.map(([name], place) => (place > index ? undefined : { "queue-extra": "hint", "queue-missing": place === index ? "error" : "hint", [name]: "off" })),
        );
      });
    }

    test("goes to the settings of the user, where none is kept", async () => {
      await choose("workbench.action.acceptSelectedQuickOpenItem");
      const found = settings().inspect("rules");
      assert.deepEqual(KEPT.map(([, , key]) => found?.[key]), [{ "queue-missing": "error" }, undefined, undefined]);
    });

    test("stays where nothing is chosen", async () => {
      await choose("workbench.action.closeQuickOpen");
      const found = settings().inspect("rules");
      assert.deepEqual(KEPT.map(([, , key]) => found?.[key]), [undefined, undefined, undefined]);
    });
  });
}
