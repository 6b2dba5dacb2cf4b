import type { InlayHint } from "vscode-languageserver";
import type { InlayHint as Hint } from "../service";
import type { ProtocolFeature } from "./protocol-feature";

export const inlayHints: ProtocolFeature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register({ connection, documents, abilities, onReconfigured }) {
    connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => (documents.get(uri)?.dump.inlayHints(range) ?? []).map((hint) => toInlayHint(hint, uri)));
    if (abilities.refreshesInlayHints) onReconfigured(async () => connection.languages.inlayHint.refresh());
  },
};

/** A hint that refers to another place links to it. */
function toInlayHint({ position, label, tooltip, target }: Hint, uri: string): InlayHint {
  return { position, label: target === undefined ? label : [{ value: label, tooltip, location: { uri, range: target } }], tooltip, paddingLeft: true };
}
