import { CodeLensRefreshRequest, type CodeLens } from "vscode-languageserver";
import type { ForecastLens } from "../service";
import { GO_TO, type ClientAbilities } from "./client-abilities";
import type { ProtocolFeature } from "./protocol-feature";

export const codeLens: ProtocolFeature = {
  capabilities: () => ({ codeLensProvider: {} }),
  register({ connection, documents, abilities }) {
    connection.onCodeLens(({ textDocument: { uri } }) => (documents.get(uri)?.dump.lenses() ?? []).map((lens) => toCodeLens(lens, uri, abilities)));
    return abilities.refreshesLenses ? () => void connection.sendRequest(CodeLensRefreshRequest.type) : undefined;
  },
};

/** A click on a refusal goes to its cause, where the client has a command for that. */
function toCodeLens({ range, title, culprit }: ForecastLens, uri: string, { commands }: ClientAbilities): CodeLens {
  const goes = culprit !== undefined && commands.has(GO_TO);
  return { range, command: goes ? { title, command: GO_TO, arguments: [uri, culprit] } : { title, command: "" } };
}
