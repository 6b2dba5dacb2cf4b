import type { Draft } from "../../dump/draft";
import type { Text } from "../../dump/text";
import { styleInside, writeEntry } from "../../store/entry-style";
import type { StoreNode } from "../../store/node";
import { subtreeEntries } from "../../store/spans";
import type { Frontend } from "../frontend";
import type { RingKeys } from "../ring-keys";
import type { Setting } from "../setting";
import { removeSubtree } from "./queue-subtree";

/** Writes keys into a directory as they stand elsewhere, with their values and permissions. The old lines stay. */
export function copyKeys(draft: Draft<StoreNode>, text: Text<StoreNode>, settings: readonly Setting[], frontend: Frontend, into: StoreNode): Draft<StoreNode> {
  const style = styleInside(text, into, frontend.numQueuesSetting?.entry);
  if (style === undefined) return draft;
  const lines = settings.map((setting) => writeEntry({ ...style, permissions: setting.entry.permissions }, setting.name, setting.raw));
  const after = into === frontend.node ? (frontend.numQueuesSetting ?? frontend.stateSetting)?.entry : (subtreeEntries(text, into).at(-1) ?? into.entry);
  if (after !== undefined) draft.insertAfter(after, lines);
  return draft;
}

/** Makes queue 0 the only one: its ring keys go to the top level, all queue directories go (S7). */
export function fallBackToOneQueue(draft: Draft<StoreNode>, text: Text<StoreNode>, frontend: Frontend, only: RingKeys | undefined): Draft<StoreNode> {
  const request = frontend.numQueuesSetting;
  if (request !== undefined && request.decimal !== 1) draft.replace(request.valueSpan, "1");
  if (only?.isComplete === true) {
    draft.remove(frontend.topLevel.settings.flatMap(({ entry }) => entry.place?.entries ?? []));
    copyKeys(draft, text, only.settings, frontend, frontend.node);
  }
  for (const queue of frontend.queues) removeSubtree(draft, text, queue.node);
  return draft;
}
