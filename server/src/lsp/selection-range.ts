import type { SelectionRange } from "vscode-languageserver";
import type { Range } from "../service";
import type { ProtocolFeature } from "./protocol-feature";

export const selectionRange: ProtocolFeature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register({ connection, documents }) {
    connection.onSelectionRanges(({ textDocument, positions }) => {
      const dump = documents.get(textDocument.uri)?.dump;
      return dump === undefined ? null : positions.map((position) => nested(dump.selections(position)) ?? { range: { start: position, end: position } });
    });
  },
};

/** Puts each range into the next one. @returns the innermost; undefined if there are no ranges */
function nested(ranges: readonly Range[]): SelectionRange | undefined {
  return ranges.reduceRight<SelectionRange | undefined>((parent, range) => (parent === undefined ? { range } : { range, parent }), undefined);
}
