import { l10n, languages, LanguageStatusSeverity, type Command, type Disposable } from "vscode";
import { State } from "vscode-languageclient";
import type { LanguageServer } from "./language-server";

/** Adds an entry to the language status (the `{}` of the status bar) of XenStore dumps: the server's state, and what to do about it. */
export function showServerState(server: LanguageServer): Disposable {
  const item = languages.createLanguageStatusItem("xenstore.server", { language: "xenstore" });
  item.name = l10n.t("XenStore Language Server");
  const show = (state: State): void => {
    const stopped = state === State.Stopped || state === State.StartFailed;
    item.text = describe(state);
    item.busy = state === State.Starting;
    item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = stopped ? restartServer() : showLog();
  };
  show(server.state);
  server.onDidChangeState(show);
  return item;
}

function describe(state: State): string {
  switch (state) {
    case State.Starting:
      return l10n.t("XenStore server: starting");
    case State.Running:
      return l10n.t("XenStore server: running");
    case State.Stopped:
      return l10n.t("XenStore server: stopped");
    case State.StartFailed:
      return l10n.t("XenStore server: failed to start");
  }
}

const restartServer = (): Command => ({ command: "xenstore.restartServer", title: l10n.t("Restart Server") });
const showLog = (): Command => ({ command: "xenstore.showLog", title: l10n.t("Show Log") });
