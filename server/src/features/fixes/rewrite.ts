import { Draft, type TextChange } from "../../dump/draft";
import { t } from "../../l10n";
import { useQueues, useSharedChannels, useSplitChannels } from "../../netif/edits/reshape";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { Patience, tryOut, worsens } from "./trial";

/** A change to a vif that the user may want although nothing is wrong. */
interface Shape {
  readonly title: string;
  /** The number of queues, if that is what changes. */
  readonly queues?: number;
  /** Works out how the vif gets this shape; empty if it cannot. */
  readonly changes: () => readonly TextChange[];
  readonly vif: StoreNode;
}

/** The highest number of queues to offer: nobody picks more from a menu. */
const MOST_QUEUES = 16;

/**
 * Ways to rewrite the vif whose frontend directory a line is in. Each was tried out, by itself or as part of one with more queues: it brings no new error
 * or warning, and the vif still connects.
 * @returns their titles, by which `rewriteAt` knows them
 */
export function rewritesAt(dump: AnalysedDump, line: number): string[] {
  const shapes = shapesAt(dump, line);
  const patience = new Patience();
  const several = shapes.filter(({ queues = 1 }) => queues > 1).map(({ title }) => title);
  // The keys of a single queue move to the top level, but several queues have no fault that more of them would not have: where the most pass, all do.
  const fewer = several.slice(0, -1);
  const sound = new Set<string | undefined>(soundOf(dump, shapes.filter(({ title }) => !fewer.includes(title)), patience));
  while (several.length > 0 && !sound.has(several.at(-1))) {
    several.pop();
    // Undoing an edit puts new objects in the place of those that a shape knows.
    for (const title of soundOf(dump, shapesAt(dump, line).filter((shape) => shape.title === several.at(-1)), patience)) sound.add(title);
  }
  return shapes.map(({ title }) => title).filter((title) => sound.has(title) || several.includes(title));
}

/** The changes of a rewrite that `rewritesAt` gave for a line, without another trial; none if the vif there cannot have that shape any more. */
export function rewriteAt(dump: AnalysedDump, line: number, title: string): readonly TextChange[] {
  return shapesAt(dump, line).find((shape) => shape.title === title)?.changes() ?? [];
}

/** The titles of those shapes that pass a trial. */
function soundOf(dump: AnalysedDump, shapes: readonly Shape[], patience: Patience): string[] {
  const attempts = shapes.map((shape) => ({ ...shape, changes: shape.changes() })).filter(({ changes }) => changes.length > 0);
  return tryOut(dump, attempts, (outcome) => !worsens(outcome, true), patience).map(({ title }) => title);
}

/** The shapes that the vif at a line could have, from the top of the menu. */
function shapesAt({ text, model }: AnalysedDump, line: number): Shape[] {
  const place = text.lineAt(line)?.first.place;
  const frontend = place && model.directoryAround(place);
  if (frontend?.side !== "frontend" || frontend.requestedQueues === undefined || frontend.inForce.length === 0) return [];
  const { node: vif, requestedQueues } = frontend;
  const { backend } = model.vif(frontend);
  const limit = Math.min(backend?.maxQueues ?? (backend === undefined ? MOST_QUEUES : 1), MOST_QUEUES);
  const counts = Array.from({ length: limit }, (_, index) => index + 1).filter((count) => count !== requestedQueues);
  return [
    // First, as there may be so many of the others that they do not fit on the screen.
    { title: t("Use split event channels"), changes: () => useSplitChannels(new Draft(text), frontend).changes, vif },
    { title: t("Use shared event channels"), changes: () => useSharedChannels(new Draft(text), frontend).changes, vif },
    ...counts.map((queues) => ({
      title: queues === 1 ? t("Use 1 queue") : t("Use {0} queues", queues),
      queues,
      changes: () => useQueues(new Draft(text), frontend, backend, queues).changes,
      vif,
    })),
  ];
}
