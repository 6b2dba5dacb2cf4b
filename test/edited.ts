import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextChange } from "../server/src/service";

/** The text with changes made, not by the code under test. */
export function edited(text: string, changes: readonly TextChange[]): string {
  return TextDocument.applyEdits(TextDocument.create("file:///a", "xenstore", 1, text), [...changes]);
}
