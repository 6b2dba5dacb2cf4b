import type { Definition, LocationLink } from "vscode-languageserver";
import type { ProtocolFeature } from "./protocol-feature";

export const definition: ProtocolFeature = {
  capabilities: () => ({ definitionProvider: true }),
  register({ connection, documents, abilities }) {
    connection.onDefinition(({ textDocument: { uri }, position }): Definition | LocationLink[] | null => {
      const found = documents.get(uri)?.dump.definition(position);
      if (found === undefined) return null;
      const { origin, target } = found;
      if (!abilities.definitionLinks) return { uri, range: target.selectionRange };
      return [{ originSelectionRange: origin, targetUri: uri, targetRange: target.range, targetSelectionRange: target.selectionRange }];
    });
  },
};
