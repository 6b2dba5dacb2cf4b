import { Uri, workspace, type Disposable } from "vscode";

const SCHEME = "xenstore-rule";

/** The pages of the rules, as VS Code can open them. */
export interface RulePages extends Disposable {
  /** Where a page is, by the code of its rule and `.md`. */
  readonly folder: Uri;
}

/**
 * Makes the pages openable in an editor. In a browser the extension comes from a web server, and VS Code would leave for a link
 * there: the pages get a scheme of their own.
 * @param folder where the extension has them
 */
export function serveRulePages(folder: Uri): RulePages {
  if (!/^https?$/.test(folder.scheme)) return { folder, dispose: () => undefined };
  const pages = workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ path }) {
      const answer = await fetch(Uri.joinPath(folder, path).toString());
      if (!answer.ok) throw new Error(`The page ${path} could not be fetched: ${answer.status} ${answer.statusText}.`);
      return answer.text();
    },
  });
  return { folder: Uri.from({ scheme: SCHEME, path: "/" }), dispose: () => pages.dispose() };
}
