import { Draft, type TextChange } from "../../dump/draft";
import type { Position } from "../../dump/text";
import { t } from "../../l10n";
import { useQueues, useSharedChannels, useSplitChannels } from "../../netif/edits/reshape";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { bringsFault, tryOut, worsens } from "./trial";

/** A change that the user may want although nothing is wrong: another shape of a vif, or the root of a capture. */
export interface Rewrite {
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** The highest number of queues to offer: nobody picks more from a menu. */
const MOST_QUEUES = 16;

/** Ways to rewrite the vif whose frontend directory a position is in. Each was tried out: it brings no new error or warning, and the vif still connects. */
export function rewritesAt(dump: AnalysedDump, position: Position): Rewrite[] {
  const place = dump.text.lineAt(dump.text.clamp(position).line)?.first.place;
  const frontend = place && dump.model.directoryAround(place);
  if (frontend?.side !== "frontend" || frontend.requestedQueues === undefined || frontend.inForce.length === 0) return [];
  const { backend } = dump.model.vif(frontend);
  const { text } = dump;
  const limit = Math.min(backend?.maxQueues ?? (backend === undefined ? MOST_QUEUES : 1), MOST_QUEUES);
  const shapes: { readonly title: string; readonly draft: Draft<StoreNode> }[] = [];
  for (let count = 1; count <= limit; count += 1) {
    if (count === frontend.requestedQueues) continue;
    shapes.push({ title: count === 1 ? t("Use 1 queue") : t("Use {0} queues", count), draft: useQueues(new Draft(text), text, frontend, backend, count) });
  }
  shapes.push({ title: t("Use split event channels"), draft: useSplitChannels(new Draft(text), text, frontend) });
  shapes.push({ title: t("Use shared event channels"), draft: useSharedChannels(new Draft(text), text, frontend) });
  const candidates = shapes.map(({ title, draft }) => ({ title, changes: draft.changes, vif: frontend.node })).filter(({ changes }) => changes.length > 0);
  return tryOut(dump, candidates, (outcome) => !bringsFault(outcome) && !worsens(outcome, true)).map(({ title, changes }) => ({ title, changes }));
}
