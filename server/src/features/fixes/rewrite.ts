import { Draft, type TextChange } from "../../dump/draft";
import type { Position } from "../../dump/text";
import { t } from "../../l10n";
import { useQueues, useSharedChannels, useSplitChannels } from "../../netif/edits/reshape";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { bringsFault, tryOut, worsens, type Attempt } from "./trial";

/** A change that the user may want although nothing is wrong: another shape of a vif, or the root of a capture. */
export interface Rewrite {
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** The highest number of queues to offer: nobody picks more from a menu. */
const MOST_QUEUES = 16;

/**
 * Ways to rewrite the vif whose frontend directory a position is in. Each was tried out, by itself or as part of one with more queues: it brings no new error
 * or warning, and the vif still connects.
 */
export function rewritesAt(dump: AnalysedDump, position: Position): Rewrite[] {
  const place = dump.text.lineAt(dump.text.clamp(position).line)?.first.place;
  const frontend = place && dump.model.directoryAround(place);
  if (frontend?.side !== "frontend" || frontend.requestedQueues === undefined || frontend.inForce.length === 0) return [];
  const { backend } = dump.model.vif(frontend);
  const { text } = dump;
  const limit = Math.min(backend?.maxQueues ?? (backend === undefined ? MOST_QUEUES : 1), MOST_QUEUES);
  // From the bottom of the menu, and all before any trial: undoing an edit puts new line objects in the place of removed ones.
  const offers: Offer[] = [];
  const offer = (title: string, { changes }: Draft<StoreNode>, more?: Offer): Offer | undefined => {
    if (changes.length === 0) return more;
    const offered = { title, changes, vif: frontend.node, passesWith: more };
    offers.push(offered);
    return offered;
  };
  offer(t("Use shared event channels"), useSharedChannels(new Draft(text), text, frontend));
  offer(t("Use split event channels"), useSplitChannels(new Draft(text), text, frontend));
  let more: Offer | undefined;
  for (let count = limit; count >= 1; count -= 1) {
    if (count === frontend.requestedQueues) continue;
    const draft = useQueues(new Draft(text), text, frontend, backend, count);
    // The keys of a single queue move to the top level, but several have no fault that more of them would not have.
    if (count === 1) offer(t("Use 1 queue"), draft);
    else more = offer(t("Use {0} queues", count), draft, more);
  }
  const sound = tryOut(dump, offers, (outcome) => !bringsFault(outcome) && !worsens(outcome, true));
  return sound.map(({ title, changes }) => ({ title, changes })).toReversed();
}

/** A rewrite that is not tried out yet. */
type Offer = Rewrite & Attempt;
