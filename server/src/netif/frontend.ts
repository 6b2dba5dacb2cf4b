import { gather } from "../dump/gather";
import { Directory } from "./directory";
import { indexIn, MISNAMED_QUEUE, misnamedQueue, QUEUE_NAME } from "./queue-name";
import { NUM_QUEUES, RingKeys, type Queue } from "./ring-keys";
import type { Kernel } from "./kernel";
import { present, type KeyEntry } from "./key-entry";
import { XenbusState } from "./state";
import type { StoreNode } from "../store/node";

/** What each toolstack writes into the directory of a frontend, beside the state. */
const OF_TOOLSTACK = ["backend", "backend-id", "handle", "mac"];

/** A request for two or more queues, each of which has a directory (S8, S9). */
export interface MultiQueueRequest {
  readonly keyEntry: KeyEntry;
  readonly queues: number;
}

/** A directory that was meant to be a queue, but has another name. */
export interface MisnamedQueue {
  readonly node: StoreNode;
  /** The index that was meant; undefined if the name tells none. */
  readonly index: number | undefined;
}

/** The frontend directory of a vif, as netfront and the toolstack write it. */
export class Frontend extends Directory {
  readonly side = "frontend";
  readonly numQueuesEntry: KeyEntry | undefined = this.keyEntry(NUM_QUEUES);
  /** The number of queues it wishes to use (S2), 1 if it does not say (S7); undefined if that is invalid or not known. */
  readonly requestedQueues: number | undefined = this.#findRequest();
  /** The request, if it is for several queues. */
  readonly multiQueueRequest: MultiQueueRequest | undefined = this.#findMultiQueueRequest();
  /** The ring reference of the control ring. */
  readonly controlReference: KeyEntry | undefined = this.keyEntry("ctrl-ring-ref");
  /** The event channel of the control ring. */
  readonly controlChannel: KeyEntry | undefined = this.keyEntry("event-channel-ctrl");
  readonly topLevel: RingKeys = new RingKeys(this.node, undefined);
  /** The queues that are there, from the lowest index; only those with the right name. */
  readonly queues: readonly Queue[] = this.#findQueues();
  #inForce: readonly RingKeys[] | undefined;
  #references: readonly KeyEntry[] | undefined;
  #isUsable: boolean | undefined;
  #misnamedQueues: readonly MisnamedQueue[] | undefined;

  /** Whether the driver says that it has connected; Reconfiguring is the state in which it then changes the XDP headroom. */
  get isConnected(): boolean {
    return this.state === XenbusState.Connected || this.state === XenbusState.Reconfiguring;
  }

  /** The keys of the control ring that are there. */
  get controlRing(): readonly KeyEntry[] {
    return present(this.controlReference, this.controlChannel);
  }

  /** Whether the request is in the dump, or is certainly missing. */
  get tellsRequest(): boolean {
    return this.numQueuesEntry !== undefined || this.tells(NUM_QUEUES);
  }

