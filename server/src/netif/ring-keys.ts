import type { StoreNode } from "../store/node";
import { numberRead } from "./reading";
import { NOTHING, present, keyEntryOf, type KeyEntry } from "./key-entry";

/** The key with which a backend tells how many queues it supports (S1). */
export const MAX_QUEUES = "multi-queue-max-queues";
/** The key with which a frontend requests a number of queues (S2). */
export const NUM_QUEUES = "multi-queue-num-queues";
/** The keys with the grant references of the two rings of a queue. */
export const RING_REFERENCES = ["tx-ring-ref", "rx-ring-ref"] as const;
/** The keys with the ports of a queue, by how its two ends notify each other (E2). */
export const CHANNELS_OF = { split: ["event-channel-tx", "event-channel-rx"], shared: ["event-channel"] } as const;
/** The keys with the ports of a queue: the shared event channel, then the split pair. */
export const EVENT_CHANNELS = [...CHANNELS_OF.shared, ...CHANNELS_OF.split] as const;
/** The keys that describe a ring pair and its event channels, in the order in which drivers write them. */
export const RING_KEY_NAMES = [...RING_REFERENCES, ...CHANNELS_OF.split, ...CHANNELS_OF.shared] as const;

/** The keys of the control ring, which a device has once, at the top level. */
export const CONTROL_RING_KEYS = ["ctrl-ring-ref", "event-channel-ctrl"] as const;

export type RingReferenceName = (typeof RING_REFERENCES)[number];
export type RingKeyName = (typeof RING_KEY_NAMES)[number];
export type ControlRingKeyName = (typeof CONTROL_RING_KEYS)[number];

/** Whether a name is one of `RING_KEY_NAMES`. */
export function isRingKeyName(name: string): name is RingKeyName {
  return (RING_KEY_NAMES as readonly string[]).includes(name);
}

/** How the two ends of a queue notify each other. */
export type ChannelStyle = keyof typeof CHANNELS_OF;

/** What a ring needs, and may lack: its references, and an event channel, whichever it is. */
export type Need = RingReferenceName | "event-channel";

/** Whether a ring key meets a need: the names of all event channels begin like that of the shared one. */
export function meets(name: string, need: Need): boolean {
  return name.startsWith(need);
}

/** The keys that meet needs, with these channels where any event channel will do. */
export function namesFor(needs: readonly Need[], channels: readonly RingKeyName[]): readonly RingKeyName[] {
  return needs.flatMap((need): readonly RingKeyName[] => (need === "event-channel" ? channels : [need]));
}

type HalfName = (typeof CHANNELS_OF)["split"][number];

/** One channel of a split pair without the other. */
export interface HalfPair {
  readonly there: KeyEntry;
  /** The name of the other. */
  readonly lacking: HalfName;
}

/** The ring keys of one directory: those of a queue, or those at the top level of the frontend. */
export class RingKeys<Index extends number | undefined = number | undefined> {
  /** The queue that the keys describe; undefined at the top level. */
  readonly index: Index;
  readonly node: StoreNode;
  readonly #tx: KeyEntry | undefined;
  readonly #rx: KeyEntry | undefined;
  readonly #channelTx: KeyEntry | undefined;
  readonly #channelRx: KeyEntry | undefined;
  readonly #channel: KeyEntry | undefined;
  #references: readonly KeyEntry[] | undefined;
  #pair: readonly KeyEntry[] | undefined;

  constructor(node: StoreNode, index: Index) {
    this.node = node;
    this.index = index;
    this.#tx = keyEntryOf(node, "tx-ring-ref");
    this.#rx = keyEntryOf(node, "rx-ring-ref");
    this.#channelTx = keyEntryOf(node, "event-channel-tx");
    this.#channelRx = keyEntryOf(node, "event-channel-rx");
    this.#channel = keyEntryOf(node, "event-channel");
  }

  /** The number of the queue as netback counts them: the one at the top level is the first. */
  get number(): number {
    return this.index ?? 0;
  }

  /** The key of that name; undefined if the dump does not hold it. */
  get(name: RingKeyName): KeyEntry | undefined {
    switch (name) {
      case "tx-ring-ref": return this.#tx;
      case "rx-ring-ref": return this.#rx;
      case "event-channel-tx": return this.#channelTx;
      case "event-channel-rx": return this.#channelRx;
      case "event-channel": return this.#channel;
    }
  }

