import type { WorkspaceSymbolMiddleware } from "vscode-languageclient";

/** What VS Code takes for an icon (`escapeIcons` in its sources). Before anything else, it shows the backslash. */
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

/** Makes a text fit for a label of VS Code. It draws `$(name)` there as an icon, and the text may quote what a guest wrote: a backslash keeps it text. */
export function plainLabel(text: string): string {
  return text.replaceAll(ICON, String.raw`\$&`);
}

/** Shows the names of symbols in the workspace, which hold those of domains, as they are. */
export const plainSymbols = {
  provideWorkspaceSymbols: async (query, token, next) => {
    const symbols = await next(query, token);
    for (const symbol of symbols ?? []) symbol.name = plainLabel(symbol.name);
    return symbols;
  },
} satisfies WorkspaceSymbolMiddleware;
