import { pathFault } from "../dump/path";
import { show } from "../dump/show";
import { writeArgument, type ValueEncoding } from "../dump/write-argument";
import { nameMayBeCut } from "../store/cut-name";
import { readRoot } from "../store/root";
import type { AnalysedDump } from "./analysed-dump";
import { inOrder, type Loss } from "./convert/loss";
import { isNameless, outlinedPath, outlineOf, type OutlinedLine } from "./convert/outline";
import { renderScript, type RestoredNode } from "./script/render";

/** The most bytes of a message to xenstored: a path, its end, and a value (XENSTORE_PAYLOAD_MAX). */
const LONGEST_MESSAGE = 4096;

/** What is to be restored. */
export interface ScriptOptions {
  /** An absolute path: only the node there and those below it. All nodes where nothing is said. */
  readonly under?: string;
  /** What the dump is called in the comment at the top, such as `the dump host.xenstore`: any text. */
  readonly name?: string;
  /** How characters that are no ASCII stood in the file; `utf-8` where nothing is said. */
  readonly encoding?: ValueEncoding;
}

/** A script, or the sentence that says why there is none and what to do. */
export type RestoreScript =
  | {
      readonly text: string;
      /** How many nodes it writes. */
      readonly nodes: number;
      /** What it does not restore, or not for certain, from the top of the dump. */
      readonly losses: readonly Loss[];
    }
  | { readonly refusal: string };

/**
 * Writes a POSIX shell script of xenstore-write and xenstore-chmod that restores the nodes of a dump in its order. It is
 * printable ASCII, and no path or value of the dump can end the quotes that it stands in. Never fails.
 */
export function restoreScript(dump: AnalysedDump, { under, name, encoding = "utf-8" }: ScriptOptions): RestoreScript {
  const wanted = under === undefined ? "/" : readRoot(under);
  if (wanted === undefined) return { refusal: `${show(under ?? "")} is no path of a XenStore: give an absolute one, as /local/domain/1.` };
  const { outlines, losses: unread, gaps } = outlineOf(dump);
  const losses: Loss[] = [...unread, ...gaps];
  const restored: RestoredNode[] = [];
  for (const outline of outlines) {
    if (!outline.absolute) {
      const [first] = outline.nodes;
      const line = (first?.held?.line ?? 0) + 1;
      return { refusal: `The dump does not tell where its nodes belong (line ${line}): give the directory that was listed with --root PATH.` };
    }
    for (const node of outline.nodes) {
      const path = outlinedPath(node, outline);
      if (node.held === undefined || !isWithin(path, wanted)) continue;
      const fault = isNameless(node) ? "no path leads to it, since a name is not in the dump" : faultOf(node.held, path, encoding);
      if (fault !== undefined) losses.push({ line: node.held.line, message: `${show(path)} is left out: ${fault}.` });
      else restored.push(restoredNode(node.held, path, encoding));
    }
  }
  if (restored.length === 0) return { refusal: nothingIn(wanted, losses.length) };
  const ordered = inOrder(losses);
  return { text: renderScript(restored, ordered, { name, under: wanted === "/" ? undefined : wanted }), nodes: restored.length, losses: ordered };
}

function isWithin(path: string, directory: string): boolean {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}

function nothingIn(path: string, leftOut: number): string {
  if (leftOut > 0) return "The dump has no node there that can be restored: take one with xenstore-ls -fp on a pipe, which cuts nothing.";
  return path === "/" ? "The dump holds no node to restore." : `The dump holds nothing at ${show(path)} or below it: give another path with --under.`;
}

/** Why a node cannot be restored. */
function faultOf({ entry }: OutlinedLine, path: string, encoding: ValueEncoding): string | undefined {
  const { syntax } = entry;
  if (nameMayBeCut(syntax)) return "its name may be cut";
  if (pathFault(path) !== undefined) return "xenstored refuses such a path";
  if (syntax.value === "cut") return "its value was cut by the tool that wrote the dump";
  if (syntax.value === "unreadable") return "the dump has no value for it";
  if (syntax.value === "malformed") return "its value cannot be read";
  const length = path.length + 1 + writeArgument(entry.value, encoding).bytes;
  return length > LONGEST_MESSAGE ? `path and value have ${length} bytes, and xenstored takes ${LONGEST_MESSAGE}` : undefined;
}

function restoredNode({ entry, permissions }: OutlinedLine, path: string, encoding: ValueEncoding): RestoredNode {
  return { path, argument: writeArgument(entry.value, encoding).text, permissions: permissions.match(/[nrwb]-?\d+/g) ?? [] };
}
