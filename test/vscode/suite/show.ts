import { window, workspace, type TextDocument } from "vscode";

/** Shows a new dump. */
export async function show(content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language: "xenstore", content });
  await window.showTextDocument(document);
  return document;
}
