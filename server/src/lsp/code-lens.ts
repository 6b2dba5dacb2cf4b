import { CodeLensRefreshRequest, type CodeLens } from "vscode-languageserver";
import type { Lens, LensPlace } from "../service";
import { GO_TO, type ClientAbilities } from "./client-abilities";
import type { ProtocolFeature } from "./protocol-feature";

/** What a lens that is not worked out yet carries until somebody sees it. */
interface Unresolved {
  readonly uri: string;
  readonly kind: LensPlace["kind"];
}

export const codeLens: ProtocolFeature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: true } }),
  register({ connection, documents, abilities, background }) {
    connection.onCodeLens(({ textDocument: { uri } }, token) =>
      background.run<CodeLens[]>(token, documents.get(uri), function* (dump) {
        const lenses = yield* dump.lenses();
        // The way to the other half is nothing but a click.
        const shown = abilities.commands.has(GO_TO) ? lenses : lenses.filter(({ kind }) => kind !== "peer");
        return shown.map((lens) => ("title" in lens ? toCodeLens(lens, uri, abilities) : { range: lens.range, data: { uri, kind: lens.kind } satisfies Unresolved }));
      }),
    );
    connection.onCodeLensResolve((lens) => {
      if (!isUnresolved(lens.data)) return lens;
      const { uri, kind } = lens.data;
      const resolved = documents.get(uri)?.dump.lens({ range: lens.range, kind });
      // The text has changed: the editor asks for all lenses again, and shows nothing until then.
      return resolved === undefined ? { range: lens.range, command: { title: "", command: "" } } : toCodeLens(resolved, uri, abilities);
    });
    return abilities.refreshesLenses ? async () => connection.sendRequest(CodeLensRefreshRequest.type) : undefined;
  },
};

/** A click on a refusal goes to its cause, and one on the way to the other half goes there, where the client has a command for that. */
function toCodeLens({ range, title, target }: Lens, uri: string, { commands }: ClientAbilities): CodeLens {
  const goes = target !== undefined && commands.has(GO_TO);
  return { range, command: goes ? { title, command: GO_TO, arguments: [uri, target] } : { title, command: "" } };
}

function isUnresolved(data: unknown): data is Unresolved {
  if (typeof data !== "object" || data === null) return false;
  const { uri, kind } = data as Partial<Record<keyof Unresolved, unknown>>;
  return typeof uri === "string" && (kind === "forecast" || kind === "peer");
}
