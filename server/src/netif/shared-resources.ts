import type { LineSyntax } from "../dump/line-syntax";
import type { Entry, StoreNode } from "../store/node";
import { MAX_UINT32 } from "./decimal";
import { guestByLink } from "./device-address";
import type { Directory } from "./directory";
import type { Kernel } from "./kernel";
import type { Frontend } from "./frontend";
import { numberRead } from "./reading";
import type { RingKeys } from "./ring-keys";
import { KeyEntry } from "./key-entry";
import { XenbusState } from "./state";

/** What a frontend domain has only one of: a grant reference, or an event channel port. */
export type ResourceKind = "ring-reference" | "event-channel";

/** A key of a vif that uses one of these resources. */
export interface Use {
  readonly frontend: StoreNode;
  /** The line of the key. */
  readonly entry: Entry;
  /** The resource, as a number that is unique for each grant reference and each port of a domain. */
  readonly resource: number;
}

/** The largest event channel port: 131071, with FIFO event channels. */
export const MAX_EVENT_CHANNEL = 131_071;

/** Whether there can be an event channel of that number. */
export function isPort(number: number | undefined): boolean {
  return number !== undefined && number >= 1 && number <= MAX_EVENT_CHANNEL;
}

/** What vifs were told about several uses of one resource: all that their findings and forecasts take from the other vifs. */
interface Told {
  readonly first: Use | undefined;
  /** How the line of the first use was read: if that changes, the key may be at another place in the line. */
  readonly syntax: LineSyntax | undefined;
  /** The first use by a vif that netback connects, for each kernel that somebody asked for. */
  readonly bound: Map<Kernel, Use | undefined>;
}

/** Several uses of one resource. */
class SeveralUses {
  readonly all: Set<Use>;
  /** Worked out once after each change. */
  told: Told | undefined;

  constructor(use: Use) {
    this.all = new Set([use]);
  }
}

/**
 * Who uses which ring reference and event channel, by domain, so that a changed key is compared only with keys of the same value.
 * Only vifs whose keys are in force or on the way count: state 3, 4, 7, or none; and, each for itself alone, those that are closed: 5 or 6.
 */
export class SharedResources {
  readonly #connects: (frontend: StoreNode, kernel: Kernel) => boolean;
  /** Nearly every resource has one use. */
  readonly #byDomain = new Map<StoreNode, Map<number, Use | SeveralUses>>();
  /** The resources with several uses: none in most dumps. */
  readonly #several = new Set<SeveralUses>();
  /** The resources whose uses have changed since the last `takeConcerned`, with what was told of them before. */
  readonly #changed = new Map<SeveralUses, Told>();
  readonly #byFrontend = new Map<StoreNode, { readonly domain: StoreNode; readonly uses: readonly Use[] }>();

  /** @param connects whether netback connects a vif, going by its own keys alone */
  constructor(connects: (frontend: StoreNode, kernel: Kernel) => boolean) {
    this.#connects = connects;
  }

  /**
   * Replaces what is known about a frontend: its keys, and whether it connects.
   * @param frontend undefined if the directory is gone
   * @returns whether another key uses or used something that this frontend uses or used: `takeConcerned` then tells which frontends this concerns
   */
  update(node: StoreNode, frontend: Frontend | undefined): boolean {
    const before = this.#byFrontend.get(node);
    let isShared = false;
    if (before !== undefined) for (const use of before.uses) isShared = this.#drop(use, before.domain) || isShared;
    this.#byFrontend.delete(node);
    const uses = frontend === undefined ? [] : usesOf(frontend);
    if (frontend === undefined || uses.length === 0) return isShared;
    // Others may have what a vif gave up. Its own keys are compared all the same: netback may have failed because of them.
    const domain = frontend.isClosed ? node : frontend.address.domain;
    for (let at = 0; at < uses.length; at += 1) isShared = this.#add(uses[at] as Use, domain) || isShared;
    this.#byFrontend.set(node, { domain, uses });
    return isShared;
  }

