import { CodeLensRefreshRequest, type CodeLens } from "vscode-languageserver";
import type { Lens, LensPlace } from "../service";
import { GO_TO, type ClientAbilities } from "./client-abilities";
import type { ProtocolFeature } from "./protocol-feature";

/** What identifies a lens that is not worked out yet, until the user sees it. */
interface Unresolved {
  readonly uri: string;
  readonly kind: LensPlace["kind"];
}

export const codeLens: ProtocolFeature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: true } }),
  register({ connection, documents, abilities, background, onReconfigured }) {
    connection.onCodeLens(({ textDocument: { uri } }, token) =>
      background.run<CodeLens[]>(token, documents.get(uri), function* (dump) {
        const lenses = yield* dump.lenses();
        // A link to the other half does nothing but react to a click.
        const shown = abilities.commands.has(GO_TO) ? lenses : lenses.filter(({ kind }) => kind !== "peer");
        return shown.map((lens) => ("title" in lens ? toCodeLens(lens, uri, abilities) : { range: lens.range, data: { uri, kind: lens.kind } satisfies Unresolved }));
      }),
    );
    connection.onCodeLensResolve((lens) => {
      if (!isUnresolved(lens.data)) return lens;
      const { uri, kind } = lens.data;
      const resolved = documents.get(uri)?.dump.lens({ range: lens.range, kind });
      // The text has changed. The editor will ask for all lenses again, and shows nothing here until then.
      return resolved === undefined ? { range: lens.range, command: { title: "", command: "" } } : toCodeLens(resolved, uri, abilities);
    });
    if (abilities.refreshesLenses) onReconfigured(async () => connection.sendRequest(CodeLensRefreshRequest.type));
  },
};

/** If the client has the command, a click on a refusal goes to its cause, and a click on a link to the other half goes there. */
function toCodeLens({ range, title, target }: Lens, uri: string, { commands }: ClientAbilities): CodeLens {
  const goes = target !== undefined && commands.has(GO_TO);
  return { range, command: goes ? { title, command: GO_TO, arguments: [uri, target] } : { title, command: "" } };
}

function isUnresolved(data: unknown): data is Unresolved {
  if (typeof data !== "object" || data === null) return false;
  const { uri, kind } = data as Partial<Record<keyof Unresolved, unknown>>;
  return typeof uri === "string" && (kind === "forecast" || kind === "peer");
}
