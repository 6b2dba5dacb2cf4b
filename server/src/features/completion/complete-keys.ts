import { t } from "../../l10n";
import type { Backend } from "../../netif/backend";
import { COUNTERPARTS } from "../../netif/counterparts";
import { channelStyle, keysOf, queueLines } from "../../netif/edits/queue-subtree";
import type { Frontend } from "../../netif/frontend";
import { describeValue, type NetifKey } from "../../netif/key";
import { NETIF_KEYS } from "../../netif/keys";
import { EVENT_CHANNELS, isRingKeyName, RING_REFERENCES } from "../../netif/ring-keys";
import { writeEntry, type EntryStyle } from "../../store/entry-style";
import type { Entry, StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import type { PathCursor } from "./cursor";
import { plainText, withFields, type Completion, type Fillable } from "./item";
import type { WritingPlace, WrittenNetif } from "./place";
import { valuesFor } from "./complete-values";

/** The keys of a vif that belong in a directory and are missing there: ring keys first, keys that the backend does not advertise last. */
export function missingKeys(dump: AnalysedDump, place: WritingPlace, netif: WrittenNetif, cursor: PathCursor): Completion[] {
  const isThere = (name: string): boolean => {
    const node = place.node?.child(name);
    // A node does not count as present if all it has is the line that is being written.
    return node !== undefined && (node.entry !== cursor.line || node.earlier !== undefined || node.children !== undefined);
  };
  const style = neighbourStyle(place, cursor);
  const backend = netif.directory?.side === "frontend" ? dump.model.vif(netif.directory).backend : undefined;
  const advertised: Completion[] = [];
  const unadvertised: Completion[] = [];
  for (const key of wantedKeys(netif, backend, isThere)) {
    const { name } = key;
    const isFree = isAdvertised(key, backend);
    const [value] = valuesFor(dump, key, netif, place.path);
    (isFree ? advertised : unadvertised).push({
      kind: "key",
      label: name,
      detail: isFree ? describeValue(key.type).replaceAll("`", "") : t("not advertised by the backend"),
      text: cursor.next === "nothing" ? entryText(style, name, value?.isLikely === true ? value.value : "") : [place.directory + name],
      about: { key: name, at: netif.at },
      // A likely value is inserted with the key; a list of values would only be in the way.
      ...(cursor.next === "nothing" && value !== undefined && value.isLikely !== true ? { leadsOn: true } : {}),
    });
  }
  return [...advertised, ...unadvertised];
}

/** Whether a backend advertises what a key asks for, or the dump does not tell for certain that it does not. */
function isAdvertised({ name }: NetifKey, backend: Backend | undefined): boolean {
  const features = COUNTERPARTS.get(name);
  if (backend === undefined || features === undefined || EVENT_CHANNELS.some((channel) => channel === name)) return true;
  return features.some((feature) => (backend.keyEntry(feature)?.decimal ?? 0) > 0) || !features.every((feature) => backend.tellsFeature(feature));
}

/** The first missing queue with all its keys; only its first line if the editor would change the indentation of the others. */
export function missingQueue(dump: AnalysedDump, place: WritingPlace, netif: WrittenNetif, cursor: PathCursor, keepsIndentation: boolean): Completion[] {
  const frontend = netif.directory;
  if (netif.at !== "frontend" || frontend?.side !== "frontend" || cursor.next !== "nothing") return [];
  const requested = frontend.requestedQueues ?? 1;
  // A single queue has its keys at the top level. There is one if 1 is requested, or if no number is and the top level has ring keys.
  if (frontend.numQueuesEntry?.decimal === 1 || (frontend.numQueuesEntry === undefined && !frontend.topLevel.isEmpty)) return [];
  let index = 0;
  while (frontend.queue(index) !== undefined) index += 1;
  const name = `queue-${index}`;
  const { backend } = dump.model.vif(frontend);
  const isBeyond = frontend.numQueuesEntry !== undefined && index >= requested;
  // Raising the number for it would make netback refuse all queues.
  if (isBeyond && index >= (backend?.maxQueues ?? Number.POSITIVE_INFINITY)) return [];
  const lines = queueLines(frontend, frontend.queue(index - 1) ?? frontend.queues[0], index, channelStyle(frontend, backend));
  const [first] = lines;
  if (first === undefined || first.indexOf(name) < 0) return [];
  const text = [place.directory + first.slice(first.indexOf(name)), ...(keepsIndentation ? lines.slice(1) : [])].join(dump.text.eolNear(cursor.line));
  return [
    {
      kind: "queue",
      label: name,
      detail: isBeyond ? t("one more than requested") : t("a queue with its keys"),
      text: withFields(text),
      about: { key: "queue-N", at: "frontend" },
    },
  ];
}

/** How to write a new line in a directory: like its neighbours. */
function neighbourStyle(place: WritingPlace, { line, start, prefixEnd }: PathCursor): EntryStyle {
  const form = place.form === "tree" ? "tree" : "flat";
  const indentation = form === "tree" ? " ".repeat(start - prefixEnd) : "";
  const permissions = (inside(place.node, line) ?? place.node?.entry ?? place.neighbour)?.permissions ?? "";
  return { form, prefix: "", directory: place.directory, indentation, step: "", permissions };
}

/** The first line of a child of a directory, other than the line that is being written. */
function inside(directory: StoreNode | undefined, line: Entry): Entry | undefined {
  let first: Entry | undefined;
  for (const { entry } of directory?.children?.values() ?? []) {
    if (entry === undefined || entry === line || entry.syntax.value === "malformed") continue;
    if (first === undefined || entry.isBefore(first)) first = entry;
  }
  return first;
}

/** A whole entry without its indentation, which is in the text already. The value is a field to fill in. */
function entryText(style: EntryStyle, name: string, value: string): Fillable {
  const before = `${style.directory}${name} = "`;
  return [before, { fill: value }, writeEntry(style, name, value).slice(style.indentation.length + before.length + value.length)];
}

/** The text of a line for a directory that is not in the dump yet. */
export function directoryText(place: WritingPlace, cursor: PathCursor, name: string): Fillable {
  return [plainText(entryText(neighbourStyle(place, cursor), name, ""))];
}

/**
 * The missing keys that belong in a directory, without the ring keys that the shape of the vif rules out: first the link, without which the
 * directory is not half of a vif, and last what nobody reads.
 */
function wantedKeys({ at, directory }: WrittenNetif, backend: Backend | undefined, isThere: (name: string) => boolean): NetifKey[] {
  const frontend = directory?.side === "frontend" ? directory : undefined;
  // The top level of a frontend with several queues has no rings of its own.
  const rings = at === "frontend" && frontend !== undefined && (frontend.requestedQueues ?? 1) > 1 ? [] : ringKeysWanted(frontend, backend, isThere);
  const keys = [...NETIF_KEYS.values()].filter((key) => key.places.includes(at) && key.type.kind !== "directory" && !isThere(key.name));
  const others = keys.filter(({ name }) => !isRingKeyName(name));
  const needed = at === "backend" ? [] : rings.flatMap((name) => keys.find((key) => key.name === name) ?? []);
  return [...needed, ...others].toSorted((left, right) => rank(left) - rank(right));
}

function rank({ name, type }: NetifKey): number {
  if (type.kind === "path" || type.kind === "domid") return 0;
  return /^feature-(?:rx-flip$|gso-.*-prefix$)/.test(name) ? 2 : 1;
}

/** The ring keys that would complete a directory. If it has no event channel yet, both styles are offered, first the style of the rest of the vif. */
function ringKeysWanted(frontend: Frontend | undefined, backend: Backend | undefined, isThere: (name: string) => boolean): readonly string[] {
  const style = frontend === undefined ? "shared" : channelStyle(frontend, backend);
  const [shared, ...split] = EVENT_CHANNELS;
  const channels = isThere(shared) ? [] : split.some(isThere) ? split : [...keysOf(style), ...EVENT_CHANNELS];
  return [...new Set<string>([...RING_REFERENCES, ...channels])].filter((name) => !isThere(name));
}
