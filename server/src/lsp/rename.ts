import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { RenameRefusal } from "../service";
import type { ProtocolFeature } from "./protocol-feature";
import { toWorkspaceEdit } from "./workspace-edit";

/** A refusal is sent as an error, whose message the editor shows to its user. */
export const rename: ProtocolFeature = {
  capabilities: ({ preparesRenames }) => ({ renameProvider: preparesRenames ? { prepareProvider: true } : true }),
  register({ connection, documents, abilities }) {
    connection.onPrepareRename(({ textDocument, position }) => {
      const place = documents.get(textDocument.uri)?.dump.renamePlace(position);
      if (place === undefined) return null;
      return "refusal" in place ? refused(place) : place;
    });
    connection.onRenameRequest(({ textDocument, position, newName }) => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return null;
      const renaming = document.dump.rename(position, newName);
      return "refusal" in renaming ? refused(renaming) : toWorkspaceEdit(renaming.changes, document, abilities);
    });
  },
};

function refused({ refusal }: RenameRefusal): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
}