  #findRequest(): number | undefined {
    const keyEntry = this.numQueuesEntry;
    // A name that the tool may have cut may be that of the request.
    if (keyEntry === undefined) return this.node.children?.mayHold(NUM_QUEUES) === true ? undefined : 1;
    return keyEntry.decimal === 0 ? undefined : keyEntry.decimal;
  }

  #findMultiQueueRequest(): MultiQueueRequest | undefined {
    const { numQueuesEntry: keyEntry, requestedQueues: queues = 1 } = this;
    return keyEntry === undefined || queues === 1 ? undefined : { keyEntry, queues };
  }

  /** The queue of that index; undefined if it is not there. */
  queue(index: number): Queue | undefined {
    // The queues are sorted by index, and there may be very many.
    let low = 0;
    let high = this.queues.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.queues[middle]?.index ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    const found = this.queues[low];
    return found?.index === index ? found : undefined;
  }

  /** The directories that were meant to be queues, by name. A key with a value is none. */
  get misnamedQueues(): readonly MisnamedQueue[] {
    return (this.#misnamedQueues ??= this.#findMisnamedQueues());
  }

  #findMisnamedQueues(): readonly MisnamedQueue[] {
    const found: MisnamedQueue[] = [];
    for (const node of this.node.children?.named(MISNAMED_QUEUE) ?? []) {
      // A key with a value, such as `queue-depth`, was not meant to be a directory, nor one whose value cannot be read.
      if (node.children !== undefined || (node.entry?.value === "" && node.entry.syntax.value !== "malformed")) found.push({ node, index: misnamedQueue(node.name)?.index });
    }
    return found.toSorted((left, right) => (left.node.name < right.node.name ? -1 : 1));
  }

  /** Whether there are `queue-N` subtrees with ring keys, but no request for queues (S2). */
  get hasUnrequestedQueues(): boolean {
    return this.numQueuesEntry === undefined && this.queues.some((queue) => !queue.isEmpty);
  }

  /** The directories whose ring keys netback reads: the top level for one queue, else the queues that were requested and are there. */
  get inForce(): readonly RingKeys[] {
    return (this.#inForce ??= this.#findInForce());
  }

  #findInForce(): readonly RingKeys[] {
    const requested = this.requestedQueues;
    if (requested === undefined || this.hasUnrequestedQueues) return [];
    if (requested === 1) return [this.topLevel];
    const isAll = (this.queues.at(-1)?.index ?? 0) < requested;
    return isAll ? this.queues : this.queues.filter(({ index }) => index < requested);
  }

  /** Whether all keys of one queue stand at the top level, and there is no directory of a queue. */
  get isLikeOne(): boolean {
    return this.queues.length === 0 && this.misnamedQueues.length === 0 && this.topLevel.isUsable;
  }

  /** The ring references in force that are there. */
  get references(): readonly KeyEntry[] {
    return (this.#references ??= gather(this.inForce, (keys) => keys.references));
  }

  /** The ring keys under `queue-0` that are missing at the top level, if a single queue is requested explicitly (S7). */
  get strayKeys(): readonly KeyEntry[] {
    const only = this.numQueuesEntry === undefined || this.requestedQueues !== 1 ? undefined : this.queue(0);
    return only === undefined ? [] : this.topLevel.missingAmong(only.keyEntries);
  }

  /** Whether netback finds all requested queues with everything that they need (S6, S9). */
  get isUsable(): boolean {
    return (this.#isUsable ??= this.requestedQueues === this.inForce.length && this.inForce.every((keys) => keys.isUsable));
  }

  /** Whether a key of the rings that netback reads is still to be filled in. */
  get hasPlaceholders(): boolean {
    return this.inForce.some(({ placeholders }) => placeholders.length > 0) || this.controlRing.some(({ isPlaceholder }) => isPlaceholder);
  }

  protected get isHeld(): boolean {
    if (this.isLinked || this.numQueuesEntry !== undefined) return true;
    return (!this.topLevel.isEmpty || this.queues.length > 0) && !this.#isFiltered;
  }

  /** Whether somebody searched for the state and the rings only: a state is there, but none of the keys that each toolstack writes before the guest runs. */
  get #isFiltered(): boolean {
    return this.stateEntry !== undefined && OF_TOOLSTACK.every((name) => !this.node.hasChild(name));
  }

  /** Whether the dump holds enough of it for a forecast. A directory with neither a state nor rings is only what a toolstack left. */
  get isForecastable(): boolean {
    return this.isHeld || this.stateEntry !== undefined || this.linkEntry !== undefined;
  }

  /** Whether netback of a kernel has bound a port of the domain for another vif: one that stands above in the dump, and connects. */
  isBoundAbove(port: number, kernel: Kernel): boolean {
    return this.surroundings.isBoundAbove(this, port, kernel);
  }

  /** Whether the dump has an error node for this device, at either end. */
  get hasErrorNode(): boolean {
    return (this.ownError ?? this.peerError) !== undefined;
  }

  #findQueues(): readonly Queue[] {
    const queues = (this.node.children?.named(QUEUE_NAME) ?? []).map((child) => new RingKeys(child, indexIn(child.name)));
    // Mostly they are in order already: fewer than eleven are, even in a dump that is sorted by name.
    const isSorted = queues.every(({ index }, at) => index >= (queues[at - 1]?.index ?? 0));
    return isSorted ? queues : queues.toSorted((left, right) => left.index - right.index);
  }
}
