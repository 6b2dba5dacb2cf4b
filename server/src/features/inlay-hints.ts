import { rangeOf, type Position, type Range } from "../dump/text";
import { t } from "../l10n";
import { NUM_QUEUES } from "../netif/ring-keys";
import { isNumber } from "../netif/device-address";
import type { Frontend } from "../netif/frontend";
import type { NetifKey } from "../netif/key";
import { netifKey } from "../netif/keys";
import { queueIndex } from "../netif/queue-name";
import { KeyEntry } from "../netif/key-entry";
import type { Use } from "../netif/shared-resources";
import { readState, STATE_MEANINGS, STATE_NAMES } from "../netif/state";
import type { AnalysedDump } from "./analysed-dump";
import { decodedValue } from "./decoded-value";
import type { InlayHintSettings } from "./inlay-hint-settings";
import { linesIn } from "./lines-in";
import { placeInside, type NetifPlace } from "./netif-place";
import { fromTable, phrase, plainOf, type Inline } from "./prose";

/** A few words to be shown behind a value. */
export interface InlayHint {
  /** Behind the value and its closing quote. */
  readonly position: Position;
  readonly label: string;
  /** Plain text. */
  readonly tooltip: string;
  /** What the hint refers to, if that is elsewhere in the dump. */
  readonly target: Range | undefined;
}

/** What a hint says. */
interface Remark {
  readonly label: string;
  readonly tooltip: readonly Inline[];
  readonly target?: KeyEntry | undefined;
}

/** The hints for the lines of a range that the settings ask for, from the top. */
export function inlayHintsIn(dump: AnalysedDump, range: Range): InlayHint[] {
  const settings = dump.settings.inlayHints;
  const hints: InlayHint[] = [];
  for (const entry of linesIn(dump.text, range)) {
    if (entry.place === undefined || entry.syntax.value !== "whole") continue;
    const keyEntry = new KeyEntry(entry);
    const remark = keyRemark(dump, keyEntry, settings) ?? (settings.decodedValues ? decodedRemark(keyEntry) : undefined);
    if (remark === undefined) continue;
    const { end } = rangeOf(keyEntry.contentSpan);
    hints.push({
      position: dump.text.lineAt(end.line)?.text.charAt(end.character) === '"' ? { line: end.line, character: end.character + 1 } : end,
      label: remark.label,
      tooltip: plainOf(remark.tooltip),
      target: remark.target && rangeOf(remark.target.valueSpan),
    });
  }
  return hints;
}

/** The remark on a key of a vif; undefined for other lines, and if there is nothing to say. */
function keyRemark(dump: AnalysedDump, keyEntry: KeyEntry, settings: InlayHintSettings): Remark | undefined {
  const parent = keyEntry.entry.place?.parent;
  // Most lines are not keys of a vif. They return here, before anything else is looked up.
  const place = parent && placeInside(dump.model, parent);
  const key = place && netifKey(keyEntry.name, place.at);
  if (place === undefined || key === undefined) return undefined;
  if (key.type.kind === "state") return settings.states ? stateRemark(keyEntry, place) : undefined;
  if (place.directory.side !== "frontend") return undefined;
  if (key.name === NUM_QUEUES) return settings.queueLimits ? limitRemark(dump, keyEntry, place.directory) : undefined;
  return settings.shared ? sharedRemark(dump, keyEntry, key, place.directory) : undefined;
}

function stateRemark(keyEntry: KeyEntry, { directory }: NetifPlace): Remark | undefined {
  const state = readState(keyEntry.text);
  return state === undefined ? undefined : { label: STATE_NAMES[state], tooltip: fromTable(STATE_MEANINGS[directory.side][state]) };
}

function limitRemark(dump: AnalysedDump, keyEntry: KeyEntry, frontend: Frontend): Remark | undefined {
  const { backend } = dump.model.vif(frontend);
  const limit = backend?.maxQueues;
  if (limit === undefined || keyEntry.decimal === undefined) return undefined;
  return { label: t("of {0}", limit), tooltip: phrase("The backend allows up to {0} queues.", String(limit)), target: backend?.maxQueuesEntry };
}

function sharedRemark(dump: AnalysedDump, keyEntry: KeyEntry, { type }: NetifKey, frontend: Frontend): Remark | undefined {
  if (type.kind !== "ring-reference" && type.kind !== "event-channel") return undefined;
  const others = dump.model.resources.otherUses(frontend, type.kind, keyEntry);
  if (others === undefined) return undefined;
  const { first, count } = others;
  const name = nameOf(first, keyEntry, frontend);
  const path = { dump: first.entry.place?.path ?? first.entry.name };
  return {
    label: count > 1 ? t("also {0} and {1} more", name, count - 1) : t("also {0}", name),
    tooltip: type.kind === "event-channel" ? samePort(path, count) : sameReference(path, count),
    target: new KeyEntry(first.entry),
  };
}

function samePort(path: Inline, count: number): Inline[] {
  if (count === 1) return phrase("The same event channel port as in {0}.", path);
  if (count === 2) return phrase("The same event channel port as in {0} and one more place.", path);
  return phrase("The same event channel port as in {0} and {1} more places.", path, String(count - 1));
}

function sameReference(path: Inline, count: number): Inline[] {
  if (count === 1) return phrase("The same grant reference as in {0}.", path);
  if (count === 2) return phrase("The same grant reference as in {0} and one more place.", path);
  return phrase("The same grant reference as in {0} and {1} more places.", path, String(count - 1));
}

/** "vif 1, queue 0", "queue 2", "event-channel-rx": who else has a number, named as briefly as the distance allows. */
function nameOf(user: Use, keyEntry: KeyEntry, frontend: Frontend): string {
  const directory = user.entry.place?.parent;
  const queue = queueIndex(directory?.name ?? "");
  if (user.frontend !== frontend.node) {
    const { name } = user.frontend;
    if (!isNumber(name)) return queue === undefined ? t("another vif") : t("another vif, queue {0}", queue);
    return queue === undefined ? t("vif {0}", name) : t("vif {0}, queue {1}", name, queue);
  }
  return queue === undefined || directory === keyEntry.entry.place?.parent ? user.entry.name : t("queue {0}", queue);
}

function decodedRemark(keyEntry: KeyEntry): Remark | undefined {
  const decoded = decodedValue(keyEntry.raw);
  return decoded === undefined ? undefined : { label: decoded, tooltip: [t("The bytes of the value, read as UTF-8.")] };
}
