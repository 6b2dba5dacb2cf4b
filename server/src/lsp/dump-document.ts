import type { DocumentUri, TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Dump, DumpService, Range, Settings } from "../service";

/** An open document with its dump. It is changed in place. */
export interface DumpDocument extends Pick<TextDocument, "uri"> {
  /** The client's version of the text, for edits and diagnostics that are sent to it. Some clients give several texts the same version. */
  version: number;
  /** Identifies the text: a new object after each change. */
  revision: object;
  dump: Dump;
}

/**
 * Makes and updates documents for the `TextDocuments` manager. An edit goes to the dump as a range, so that the string of
 * the whole text need not be rebuilt at each keystroke.
 * @param settingsFor the settings that a document is opened with
 */
export function dumpDocuments(service: DumpService, settingsFor: (uri: DocumentUri) => Settings): {
  create(uri: DocumentUri, languageId: string, version: number, content: string): DumpDocument;
  update(document: DumpDocument, changes: TextDocumentContentChangeEvent[], version: number): DumpDocument;
} {
  return {
    create: (uri, _languageId, version, content) => ({ uri, version, revision: {}, dump: service.open(content, { settings: settingsFor(uri) }) }),
    update: (document, changes, version) => {
      for (const change of changes) {
        const range = rangeOf(change);
        if (range !== undefined) document.dump.edit(range, change.text);
        else document.dump = service.open(change.text, { settings: document.dump.settings });
      }
      document.version = version;
      document.revision = {};
      return document;
    },
  };
}

/** What a change replaces; undefined for the whole text. Some clients send `null` instead of leaving the range out. */
function rangeOf(change: TextDocumentContentChangeEvent): Range | undefined {
  const { range } = change as { readonly range?: Range | null };
  return range ?? undefined;
}
