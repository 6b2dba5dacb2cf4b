import type { Line } from "../dump/line";
import { readPermissions } from "../dump/read-value";
import type { StoreNode } from "../store/node";
import type { Fix, LineRule, Scene } from "./rule";

/** A dump holds `path = "value"` lines; this one is in no form that a tool writes. */
export const malformedLine: LineRule = {
  on: "line",
  code: "malformed-line",
  level: "error",
  sentences: [],
  summary: "the line is in no known form",
  concerns: ({ kind, value }) => kind === "malformed" || (kind === "entry" && value === "malformed"),
  *check(line, scene) {
    const { kind, start, valueStart } = line.syntax;
    const broken = kind === "entry";
    const end = line.text.trimEnd().length;
    const from = start + (line.text.slice(start, end).length - line.text.slice(start, end).trimStart().length);
    yield {
      at: { line, start: from, end },
      message: !broken
        ? 'This line is in no form that xenstore-ls prints: path = "value". It is left out of the analysis.'
        : valueStart > 0
          ? "The value has no closing quote. What the key holds is not known."
          : 'The value is not in quotes: path = "value". What the key holds is not known.',
      fixes: () => fixes(line, broken, end, scene),
    };
  },
};

function* fixes(line: Line<StoreNode>, broken: boolean, end: number, scene: Pick<Scene, "draft">): Generator<Fix> {
  const { pathEnd, valueStart } = line.syntax;
  const permissionsStart = readPermissions(line.text, end);
  const valueEnd = permissionsStart < 0 ? end : line.text.slice(0, permissionsStart).trimEnd().length;
  if (broken && valueStart > 0) {
    yield { title: "Add the missing quote", draft: scene.draft().replace({ line, start: valueEnd, end: valueEnd }, '"'), preferred: true };
  } else if (broken) {
    const value = line.text.slice(pathEnd, valueEnd).replace(/^ ?= ?/, "").replace(/"$/, "");
    const draft = scene.draft().replace({ line, start: pathEnd, end: valueEnd }, ` = "${value}"`);
    yield { title: "Put the value in quotes", draft, preferred: true };
  }
  yield { title: "Comment the line out", draft: scene.draft().replace({ line, start: 0, end: 0 }, "# "), preferred: !broken };
}
