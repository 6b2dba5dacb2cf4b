import type { Draft } from "../../dump/draft";
import { styleBelow, styleInside, writeEntry, type EntryStyle } from "../../store/entry-style";
import type { StoreNode } from "../../store/node";
import { segmentSpan, subtreeEntries } from "../../store/spans";
import type { Backend } from "../backend";
import type { Frontend } from "../frontend";
import { CHANNELS_OF, RING_KEY_NAMES, RING_REFERENCES, type ChannelStyle, type ControlRingKeyName, type RingKeyName, type RingKeys } from "../ring-keys";

/**
 * What stands for a value that only the guest can know, in the style of the specification: `<ring-ref-tx1>`, `<evtchn-rx1>`.
 * @param queue the number of the queue
 */
export function placeholder(name: RingKeyName, queue: number): string {
  if (name.endsWith("-ring-ref")) return `<ring-ref-${name.slice(0, 2)}${queue}>`;
  return `<evtchn${name.slice("event-channel".length)}${queue}>`;
}

/** The same for a key of the control ring. */
export function controlPlaceholder(name: ControlRingKeyName): string {
  return name === "ctrl-ring-ref" ? "<ring-ref-ctrl>" : "<evtchn-ctrl>";
}

/** The style of channels that new keys should have: that of the last queue that has any, else what the backend advertises (E1), else shared. */
export function channelStyle(frontend: Frontend, backend: Backend | undefined): ChannelStyle {
  const other = frontend.inForce.findLast((keys) => keys.hasAnyChannel)?.channelStyle;
  return other ?? (backend?.advertisesSplitChannels === true ? "split" : "shared");
}

/** The keys that a queue of that style has, in the order in which drivers write them. */
export function keysOf(style: ChannelStyle): readonly RingKeyName[] {
  return [...RING_REFERENCES, ...CHANNELS_OF[style]];
}

/** How the keys in a queue are written: like those it has, else like those of another queue, else one level below the frontend's. */
export function queueStyle(frontend: Frontend, name: string, like?: RingKeys): EntryStyle | undefined {
  const queues = like === undefined ? frontend.queues : [like, ...frontend.queues];
  const queue = queues.find(({ node }) => node.children !== undefined);
  const style = queue && styleInside(queue.node, queue.keyEntries[0]?.entry);
  if (style !== undefined) return { ...style, directory: style.directory.replace(/[^/]+\/$/, `${name}/`) };
  const outer = styleInside(frontend.node, frontend.numQueuesEntry?.entry);
  return outer && styleBelow(outer, name);
}

/**
 * Writes the subtrees of queues that are missing, each after the queue before it, in the form of the lines around it.
 * @param indexes the queues to write, from the lowest
 */
export function generateQueues(draft: Draft<StoreNode>, frontend: Frontend, backend: Backend | undefined, indexes: readonly number[]): Draft<StoreNode> {
  const style = channelStyle(frontend, backend);
  for (const index of indexes) {
    const before = frontend.queues.findLast((queue) => queue.index < index);
    const after = frontend.queues.find((queue) => queue.index > index);
    const lines = queueLines(frontend, before ?? after, index, style);
    const last = before === undefined ? undefined : subtreeEntries(before.node).at(-1);
    const first = after === undefined ? undefined : subtreeEntries(after.node)[0];
    const request = frontend.numQueuesEntry?.entry;
    if (last !== undefined) draft.insertAfter(last, lines);
    else if (first !== undefined) draft.insertBefore(first, lines);
    else if (request !== undefined) draft.insertAfter(request, lines);
  }
  return draft;
}

/**
 * Writes the lines of a queue that is not there yet, with placeholders.
 * @param model the queue to look like, if there is one
 */
export function queueLines(frontend: Frontend, model: RingKeys | undefined, index: number, channels: ChannelStyle): string[] {
  const name = `queue-${index}`;
  const outer = styleInside(frontend.node, model?.node.entry ?? frontend.numQueuesEntry?.entry);
  const inner = queueStyle(frontend, name, model);
  if (outer === undefined || inner === undefined) return [];
  const lines = keysOf(channels).map((key) => writeEntry(inner, key, placeholder(key, index)));
  // Some dumps hold no lines for directories: a new queue then has none either.
  const hasOwnLine = model === undefined || model.node.entry !== undefined;
  return hasOwnLine ? [writeEntry(outer, name, ""), ...lines] : lines;
}

/** Writes keys that a directory lacks, each beside its neighbours in the order of the drivers. */
export function generateKeys(draft: Draft<StoreNode>, frontend: Frontend, keys: RingKeys, names: readonly RingKeyName[]): Draft<StoreNode> {
  const style =
    keys.index === undefined
      ? styleInside(keys.node, keys.keyEntries[0]?.entry ?? frontend.numQueuesEntry?.entry)
      : queueStyle(frontend, keys.node.name, keys);
  if (style === undefined) return draft;
  for (const name of names) {
    const line = writeEntry(style, name, placeholder(name, keys.number));
    const order = RING_KEY_NAMES.indexOf(name);
    const before = keys.keyEntries.findLast((keyEntry) => RING_KEY_NAMES.indexOf(keyEntry.name as RingKeyName) < order);
    const after = keys.keyEntries.find((keyEntry) => RING_KEY_NAMES.indexOf(keyEntry.name as RingKeyName) > order);
    const request = keys.index === undefined ? (frontend.numQueuesEntry ?? frontend.stateEntry)?.entry : keys.node.entry;
    const last = request ?? subtreeEntries(keys.node).at(-1);
    if (before !== undefined) draft.insertAfter(before.entry, [line]);
    else if (after !== undefined) draft.insertBefore(after.entry, [line]);
    else if (last !== undefined) draft.insertAfter(last, [line]);
  }
  return draft;
}

/** Removes a directory and everything below it. */
export function removeSubtree(draft: Draft<StoreNode>, node: StoreNode): Draft<StoreNode> {
  const entries = subtreeEntries(node);
  // The permissions of an unreadable node stand on a line of their own.
  const permissions = entries.flatMap((entry) => draft.text.next(entry) ?? []).filter((line) => line.syntax.kind === "permissions");
  return draft.remove(entries).remove(permissions);
}

/** Gives a node another name in every line that names it. */
export function renameNode(draft: Draft<StoreNode>, node: StoreNode, name: string): Draft<StoreNode> {
  for (const entry of subtreeEntries(node)) {
    const span = segmentSpan(entry, node);
    if (span !== undefined) draft.replace(span, name);
  }
  return draft;
}