  /** The keys that are there. */
  get keyEntries(): readonly KeyEntry[] {
    const inPairs = [...this.references, ...this.#splitChannels];
    return this.#channel === undefined ? inPairs : [...inPairs, this.#channel];
  }

  /** The keys that are still to be filled in. */
  get placeholders(): readonly KeyEntry[] {
    const isThereAny = isOpen(this.#tx) || isOpen(this.#rx) || isOpen(this.#channelTx) || isOpen(this.#channelRx) || isOpen(this.#channel);
    return isThereAny ? this.keyEntries.filter(isOpen) : NOTHING;
  }

  /** Whether none of the keys is there. */
  get isEmpty(): boolean {
    return this.#tx === undefined && this.#rx === undefined && !this.hasAnyChannel;
  }

  /** The ring references that are there. */
  get references(): readonly KeyEntry[] {
    return (this.#references ??= present(this.#tx, this.#rx));
  }

  /** The channels of the split pair that are there. */
  get #splitChannels(): readonly KeyEntry[] {
    return (this.#pair ??= present(this.#channelTx, this.#channelRx));
  }

  /** The event channels that are there, in use or not. */
  get channels(): readonly KeyEntry[] {
    return this.#channel === undefined ? this.#splitChannels : [this.#channel, ...this.#splitChannels];
  }

  /** Whether both channels of the split pair are there. */
  get isSplit(): boolean {
    return this.#channelTx !== undefined && this.#channelRx !== undefined;
  }

  /** The channels of the split pair in which netback finds no number. If there is one, it uses `event-channel` instead. */
  get unreadableHalves(): readonly KeyEntry[] {
    return this.#splitChannels.filter(isUnreadable);
  }

  /** Whether netback uses the split pair, and does not look at `event-channel`. */
  get usesPair(): boolean {
    return this.isSplit && this.unreadableHalves.length === 0;
  }

  /** Whether any event channel is there, be it half a pair. */
  get hasAnyChannel(): boolean {
    return this.#channel !== undefined || this.#channelTx !== undefined || this.#channelRx !== undefined;
  }

  /** Half a split pair: the channel that is there, and the name of the other; undefined if both are there, or none. */
  get half(): HalfPair | undefined {
    const there = this.#channelTx ?? this.#channelRx;
    if (there === undefined || this.isSplit) return undefined;
    return { there, lacking: there === this.#channelTx ? "event-channel-rx" : "event-channel-tx" };
  }

  /** The missing half of a split pair, if netback needs it: beside the shared channel it does not. */
  get neededHalf(): HalfName | undefined {
    return this.#channel === undefined ? this.half?.lacking : undefined;
  }

  /** The channels that netback binds: the pair, else the shared one; half a pair if there is nothing else. */
  get channelsInUse(): readonly KeyEntry[] {
    return this.#channel === undefined || this.usesPair ? this.#splitChannels : [this.#channel];
  }

  /** The style of the event channels, half a split pair included; undefined if there are none. */
  get channelStyle(): ChannelStyle | undefined {
    if (this.#splitChannels.length > 0) return "split";
    return this.#channel === undefined ? undefined : "shared";
  }

  /** What every ring needs and this one lacks. */
  get missing(): readonly Need[] {
    if (this.#tx !== undefined && this.#rx !== undefined && this.hasAnyChannel) return NOTHING;
    const references = RING_REFERENCES.filter((name) => this.get(name) === undefined);
    return this.hasAnyChannel ? references : [...references, "event-channel"];
  }

  /** Those of the given keys, from another directory, that are missing here. */
  missingAmong(keyEntries: readonly KeyEntry[]): readonly KeyEntry[] {
    const { missing, neededHalf } = this;
    return keyEntries.filter(({ name }) => name === neededHalf || missing.some((need) => meets(name, need)));
  }

  /** Whether no key is missing: neither one that every ring needs, nor the other half of a pair. */
  get isComplete(): boolean {
    return this.missing.length === 0 && this.half === undefined;
  }

  /** Whether netback finds all that it needs, even if there is half a pair beside the shared channel. */
  get isUsable(): boolean {
    return this.missing.length === 0 && this.neededHalf === undefined;
  }
}

/** The ring keys of a queue. */
export type Queue = RingKeys<number>;

/** Whether there is a key that is still to be filled in. */
function isOpen(keyEntry: KeyEntry | undefined): boolean {
  return keyEntry?.isPlaceholder === true;
}

/** Whether the value is known, and netback finds no number in it. */
function isUnreadable(keyEntry: KeyEntry): boolean {
  return keyEntry.decimal === undefined && keyEntry.isKnown && numberRead(keyEntry) === undefined;
}
