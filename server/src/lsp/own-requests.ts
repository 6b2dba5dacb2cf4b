import { RequestType, type Position, type TextDocumentIdentifier, type TextEdit } from "vscode-languageserver";
import { DUMP_FORMS, type CaptureReport, type Conversion, type DumpForm, type ListedVif, type RestoreScript } from "../service";
import type { ProtocolFeature } from "./protocol-feature";

/** Asks for an open dump in another form, and where one of its lines is there. The answer is null if the document is not open or the form is unknown. */
const ConvertRequest = new RequestType<{ textDocument: TextDocumentIdentifier; to: DumpForm; line?: number }, Conversion | null, void>("xenstore/convert");
/** Asks for the script that restores an open dump; the answer is null if the document is not open. */
const ScriptRequest = new RequestType<{ textDocument: TextDocumentIdentifier }, RestoreScript | null, void>("xenstore/script");
/** Asks for the captures of an open dump with their roots; the answer is null if the document is not open. */
const CapturesRequest = new RequestType<{ textDocument: TextDocumentIdentifier }, readonly CaptureReport[] | null, void>("xenstore/captures");
/** Asks for the edit that tells where the capture around a position was taken. It is empty if the root is not an absolute path, or the document is not open. */
const SetRootRequest = new RequestType<{ textDocument: TextDocumentIdentifier; position: Position; root: string }, TextEdit[], void>("xenstore/setRoot");

/** Asks for the vifs of a dump with their forecasts, from the top; there is none if the document is not open. */
const VifsRequest = new RequestType<{ textDocument: TextDocumentIdentifier }, readonly ListedVif[], void>("xenstore/vifs");

/** Requests of this server's own: whole dumps in other forms, where they were taken, and a list of their vifs. What happens with the text is up to the client. */
export const ownRequests: ProtocolFeature = {
  capabilities: () => ({}),
  register({ connection, documents, background }) {
    connection.onRequest(ConvertRequest, ({ textDocument, to, line }) => {
      const document = documents.get(textDocument.uri);
      return document === undefined || !DUMP_FORMS.includes(to) ? null : document.dump.convert({ to, line });
    });
    connection.onRequest(ScriptRequest, ({ textDocument: { uri } }) => documents.get(uri)?.dump.script({ name: fileNameIn(uri) }) ?? null);
    connection.onRequest(CapturesRequest, ({ textDocument }) => documents.get(textDocument.uri)?.dump.captures() ?? null);
    connection.onRequest(VifsRequest, ({ textDocument }, token) => background.run(token, documents.get(textDocument.uri), (dump) => dump.vifs()));
    connection.onRequest(SetRootRequest, ({ textDocument, position, root }) => documents.get(textDocument.uri)?.dump.setRoot(position, root) ?? []);
  },
};

/** The name of the file in a URI, decoded; that of an untitled document follows its scheme. Some editors send improper URIs: then the name as it is written. */
function fileNameIn(uri: string): string {
  const [path = ""] = uri.split(/[?#]/, 1);
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.indexOf(":")) + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
