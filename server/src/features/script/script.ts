import { pathFault } from "../../dump/path";
import { show } from "../../dump/show";
import { writeArgument, type ValueEncoding } from "../../dump/write-argument";
import { inEnglish, t } from "../../l10n";
import { nameMayBeCut } from "../../store/cut-name";
import { readRoot } from "../../store/root";
import type { AnalysedDump } from "../analysed-dump";
import { inWords, type Loss, type UnsaidLoss } from "../convert/loss";
import { lacksPath, outlinedPath, outlineOf, type OutlinedLine } from "../convert/outline";
import { renderScript, type RestoredNode } from "./render";

/** The most bytes of a message to xenstored: a path, the zero byte that ends it, and a value (XENSTORE_PAYLOAD_MAX). */
const LONGEST_MESSAGE = 4096;

/** What is to be restored. */
export interface ScriptOptions {
  /** An absolute path: restores only the node there and those below it. All nodes by default. */
  readonly under?: string | undefined;
  /** What the dump is called in the comment at the top, such as `the dump host.xenstore`: any text. */
  readonly name?: string;
  /** How the file encodes characters that are not ASCII; `utf-8` by default. */
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
  | {
      readonly refusal: string;
      /** The line of the first node whose place in the store is not known, if that is why: the root of its capture would say it. */
      readonly rootless?: number;
    };

/**
 * Writes a POSIX shell script of xenstore-write and xenstore-chmod that restores the nodes of a dump in its order. It is
 * printable ASCII, and no path or value of the dump can break out of its quotes. Never fails.
 */
export function restoreScript(dump: AnalysedDump, { under, name, encoding = "utf-8" }: ScriptOptions): RestoreScript {
  const wanted = under === undefined ? "/" : readRoot(under);
  if (wanted === undefined) return { refusal: t("{0} is not a XenStore path: give an absolute one, such as /local/domain/1.", show(under ?? "")) };
  const { outlines, losses: unread, gaps } = outlineOf(dump);
  const losses: UnsaidLoss[] = [...unread, ...gaps];
  const restored: RestoredNode[] = [];
  for (const outline of outlines) {
    if (!outline.absolute) {
      const [first] = outline.nodes;
      const rootless = first?.held.line ?? 0;
      return { refusal: t("The dump does not show where its nodes belong (line {0}). Put a line # xenstore-root PATH above it, with the directory that was listed.", rootless + 1), rootless };
    }
    for (const node of outline.nodes) {
      const path = outlinedPath(node, outline);
      if (!isWithin(path, wanted)) continue;
      const fault = lacksPath(node) ? () => t("{0} is left out: a name in its path is not in the dump.", show(path)) : faultOf(node.held, path, encoding);
      if (fault !== undefined) losses.push({ line: node.held.line, say: fault });
      else restored.push(restoredNode(node.held, path, encoding));
    }
  }
  if (restored.length === 0) return { refusal: nothingIn(wanted, losses.length) };
  // A script is ASCII, and is passed on to others: its comments are in English.
  const text = inEnglish(() => renderScript(restored, inWords(losses), { name, under: wanted === "/" ? undefined : wanted }));
  return { text, nodes: restored.length, losses: inWords(losses) };
}

function isWithin(path: string, directory: string): boolean {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}

function nothingIn(path: string, leftOut: number): string {
  if (leftOut > 0) return t("No node at {0} or below it can be restored: take the dump again with xenstore-ls -fp on a pipe, which cuts nothing.", show(path));
  return path === "/" ? t("The dump holds no node to restore.") : t("The dump holds nothing at {0} or below it: give another path with --under.", show(path));
}

/** Why a node cannot be restored. */
function faultOf({ entry }: OutlinedLine, path: string, encoding: ValueEncoding): UnsaidLoss["say"] | undefined {
  const { syntax } = entry;
  const name = show(path);
  if (nameMayBeCut(syntax)) return () => t("{0} is left out: its name may be cut.", name);
  if (pathFault(path) !== undefined) return () => t("{0} is left out: xenstored refuses such a path.", name);
  if (syntax.value === "cut") return () => t("{0} is left out: its value was cut by the tool that wrote the dump.", name);
  if (syntax.value === "unreadable") return () => t("{0} is left out: the dump has no value for it.", name);
  if (syntax.value === "malformed") return () => t("{0} is left out: its value cannot be read.", name);
  const length = path.length + 1 + writeArgument(entry.value, encoding).bytes;
  return length > LONGEST_MESSAGE ? () => t("{0} is left out: path and value have {1} bytes, and xenstored takes {2}.", name, length, LONGEST_MESSAGE) : undefined;
}

function restoredNode({ entry, permissions }: OutlinedLine, path: string, encoding: ValueEncoding): RestoredNode {
  return { path, argument: writeArgument(entry.value, encoding).text, permissions: permissions.match(/\w-?\d+/g) ?? [] };
}
