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
    const { kind, start, pathEnd, valueStart } = line.syntax;
    const broken = kind === "entry" && pathEnd > line.syntax.pathStart;
    const end = line.text.trimEnd().length;
    const from = start + (line.text.slice(start, end).length - line.text.slice(start, end).trimStart().length);
    yield {
      at: { line, start: from, end },
      message: !broken
        ? 'This line is in no form that xenstore-ls prints: path = "value". It is left out of the analysis.'
        : `${fault(line.text.slice(valueStart > 0 ? valueStart : pathEnd, end), valueStart > 0)} What the key holds is not known.`,
      fixes: () => fixes(line, broken, end, scene),
    };
  },
};

/** What is wrong with the part of a line behind its path or behind the opening quote. */
function fault(rest: string, opened: boolean): string {
  if (!rest.includes('"')) return opened ? "The value has no closing quote." : 'The value is not in quotes: path = "value".';
  return opened ? "Something stands behind the closing quote that is no permissions." : 'The line is not written path = "value", with one blank on each side of the sign.';
}

function* fixes(line: Line<StoreNode>, broken: boolean, end: number, scene: Pick<Scene, "draft" | "text">): Generator<Fix> {
  const mended = broken ? mendedValue(line, end) : undefined;
  // The next line may hold the value or the rest of it: nobody knows then where a quote belongs.
  const next = scene.text.next(line);
  const goesOn = next?.syntax.kind === "malformed" && /^\s*"|"\s*$/.test(next.text);
  if (mended !== undefined && !goesOn) {
    const { title, value, from, to } = mended;
    yield { title, draft: scene.draft().replace({ line, start: from, end: to }, value), preferred: true };
  }
  yield { title: "Comment the line out", draft: scene.draft().replace({ line, start: 0, end: 0 }, "# "), preferred: !broken };
}

/**
 * What a broken line was meant to hold, where that is beyond doubt: quotes that are there are kept, and none is added beside
 * another.
 */
function mendedValue(line: Line<StoreNode>, end: number): { title: string; value: string; from: number; to: number } | undefined {
  const { pathEnd, valueStart } = line.syntax;
  const permissionsStart = readPermissions(line.text, end);
  const to = permissionsStart < 0 ? end : line.text.slice(0, permissionsStart).trimEnd().length;
  if (valueStart > 0) {
    const open = line.text.slice(valueStart, to);
    return /["(]/.test(open) ? undefined : { title: "Add the missing quote", value: '"', from: to, to };
  }
  const written = line.text.slice(pathEnd, to).replace(/^ ?= */, "");
  const quoted = /^"(.*)"$/.exec(written) ?? /^([^"]+)"$/.exec(written);
  const value = quoted === null ? written : (quoted[1] ?? "");
  // `=3D` is a mail in quoted-printable, an apostrophe another kind of quote.
  if (quoted === null && /["']|^3D/.test(value)) return undefined;
  return { title: written.startsWith('"') ? "Write it as xenstore-ls does" : "Put the value in quotes", value: ` = "${value}"`, from: pathEnd, to };
}
