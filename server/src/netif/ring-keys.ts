import type { StoreNode } from "../store/node";
import { settingOf, type Setting } from "./setting";

export const RING_REFERENCES = ["tx-ring-ref", "rx-ring-ref"] as const;
export const EVENT_CHANNELS = ["event-channel", "event-channel-tx", "event-channel-rx"] as const;
/** The keys that describe a ring pair and its event channels, in the order in which drivers write them. */
export const RING_KEYS = [...RING_REFERENCES, "event-channel-tx", "event-channel-rx", "event-channel"] as const;

export type RingReferenceName = (typeof RING_REFERENCES)[number];
export type RingKeyName = (typeof RING_KEYS)[number];

/** How the two ends of a queue notify each other (E2). */
export type ChannelStyle = "split" | "shared";

/** The ring keys of one directory: those of a queue, or those at the top level of the frontend. */
export class RingKeys {
  /** The queue that the keys describe; undefined at the top level. */
  readonly index: number | undefined;
  readonly node: StoreNode;
  readonly #settings = new Map<RingKeyName, Setting>();

  constructor(node: StoreNode, index?: number) {
    this.node = node;
    this.index = index;
    for (const name of RING_KEYS) {
      const setting = settingOf(node, name);
      if (setting !== undefined) this.#settings.set(name, setting);
    }
  }

  /** What a message calls it. */
  get label(): string {
    return this.index === undefined ? "The top level" : `Queue ${this.index}`;
  }

  get(name: RingKeyName): Setting | undefined {
    return this.#settings.get(name);
  }

  /** The keys that are there. */
  get settings(): readonly Setting[] {
    return [...this.#settings.values()];
  }

  get isEmpty(): boolean {
    return this.#settings.size === 0;
  }

  /** Whether both channels of the split pair are there; netback then does not look at `event-channel`. */
  get isSplit(): boolean {
    return this.#settings.has("event-channel-tx") && this.#settings.has("event-channel-rx");
  }

  get hasAnyChannel(): boolean {
    return EVENT_CHANNELS.some((name) => this.#settings.has(name));
  }

  /** The one channel of a split pair that is there without the other. */
  get loneChannel(): Setting | undefined {
    if (this.isSplit) return undefined;
    return this.get("event-channel-tx") ?? this.get("event-channel-rx");
  }

  /** The channels that netback binds: the pair, else the shared one; half a pair where there is nothing else. */
  get channelsInUse(): readonly Setting[] {
    const shared = this.get("event-channel");
    if (!this.isSplit && shared !== undefined) return [shared];
    return [this.get("event-channel-tx") ?? [], this.get("event-channel-rx") ?? []].flat();
  }

  /** What no ring can do without and is not there: ring references, or any event channel. */
  get missing(): readonly (RingReferenceName | "event-channel")[] {
    const references = RING_REFERENCES.filter((name) => !this.#settings.has(name));
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
}