  /** @returns whether there is another use of the resource */
  #add(use: Use, domain: StoreNode): boolean {
    let inDomain = this.#byDomain.get(domain);
    if (inDomain === undefined) this.#byDomain.set(domain, (inDomain = new Map()));
    const found = inDomain.get(use.resource);
    if (found === undefined) {
      inDomain.set(use.resource, use);
      return false;
    }
    const several = found instanceof SeveralUses ? found : new SeveralUses(found);
    this.#forget(several);
    several.all.add(use);
    this.#several.add(several);
    inDomain.set(use.resource, several);
    return true;
  }

  /** @returns whether there is, or was, another use of the resource */
  #drop(use: Use, domain: StoreNode): boolean {
    const inDomain = this.#byDomain.get(domain);
    const found = inDomain?.get(use.resource);
    if (inDomain === undefined || found === undefined) return false;
    if (found instanceof SeveralUses) {
      this.#forget(found);
      found.all.delete(use);
      if (found.all.size < 2) this.#several.delete(found);
      if (found.all.size > 0) return true;
    }
    inDomain.delete(use.resource);
    if (inDomain.size === 0) this.#byDomain.delete(domain);
    return found instanceof SeveralUses;
  }

  /** Forgets what was told of a resource. To be called before its uses change. */
  #forget(several: SeveralUses): void {
    if (!this.#changed.has(several)) this.#changed.set(several, this.#toldOf(several));
    several.told = undefined;
  }

  /**
   * The frontends to look at again: something that they use has another first use, or another first use that is bound, than at the last call. Very many may use
   * the same thing, and what happens to any use but the first does not affect the others, except a frontend whose own first use is not a number (`earlierUse`).
   */
  takeConcerned(): Set<StoreNode> {
    const concerned = new Set<StoreNode>();
    for (const [several, { first, syntax, bound }] of this.#changed) {
      const told = this.#toldOf(several);
      const isSame = told.first?.entry === first?.entry && told.syntax === syntax && [...bound].every(([kernel, use]) => this.#boundFirst(several, kernel)?.entry === use?.entry);
      if (!isSame) for (const use of several.all) concerned.add(use.frontend);
      else if (told.first !== undefined && !isDecimal(told.first)) concerned.add(told.first.frontend);
    }
    this.#changed.clear();
    return concerned;
  }

  /**
   * Finds the use of the same resource that stands first in the dump.
   * @returns undefined if this is the first or the only one, or if the key entry or the keys of this frontend do not count
   */
  earlierUse(frontend: Frontend, kind: ResourceKind, keyEntry: KeyEntry): KeyEntry | undefined {
    // A value that is not a number is a fault of its own.
    if (keyEntry.decimal === undefined || !this.#byFrontend.has(frontend.node)) return undefined;
    const found = this.#severalOf(frontend, resourceOf(kind, keyEntry, firstResource(frontend)));
    let first = found && this.#toldOf(found).first;
    if (found === undefined || first === undefined) return undefined;
    // If the vif itself has it as a value that is not a number, that is the fault, and it is reported there.
    const counts = (use: Use): boolean => use.frontend !== frontend.node || isDecimal(use);
    if (!counts(first)) first = this.#earliest([...found.all].filter(counts));
    return first === undefined || first.entry === keyEntry.entry ? undefined : new KeyEntry(first.entry);
  }

  /**
   * Finds who else uses the same resource.
   * @returns how many others there are, and the one that stands first in the dump; undefined if there is none, or if the key entry does not count
   */
  otherUses(frontend: Frontend, kind: ResourceKind, keyEntry: KeyEntry): { readonly first: Use; readonly count: number } | undefined {
    const resource = resourceOf(kind, keyEntry, firstResource(frontend));
    const own = this.#byFrontend.get(frontend.node)?.uses.find((use) => use.resource === resource && use.entry === keyEntry.entry);
    const found = this.#severalOf(frontend, resource);
    let first = found && this.#toldOf(found).first;
    if (own === undefined || found === undefined) return undefined;
    if (first === own) first = this.#earliest([...found.all].filter((use) => use !== own));
    return first && { first, count: found.all.size - 1 };
  }

  /** The keys in the domain of a frontend that use the same resource, in no particular order; only those that count. */
  usesOfSame(frontend: Frontend, kind: ResourceKind, keyEntry: KeyEntry): readonly KeyEntry[] {
    const found = this.#usesOf(frontend, resourceOf(kind, keyEntry, firstResource(frontend)));
    return Array.from(found instanceof SeveralUses ? found.all : found === undefined ? [] : [found], ({ entry }) => new KeyEntry(entry));
  }

  /** Whether netback has bound an event channel for another vif of the domain: one that stands above in the dump, and connects. */
  isBoundAbove(frontend: Directory, port: number, kernel: Kernel): boolean {
    const resource = firstResource(frontend) + portResource(port);
    const found = this.#severalOf(frontend, resource);
    if (found === undefined) return false;
    const first = this.#boundFirst(found, kernel);
    if (first === undefined || first.frontend === frontend.node) return false;
    const own = this.#earliest(this.#byFrontend.get(frontend.node)?.uses.filter((use) => use.resource === resource && isRead(use, kernel)) ?? []);
    return own !== undefined && first.entry.isBefore(own.entry);
  }

  #toldOf(several: SeveralUses): Told {
    if (several.told !== undefined) return several.told;
    const first = this.#earliest(several.all);
    return (several.told = { first, syntax: first?.entry.syntax, bound: new Map() });
  }

  #boundFirst(several: SeveralUses, kernel: Kernel): Use | undefined {
    const { first, bound } = this.#toldOf(several);
    const connects = (use: Use | undefined): boolean => use !== undefined && isRead(use, kernel) && this.#connects(use.frontend, kernel);
    // Usually the first one connects. Asking all of them would take long if there are very many.
    if (!bound.has(kernel)) bound.set(kernel, connects(first) ? first : this.#earliest([...several.all].filter(connects)));
    return bound.get(kernel);
  }

  #severalOf(frontend: Directory, resource: number | undefined): SeveralUses | undefined {
    const found = this.#several.size === 0 ? undefined : this.#usesOf(frontend, resource);
    return found instanceof SeveralUses && found.all.size > 1 ? found : undefined;
  }

  #usesOf(frontend: Directory, resource: number | undefined): Use | SeveralUses | undefined {
    const domain = this.#byFrontend.get(frontend.node)?.domain ?? frontend.address.domain;
    return resource === undefined ? undefined : this.#byDomain.get(domain)?.get(resource);
  }

  /** The one that stands first in the dump. */
  #earliest(uses: Iterable<Use>): Use | undefined {
    let first: Use | undefined;
    for (const use of uses) if (first === undefined || use.entry.isBefore(first.entry)) first = use;
    return first;
  }
}

