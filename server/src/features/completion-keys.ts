import type { Text } from "../dump/text";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import { COUNTERPARTS } from "../netif/counterparts";
import { channelStyle, keysOf, queueLines } from "../netif/edits/queue-subtree";
import { Frontend } from "../netif/frontend";
import { describeValue, type NetifKey, type Place } from "../netif/key";
import { NETIF_KEYS } from "../netif/keys";
import { EVENT_CHANNELS, RING_KEYS, RING_REFERENCES } from "../netif/ring-keys";
import { writeEntry } from "../store/entry-style";
import type { Entry, StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";
import type { PathCursor } from "./completion-cursor";
import { plainText, type Completion, type Fillable } from "./completion-item";
import type { WritingPlace, WrittenNetif } from "./completion-place";
import { valuesFor } from "./completion-values";

/** A `<…>` in a line that we wrote, with what stands before it. */
const PLACEHOLDER = /(?<== ")(<[^<>"\n]*>)(?=")/;
const RING_NAMES: ReadonlySet<string> = new Set(RING_KEYS);

/** The keys of a vif that belong into a directory and are not there, those that a queue cannot do without first. */
export function missingKeys(dump: AnalysedDump, place: WritingPlace, netif: WrittenNetif, cursor: PathCursor): Completion[] {
  const isThere = (name: string): boolean => {
    const node = place.node?.child(name);
    // What stands on the line that is being written is not there yet.
    return node !== undefined && (node.entry !== cursor.line || node.earlier !== undefined || node.children !== undefined);
  };
  const style = neighbourStyle(place, cursor);
  const backend = netif.directory instanceof Frontend ? dump.model.vif(netif.directory).backend : undefined;
  const advertised: Completion[] = [];
  const unadvertised: Completion[] = [];
  for (const key of wantedKeys(netif, backend, isThere)) {
    const { name } = key;
    const isFree = isAdvertised(key, backend);
    const [value] = valuesFor(dump, key, netif, vifPath(place, netif.at));
    (isFree ? advertised : unadvertised).push({
      kind: "key",
      label: name,
      detail: isFree ? describeValue(key.type).replaceAll("`", "") : t("not advertised by the backend"),
      text: cursor.next === "nothing" ? entryText(style, name, value?.isLikely === true ? value.value : "") : [place.directory + name],
      about: { key: name, at: netif.at },
      // Where one value is likely it is written already; a list over it would be in the way.
      ...(cursor.next === "nothing" && value !== undefined && value.isLikely !== true ? { leadsOn: true } : {}),
    });
  }
  return [...advertised, ...unadvertised];
}

/** Whether a backend says that it knows what a key asks for, or may not have come to say so. */
function isAdvertised({ name }: NetifKey, backend: Backend | undefined): boolean {
  const features = COUNTERPARTS.get(name);
  if (backend === undefined || features === undefined || EVENT_CHANNELS.some((channel) => channel === name)) return true;
  return features.some((feature) => (backend.setting(feature)?.decimal ?? 0) > 0) || !features.every((feature) => backend.tellsFeature(feature));
}

/** The path of the vif directory, from that of the directory or of its queue. */
export function vifPath({ path }: Pick<WritingPlace, "path">, at: Place): string | undefined {
  return at === "queue" ? path?.slice(0, path.lastIndexOf("/")) : path;
}

/** The next queue that is missing, with all its keys; as much of it as the editor can insert. */
export function missingQueue(dump: AnalysedDump, place: WritingPlace, netif: WrittenNetif, cursor: PathCursor, keepsIndentation: boolean): Completion[] {
  const frontend = netif.directory;
  if (netif.at !== "frontend" || !(frontend instanceof Frontend) || cursor.next !== "nothing") return [];
  const requested = frontend.requestedQueues ?? 1;
  // One queue, whether requested in so many words or because its keys are there, stands at the top level.
  if (frontend.numQueuesSetting?.decimal === 1 || (frontend.numQueuesSetting === undefined && !frontend.topLevel.isEmpty)) return [];
  let index = 0;
  while (frontend.queue(index) !== undefined) index += 1;
  const name = `queue-${index}`;
  const { backend } = dump.model.vif(frontend);
  const lines = queueLines(dump.text, frontend, frontend.queue(index - 1) ?? frontend.queues[0], index, channelStyle(frontend, backend));
  const [first] = lines;
  if (first === undefined || first.indexOf(name) < 0) return [];
  const text = [place.directory + first.slice(first.indexOf(name)), ...(keepsIndentation ? lines.slice(1) : [])].join(lineEnd(dump.text, cursor.line));
  const isBeyond = frontend.numQueuesSetting !== undefined && index >= requested;
  return [
    {
      kind: "queue",
      label: name,
      detail: isBeyond ? t("one more than requested") : t("a queue with its keys"),
      text: withFills(text),
      about: { key: "queue-N", at: "frontend" },
    },
  ];
}

/** How a new line in a directory is written: as those beside it are. */
interface NeighbourStyle {
  readonly isTree: boolean;
  readonly indentation: number;
  readonly directory: string;
  readonly permissions: string;
}

function neighbourStyle(place: WritingPlace, { line, start, prefixEnd }: PathCursor): NeighbourStyle {
  return {
    isTree: place.form === "tree",
    indentation: place.form === "tree" ? start - prefixEnd : 0,
    directory: place.directory,
    permissions: (inside(place.node, line) ?? place.node?.entry ?? place.neighbour)?.permissions ?? "",
  };
}

/** The first line that is there in a directory, beside the one that is being written. */
function inside(directory: StoreNode | undefined, line: Entry): Entry | undefined {
  let first: Entry | undefined;
  for (const { entry } of directory?.children?.values() ?? []) {
    if (entry === undefined || entry === line || entry.syntax.value === "malformed") continue;
    if (first === undefined || entry.isBefore(first)) first = entry;
  }
  return first;
}

/** A whole entry but for its indentation, which is there. The value is to be filled in. */
function entryText({ isTree, indentation, directory, permissions }: NeighbourStyle, name: string, value: string): Fillable {
  const blanks = " ".repeat(indentation);
  const line = writeEntry({ form: isTree ? "tree" : "flat", prefix: "", directory, indentation: blanks, step: "", permissions }, name, value);
  const written = isTree ? line.slice(indentation) : line;
  const before = `${directory}${name} = "`;
  return [before, { fill: value }, written.slice(before.length + value.length)];
}

/** The text of a directory that is not there yet. */
export function directoryText(place: WritingPlace, cursor: PathCursor, name: string): Fillable {
  return [plainText(entryText(neighbourStyle(place, cursor), name, ""))];
}

/** Turns the placeholders of lines into places to fill in. */
function withFills(text: string): Fillable {
  return text.split(new RegExp(PLACEHOLDER, "g")).map((part, at) => (at % 2 === 1 ? { fill: part } : part));
}

function lineEnd(text: Text<StoreNode>, line: Entry): string {
  return [line.eol, text.lineAt(0)?.eol].find((found) => found !== undefined && found !== "") ?? "\n";
}

/** The keys that belong there: no ring key that the shape of the vif rules out, nothing twice. */
function wantedKeys({ at, directory }: WrittenNetif, backend: Backend | undefined, isThere: (name: string) => boolean): NetifKey[] {
  const frontend = directory instanceof Frontend ? directory : undefined;
  // The top level of a frontend with several queues has no rings of its own.
  const rings = at === "frontend" && frontend !== undefined && (frontend.requestedQueues ?? 1) > 1 ? [] : ringKeysWanted(frontend, backend, isThere);
  const keys = [...NETIF_KEYS.values()].filter((key) => key.places.includes(at) && key.type.kind !== "directory" && !isThere(key.name));
  const others = keys.filter(({ name }) => !RING_NAMES.has(name));
  const needed = at === "backend" ? [] : rings.flatMap((name) => keys.find((key) => key.name === name) ?? []);
  return [...needed, ...others.filter((key) => !isObsolete(key)), ...others.filter(isObsolete)];
}

/** Nobody reads these any more. */
function isObsolete({ name }: NetifKey): boolean {
  return name.startsWith("feature-gso-") && name.endsWith("-prefix");
}

/** The ring keys that would complete a directory: channels in the style that it has, or else in both, that of its neighbours first. */
function ringKeysWanted(frontend: Frontend | undefined, backend: Backend | undefined, isThere: (name: string) => boolean): readonly string[] {
  const style = frontend === undefined ? "shared" : channelStyle(frontend, backend);
  const [shared, ...split] = EVENT_CHANNELS;
  const channels = isThere(shared) ? [] : split.some(isThere) ? split : [...keysOf(style), ...EVENT_CHANNELS].filter((name) => name.startsWith("event-channel"));
  return [...new Set([...RING_REFERENCES, ...channels])].filter((name) => !isThere(name));
}
