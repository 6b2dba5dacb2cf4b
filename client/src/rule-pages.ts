import { l10n, Uri, workspace, type Disposable } from "vscode";

const SCHEME = "xenstore-rule";

/** The pages of the rules, as VS Code can open them. */
export interface RulePages extends Disposable {
  /** The folder of the pages: each is named by the code of its rule and `.md`. */
  readonly folder: Uri;
}

/**
 * Lets an editor open the pages. In a browser the extension comes from a web server, and a link to it would lead out of VS Code.
 * So the pages get a scheme of their own there. The manifest has both places shown as Markdown is meant to be read.
 * @param docs where the extension has them, and the pages that they link to
 */
export function serveRulePages(docs: Uri): RulePages {
  if (!/^https?$/.test(docs.scheme)) return { folder: Uri.joinPath(docs, "rules"), dispose: () => undefined };
  const pages = workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ path }) {
      const answer = await fetch(Uri.joinPath(docs, path).toString());
      if (!answer.ok) throw new Error(l10n.t("The page {0} could not be fetched: {1}.", path, `${answer.status} ${answer.statusText}`));
      return answer.text();
    },
  });
  return { folder: Uri.from({ scheme: SCHEME, path: "/rules" }), dispose: () => pages.dispose() };
}
