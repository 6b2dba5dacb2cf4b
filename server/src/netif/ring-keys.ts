import { unescapeValue } from "../dump/unescape";
import type { StoreNode } from "../store/node";
import { scanUnsigned } from "./forecast/kernel-scan";
import { settingOf, type Setting } from "./setting";

export const RING_REFERENCES = ["tx-ring-ref", "rx-ring-ref"] as const;
export const EVENT_CHANNELS = ["event-channel", "event-channel-tx", "event-channel-rx"] as const;
/** The keys that describe a ring pair and its event channels, in the order in which drivers write them. */
export const RING_KEYS = [...RING_REFERENCES, "event-channel-tx", "event-channel-rx", "event-channel"] as const;

export type RingReferenceName = (typeof RING_REFERENCES)[number];
export type RingKeyName = (typeof RING_KEYS)[number];

/** How the two ends of a queue notify each other (E2). */
export type ChannelStyle = "split" | "shared";

const NONE: readonly undefined[] = [];

/** The ring keys of one directory: those of a queue, or those at the top level of the frontend. */
export class RingKeys {
  /** The queue that the keys describe; undefined at the top level. */
  readonly index: number | undefined;
  readonly node: StoreNode;
  /** By the order of the names. */
  readonly #settings: readonly (Setting | undefined)[];

  constructor(node: StoreNode, index?: number) {
    this.node = node;
    this.index = index;
    this.#settings = node.children === undefined ? NONE : RING_KEYS.map((name) => settingOf(node, name));
  }

  get(name: RingKeyName): Setting | undefined {
    return this.#settings[RING_KEYS.indexOf(name)];
  }

  /** The keys that are there. */
  get settings(): readonly Setting[] {
    return this.#settings.filter((setting) => setting !== undefined);
  }

  get isEmpty(): boolean {
    return this.#settings.every((setting) => setting === undefined);
  }

  /** Whether both channels of the split pair are there. */
  get isSplit(): boolean {
    return this.get("event-channel-tx") !== undefined && this.get("event-channel-rx") !== undefined;
  }

  /** The channels of the split pair that netback finds no number in. With one of them, it uses `event-channel` instead. */
  get unreadableHalves(): readonly Setting[] {
    const pair = [this.get("event-channel-tx") ?? [], this.get("event-channel-rx") ?? []].flat();
    return pair.filter((half) => half.decimal === undefined && half.text !== undefined && scanUnsigned(unescapeValue(half.text)) === undefined);
  }

  /** Whether netback uses the split pair, and does not look at `event-channel`. */
  get usesPair(): boolean {
    return this.isSplit && this.unreadableHalves.length === 0;
  }

  get hasAnyChannel(): boolean {
    return EVENT_CHANNELS.some((name) => this.get(name) !== undefined);
  }

  /** The one channel of a split pair that is there without the other. */
  get loneChannel(): Setting | undefined {
    if (this.isSplit) return undefined;
    return this.get("event-channel-tx") ?? this.get("event-channel-rx");
  }

  /** The channels that netback binds: the pair, else the shared one; half a pair where there is nothing else. */
  get channelsInUse(): readonly Setting[] {
    const shared = this.get("event-channel");
    if (!this.usesPair && shared !== undefined) return [shared];
    return [this.get("event-channel-tx") ?? [], this.get("event-channel-rx") ?? []].flat();
  }

  /** What no ring can do without and is not there: ring references, or any event channel. */
  get missing(): readonly (RingReferenceName | "event-channel")[] {
    const references = RING_REFERENCES.filter((name) => this.get(name) === undefined);
    return this.hasAnyChannel ? references : [...references, "event-channel"];
  }

  /** Those of some keys, from another directory, that would fill what is missing here. */
  missingAmong(settings: readonly Setting[]): readonly Setting[] {
    const { missing } = this;
    return settings.filter(({ name }) => missing.some((wanted) => name.startsWith(wanted)));
  }

  get isComplete(): boolean {
    return this.missing.length === 0 && this.loneChannel === undefined;
  }

  /** Whether netback finds all that it needs, be there half a pair beside the shared channel. */
  get isUsable(): boolean {
    return this.isComplete || (this.missing.length === 0 && this.get("event-channel") !== undefined);
  }
}
