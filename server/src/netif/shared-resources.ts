import type { StoreNode } from "../store/node";
import type { Store } from "../store/store";
import { MAX_UINT32 } from "./decimal";
import type { Kernel } from "./forecast/kernel";
import type { Frontend } from "./frontend";
import type { Setting } from "./setting";

/** What a frontend domain has only one of: a grant reference, or an event channel port. */
export type ResourceKind = "ring-reference" | "event-channel";

/** A key of a vif that takes one of them. */
export interface Use {
  readonly frontend: StoreNode;
  readonly setting: Setting;
  /** The resource: a number for each grant reference and each port. */
  readonly resource: number;
}

/** The largest event channel port: 131071, with FIFO event channels. */
export const MAX_EVENT_CHANNEL = 131_071;

/** Whether there can be an event channel of that number. */
export function isPort(number: number | undefined): boolean {
  return number !== undefined && number >= 1 && number <= MAX_EVENT_CHANNEL;
}

/** The uses of one resource: nearly always one. What stands first in the dump is looked for once after each change. */
class Uses {
  #only: Use | undefined;
  #all: Set<Use> | undefined;
  first: Use | undefined = undefined;
  /** The first of a vif that netback connects, by kernel. */
  bound: Map<Kernel, Use | undefined> | undefined = undefined;

  constructor(use: Use) {
    this.#only = use;
  }

  get size(): number {
    return this.#all?.size ?? (this.#only === undefined ? 0 : 1);
  }

  get all(): Iterable<Use> {
    return this.#all ?? (this.#only === undefined ? [] : [this.#only]);
  }

  add(use: Use): void {
    this.#all ??= new Set(this.all);
    this.#all.add(use);
  }

  delete(use: Use): void {
    this.#all?.delete(use);
    if (this.#only === use) this.#only = undefined;
  }
}

/**
 * Who uses which ring reference and event channel, by domain, so that one changed key is compared with its equals only.
 * Counted are the vifs whose keys are in force or on the way: state 3, 4, 7, or none.
 */
export class SharedResources {
  readonly #store: Store;
  readonly #connects: (frontend: StoreNode, kernel: Kernel) => boolean;
  readonly #byDomain = new Map<StoreNode, Map<number, Uses>>();
  /** What changed hands since somebody asked. */
  readonly #changed = new Set<Uses>();
  readonly #byFrontend = new Map<StoreNode, { domain: StoreNode; uses: readonly Use[] }>();

  /** @param connects whether netback connects a vif, going by its own keys alone */
  constructor(store: Store, connects: (frontend: StoreNode, kernel: Kernel) => boolean) {
    this.#store = store;
    this.#connects = connects;
  }

  /**
   * Replaces what is known of a frontend: its keys, and whether it connects.
   * @param frontend undefined where the directory is gone
   */
  update(node: StoreNode, frontend: Frontend | undefined): void {
    const before = this.#byFrontend.get(node);
    const uses = frontend === undefined ? [] : [...usesOf(frontend)];
    for (const use of before?.uses ?? []) {
      const found = before && this.#byDomain.get(before.domain)?.get(use.resource);
      if (found === undefined) continue;
      found.delete(use);
      this.#note(found);
      if (found.size === 0) this.#byDomain.get(before?.domain ?? node)?.delete(use.resource);
    }
    this.#byFrontend.delete(node);
    if (frontend === undefined || uses.length === 0) return;
    const { domain } = frontend.address;
    let domainUses = this.#byDomain.get(domain);
    if (domainUses === undefined) this.#byDomain.set(domain, (domainUses = new Map()));
    for (const use of uses) {
      const found = domainUses.get(use.resource);
      if (found === undefined) domainUses.set(use.resource, new Uses(use));
      else {
        found.add(use);
        this.#note(found);
      }
    }
    this.#byFrontend.set(node, { domain, uses });
  }

  #note(found: Uses): void {
    found.first = undefined;
    found.bound = undefined;
    this.#changed.add(found);
  }

