import type { StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";
import { lineRuns, type Run } from "./line-runs";
import type { Steps } from "./steps";

/** Lines that can be folded into the first of them. Line numbers from zero, the end included. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: "directory" | "comment";
}

interface DeepFold extends Fold {
  readonly depth: number;
}

/**
 * What can be folded: captures, directories in both forms, comments. At most one fold begins at a line. If several directories
 * begin there, the innermost one is folded.
 * @param limit the most folds to find; the outermost are kept
 * @returns from the top
 */
export function* foldsOf(dump: AnalysedDump, limit = Number.POSITIVE_INFINITY): Steps<Fold[]> {
  const { captures, comments } = yield* lineRuns(dump.text, false);
  const folds: DeepFold[] = comments.map(({ start, end }) => ({ start, end, kind: "comment", depth: 0 }));
  for (const { capture, prompt, start, end, inside } of captures) {
    const isFolded = prompt !== undefined || captures.length > 1;
    if (isFolded && end > start) folds.push({ start, end, kind: "directory", depth: 0 });
    // No line names the directory that a capture was taken in, or those above it.
    const unnamed = new Set<StoreNode>(capture.base.ancestorsAndSelf()).add(capture.base);
    addFolds(inside.flatMap((run) => named(run, unnamed)), 1, isFolded ? start : -1, folds);
  }
  return outermost(folds, limit)
    .toSorted((left, right) => left.start - right.start)
    .map(({ start, end, kind }) => ({ start, end, kind }));
}

/** The run itself if a line can name it, or else the outermost runs inside it that a line can name. */
function named(run: Run, unnamed: ReadonlySet<StoreNode>): readonly Run[] {
  return unnamed.has(run.node) ? run.inside.flatMap((below) => named(below, unnamed)) : [run];
}

/**
 * Adds the folds of directories.
 * @param taken the number of a line at which a fold already begins; -1 for none
 */
function addFolds(runs: readonly Run[], depth: number, taken: number, folds: DeepFold[]): void {
  for (const { start, end, inside } of runs) {
    if (end === start) continue;
    const first = inside[0];
    const isBelow = first?.start === start && first.end > start;
    if (start !== taken && !isBelow) folds.push({ start, end, kind: "directory", depth });
    addFolds(inside, depth + 1, taken, folds);
  }
}

/** As many folds as the limit allows: all down to some depth, and the first of the next. */
function outermost(folds: readonly DeepFold[], limit: number): readonly DeepFold[] {
  return folds.length <= limit ? folds : folds.toSorted((left, right) => left.depth - right.depth).slice(0, Math.max(0, limit));
}
