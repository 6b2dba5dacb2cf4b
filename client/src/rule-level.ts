import { commands, ConfigurationTarget, l10n, QuickPickItemKind, Uri, window, workspace, type QuickPickItem } from "vscode";
import type { LEVELS as SERVER_LEVELS } from "../../server/src/service";

/** What the setting `xenstore.rules` takes, as the settings spell it. Their type does not allow any other levels than the server's. */
const LEVELS: readonly [...typeof SERVER_LEVELS, "off"] = ["error", "warning", "information", "hint", "off"];

type Levels = Readonly<Record<string, unknown>>;
/** Whatever the type of a setting, users may write `null`. */
type Given = Levels | null;

/** Where the levels are kept that a choice changes, and those that are there already. */
interface Kept {
  readonly target: ConfigurationTarget;
  readonly levels: Levels;
  readonly where: string;
}

/** Asks for the level of a rule and puts it into the settings. Without a choice, nothing changes. */
export async function configureRule(code: string, document: string): Promise<void> {
  const uri = Uri.parse(document);
  const settings = workspace.getConfiguration("xenstore", uri);
  const { target, levels, where } = keptIn(settings.inspect<Given>("rules"));
  const now = settings.get<Given>("rules")?.[code];
  const byDefault = toChoice(l10n.t("Default Level"), now === undefined);
  const inSettings: QuickPickItem = { label: l10n.t("Open the Settings…") };
  const choices = LEVELS.map((label) => toChoice(label, label === now));
  // Where wider settings give the level, there is nothing to take out of these.
  const isFromElsewhere = now !== undefined && levels[code] === undefined;
  const choice = await window.showQuickPick(
    [...choices, ...(isFromElsewhere ? [] : [byDefault]), { label: "", kind: QuickPickItemKind.Separator }, inSettings],
    { title: l10n.t("Level of {0}", code), placeHolder: where },
  );
  if (choice === undefined) return;
  if (choice === inSettings) {
    await openSettings(target, uri);
    return;
  }
  const others = Object.entries(levels).filter(([name]) => name !== code);
  const changed = choice === byDefault ? others : [...others, [code, choice.label]];
  await settings.update("rules", changed.length === 0 ? undefined : Object.fromEntries(changed), target);
}

function toChoice(label: string, isNow: boolean): QuickPickItem {
  return isNow ? { label, description: l10n.t("now") } : { label };
}

/** Opens the settings that a choice would change. */
async function openSettings(target: ConfigurationTarget, document: Uri): Promise<void> {
  const folder = workspace.getWorkspaceFolder(document);
  if (target === ConfigurationTarget.WorkspaceFolder && folder !== undefined) {
    // The editor's command for these would ask in which folder.
    await commands.executeCommand("vscode.open", Uri.joinPath(folder.uri, ".vscode", "settings.json"));
    return;
  }
  const command = target === ConfigurationTarget.Workspace ? "workbench.action.openWorkspaceSettingsFile" : "workbench.action.openSettingsJson";
  await commands.executeCommand(command, { revealSetting: { key: "xenstore.rules", edit: true } });
}

/** The narrowest settings that have levels already, since they win over all others; otherwise those of the user, which hold for every dump. */
function keptIn(found: { globalValue?: Given; workspaceValue?: Given; workspaceFolderValue?: Given } | undefined): Kept {
  if (found?.workspaceFolderValue) {
    return { target: ConfigurationTarget.WorkspaceFolder, levels: found.workspaceFolderValue, where: l10n.t("Kept in the settings of the folder") };
  }
  if (found?.workspaceValue) {
    return { target: ConfigurationTarget.Workspace, levels: found.workspaceValue, where: l10n.t("Kept in the settings of the workspace") };
  }
  return { target: ConfigurationTarget.Global, levels: found?.globalValue ?? {}, where: l10n.t("Kept in the settings of the user") };
}