  /** The frontends that have a value which came or went at another one, since the last call. */
  takeConcerned(): Set<StoreNode> {
    const concerned = new Set<StoreNode>();
    for (const { all } of this.#changed) for (const use of all) concerned.add(use.frontend);
    this.#changed.clear();
    return concerned;
  }

  /**
   * Finds the use of the same resource that stands first in the dump.
   * @returns undefined where this is the first or the only one, or where the keys of this frontend do not count
   */
  earlierUse(frontend: Frontend, kind: ResourceKind, setting: Setting): Setting | undefined {
    if (!this.#byFrontend.has(frontend.node)) return undefined;
    const first = this.#firstUse(frontend, resourceOf(kind, setting))?.setting;
    return first === undefined || first.entry === setting.entry ? undefined : first;
  }

  /**
   * Finds who else uses the same resource.
   * @returns how many others there are, and the one that stands first in the dump; undefined where there is none, or where the setting does not count
   */
  otherUses(frontend: Frontend, kind: ResourceKind, setting: Setting): { readonly first: Use; readonly count: number } | undefined {
    const resource = resourceOf(kind, setting);
    const own = this.#byFrontend.get(frontend.node)?.uses.find((use) => use.resource === resource && use.setting.entry === setting.entry);
    if (own === undefined) return undefined;
    let first = this.#firstUse(frontend, resource);
    const found = this.#usesOf(frontend, resource);
    if (first === own) first = this.#earliest([...(found?.all ?? [])].filter((use) => use !== own));
    return first === undefined || found === undefined ? undefined : { first, count: found.size - 1 };
  }

  /** The keys in the domain of a frontend that use the same resource, in no certain order; only those that count. */
  usesOfSame(frontend: Frontend, kind: ResourceKind, setting: Setting): readonly Setting[] {
    const found = this.#usesOf(frontend, resourceOf(kind, setting));
    return Array.from(found?.all ?? [], (use) => use.setting);
  }

  /** Whether netback has bound an event channel for another vif of the domain: one that stands above in the dump, and connects. */
  isBoundByAnother(frontend: Frontend, port: number, kernel: Kernel): boolean {
    const found = this.#usesOf(frontend, portResource(port));
    if (found === undefined || found.size < 2) return false;
    found.bound ??= new Map();
    if (!found.bound.has(kernel)) found.bound.set(kernel, this.#earliest([...found.all].filter((use) => this.#connects(use.frontend, kernel))));
    const first = found.bound.get(kernel);
    if (first === undefined || first.frontend === frontend.node) return false;
    const own = this.#earliest([...found.all].filter((use) => use.frontend === frontend.node));
    return own !== undefined && this.#store.text.isBefore(first.setting.entry, own.setting.entry);
  }

  /** The first of several uses of a resource. */
  #firstUse(frontend: Frontend, resource: number | undefined): Use | undefined {
    const found = this.#usesOf(frontend, resource);
    if (found === undefined || found.size < 2) return undefined;
    found.first ??= this.#earliest(found.all);
    return found.first;
  }

  #usesOf(frontend: Frontend, resource: number | undefined): Uses | undefined {
    return resource === undefined ? undefined : this.#byDomain.get(frontend.address.domain)?.get(resource);
  }

  /** The one that stands first in the dump. */
  #earliest(uses: Iterable<Use>): Use | undefined {
    let first: Use | undefined;
    for (const use of uses) if (first === undefined || this.#store.text.isBefore(use.setting.entry, first.setting.entry)) first = use;
    return first;
  }
}

function* usesOf(frontend: Frontend): Generator<Use> {
  const { state, node } = frontend;
  if (frontend.stateSetting !== undefined && state !== 3 && state !== 4 && state !== 7) return;
  const references = frontend.inForce.flatMap((keys) => [keys.get("tx-ring-ref"), keys.get("rx-ring-ref")]);
  const channels = frontend.inForce.flatMap((keys) => keys.channelsInUse);
  for (const setting of [...references, frontend.setting("ctrl-ring-ref")]) {
    const resource = setting && resourceOf("ring-reference", setting);
    if (resource !== undefined && setting !== undefined) yield { frontend: node, setting, resource };
  }
  for (const setting of [...channels, frontend.setting("event-channel-ctrl")]) {
    const resource = setting && resourceOf("event-channel", setting);
    if (resource !== undefined && setting !== undefined) yield { frontend: node, setting, resource };
  }
}

/** The resource that a valid value names: an invalid one is shared with nobody. */
function resourceOf(kind: ResourceKind, { decimal }: Setting): number | undefined {
  if (decimal === undefined) return undefined;
  if (kind === "event-channel") return isPort(decimal) ? portResource(decimal) : undefined;
  return decimal === MAX_UINT32 ? undefined : 2 * decimal;
}

/** Grant references have the even numbers, ports the odd ones. */
function portResource(port: number): number {
  return 2 * port + 1;
}
