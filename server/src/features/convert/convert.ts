import type { AnalysedDump } from "../analysed-dump";
import type { CaptureLines } from "./capture-lines";
import { inWords, type Loss } from "./loss";
import { outlinedPath, outlineOf, type Outline } from "./outline";
import { writeFlat } from "./write-flat";
import { jsonCapture, type JsonDump } from "./write-json";
import { treeRoot, writeTree } from "./write-tree";

/** The forms that a dump can be written in. */
export const DUMP_FORMS = ["flat", "tree", "json"] as const;

/** `flat` is `xenstore-ls -f`, `tree` is `xenstore-ls`, `json` a list of the nodes for programs. */
export type DumpForm = (typeof DUMP_FORMS)[number];

/** How a dump is written. */
export interface ConvertOptions {
  readonly to: DumpForm;
  /** Whether to keep the permissions of the dump; true by default. */
  readonly permissions?: boolean;
  /** A line of the dump, zero-based, to find again in the new text. */
  readonly line?: number | undefined;
}

/** A dump in another form. */
export interface Conversion {
  readonly text: string;
  /** What the text does not hold, or does not say for certain, from the top of the dump. */
  readonly losses: readonly Loss[];
  /** The line of the text, zero-based, with the node on the requested line, or else the last node above it; undefined if there is none, or none was requested. */
  readonly line?: number | undefined;
}

/** Writes a dump in another form, byte for byte as xenstore-ls prints it, except that no value is cut. Never fails. */
export function convertDump(dump: AnalysedDump, { to, permissions = true, line = -1 }: ConvertOptions): Conversion {
  const { outlines, losses: unread, gaps, below, endsOpen } = outlineOf(dump);
  if (to === "json") {
    const listed = outlines.map((outline) => jsonCapture(outline, permissions));
    const json: JsonDump = { captures: listed.map(({ capture }) => capture).filter(({ nodes }) => nodes.length > 0) };
    return { text: `${JSON.stringify(json, undefined, 2)}\n`, losses: inWords([...unread, ...gaps, ...listed.flatMap(({ losses }) => losses)]) };
  }
  const write = to === "flat" ? writeFlat : writeTree;
  const written = outlines.map((outline) => write(outline, permissions, line));
  const losses = inWords([...unread, ...written.flatMap((capture) => capture.losses)]);
  const captures = written.filter((capture) => capture.lines.length > 0);
  const lines: string[] = [];
  let found: CaptureLines["nearest"] | undefined;
  for (const { outline, lines: own, nearest } of captures) {
    for (const head of heading(outline, to, captures.length)) lines.push(head);
    if (nearest.line > (found?.line ?? -1)) found = { line: nearest.line, index: lines.length + nearest.index };
    for (const body of own) lines.push(body);
  }
  for (const trailing of below) lines.push(trailing);
  // A dump without a final line end breaks off. The new text must then end the same way, so that nothing counts as missing in it either.
  if (lines.length > 0 && (!endsOpen || lines.at(-1) === "")) lines.push("");
  return { text: lines.join("\n"), losses, line: found?.index };
}

/** The heading that says where a capture begins and what its root is; none if its own lines tell. */
function heading(outline: Outline, form: "flat" | "tree", captures: number): string[] {
  const root = outline.absolute ? outlinedPath(treeRoot(outline), outline) : undefined;
  if (captures === 1 && (form === "flat" || root === undefined || (root === "/" && showsStore(outline)))) return [];
  // A command with a relative path is read as the beginning of a capture with an unknown root.
  return [root === undefined ? "# xenstore-ls ." : `# xenstore-root ${form === "flat" ? "/" : root}`];
}

/** Whether a tree shows by its own directories that it begins at `/`. */
function showsStore({ top }: Outline): boolean {
  return top.children.get("local")?.children.get("domain") !== undefined;
}