/** Whether netback of a kernel reads the key: the control ring came with Linux 4.7. */
function isRead({ entry }: Use, kernel: Kernel): boolean {
  return kernel !== "3.16" || entry.name !== "event-channel-ctrl";
}

function isDecimal({ entry }: Use): boolean {
  return new KeyEntry(entry).decimal !== undefined;
}

function usesOf(frontend: Frontend): readonly Use[] {
  const { node } = frontend;
  const isInForce = frontend.stateEntry === undefined || frontend.isConnected || frontend.state === XenbusState.Initialised;
  if (!isInForce && !frontend.isClosed) return [];
  const uses: Use[] = [];
  const first = firstResource(frontend);
  const note = (kind: ResourceKind, keyEntry: KeyEntry | undefined): void => {
    const resource = keyEntry && resourceOf(kind, keyEntry, first);
    if (resource !== undefined && keyEntry !== undefined) uses.push({ frontend: node, entry: keyEntry.entry, resource });
  };
  const { inForce } = frontend;
  for (let index = 0; index < inForce.length; index += 1) {
    const { references, channelsInUse } = inForce[index] as RingKeys;
    for (let at = 0; at < references.length; at += 1) note("ring-reference", references[at]);
    for (let at = 0; at < channelsInUse.length; at += 1) note("event-channel", channelsInUse[at]);
  }
  note("ring-reference", frontend.controlReference);
  note("event-channel", frontend.controlChannel);
  // A copy, because it lives as long as the dump and has no spare room for an array to grow.
  return uses.slice();
}

/**
 * The resource that a value names; undefined for an invalid value, which nobody else can share. A port is one even if other text follows it:
 * netback binds what it reads.
 * @param first the number that the resources of the domain begin with
 */
function resourceOf(kind: ResourceKind, keyEntry: KeyEntry, first: number): number | undefined {
  const { decimal } = keyEntry;
  if (kind === "event-channel") {
    const port = decimal ?? (keyEntry.isKnown ? numberRead(keyEntry) : undefined);
    return port !== undefined && isPort(port) ? first + portResource(port) : undefined;
  }
  return decimal === undefined || decimal === MAX_UINT32 ? undefined : first + 2 * decimal;
}

/** Grant references have the even numbers, ports the odd ones. */
function portResource(port: number): number {
  return 2 * port + 1;
}

/** A domain has fewer grant references and ports than this. */
const RESOURCES = 2 ** 34;

/** The number that the resources of a frontend's domain begin with. Vifs of several domains may stand in one directory: only links then tell whose they are. */
function firstResource({ node, address }: Directory): number {
  const guest = guestByLink(node, address);
  return guest === undefined ? 0 : (guest + 1) * RESOURCES;
}
