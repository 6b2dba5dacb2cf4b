import type { ProtocolFeature } from "./protocol-feature";

export const references: ProtocolFeature = {
  capabilities: () => ({ referencesProvider: true }),
  register({ connection, documents }) {
    connection.onReferences(({ textDocument: { uri }, position, context }) =>
      (documents.get(uri)?.dump.references(position, context.includeDeclaration) ?? []).map((range) => ({ uri, range })),
    );
  },
};
