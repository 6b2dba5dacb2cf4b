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
}

/** The largest event channel port: 131071, with FIFO event channels. */
export const MAX_EVENT_CHANNEL = 131_071;

/** Whether there can be an event channel of that number. */
export function isPort(number: number | undefined): boolean {
  return number !== undefined && number >= 1 && number <= MAX_EVENT_CHANNEL;
}

/** The uses of one resource. What stands first in the dump is looked for once after each change. */
class Uses {
  readonly all = new Set<Use>();
  first: Use | undefined = undefined;
  /** The first of a vif that netback connects, by kernel. */
  readonly bound = new Map<Kernel, Use | undefined>();
}

/**
 * Who uses which ring reference and event channel, by domain, so that one changed key is compared with its equals only.
 * Counted are the vifs whose keys are in force or on the way: state 3, 4, 7, or none.
 */
export class SharedResources {
  readonly #store: Store;
  readonly #connects: (frontend: StoreNode, kernel: Kernel) => boolean;
  readonly #byDomain = new Map<StoreNode, Map<string, Uses>>();
  /** What changed hands since somebody asked. */
  readonly #changed = new Set<Uses>();
  readonly #byFrontend = new Map<StoreNode, { domain: StoreNode; uses: readonly (readonly [string, Use])[] }>();

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
    const note = (found: Uses): void => {
      found.first = undefined;
      found.bound.clear();
      this.#changed.add(found);
    };
    for (const [key, use] of before?.uses ?? []) {
      const found = before && this.#byDomain.get(before.domain)?.get(key);
      if (found === undefined) continue;
      found.all.delete(use);
      note(found);
      if (found.all.size === 0) this.#byDomain.get(before?.domain ?? node)?.delete(key);
    }
    this.#byFrontend.delete(node);
    if (frontend === undefined || uses.length === 0) return;
    const { domain } = frontend.address;
    let domainUses = this.#byDomain.get(domain);
    if (domainUses === undefined) this.#byDomain.set(domain, (domainUses = new Map()));
    for (const [key, use] of uses) {
      let found = domainUses.get(key);
      if (found === undefined) domainUses.set(key, (found = new Uses()));
      found.all.add(use);
      note(found);
    }
    this.#byFrontend.set(node, { domain, uses });
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
    const first = this.#firstUse(frontend, resourceKey(kind, setting) ?? "")?.setting;
    return first === undefined || first.entry === setting.entry ? undefined : first;
  }

  /**
   * Finds who else uses the same resource.
   * @returns how many others there are, and the one that stands first in the dump; undefined where there is none, or where the setting does not count
   */
  otherUses(frontend: Frontend, kind: ResourceKind, setting: Setting): { readonly first: Use; readonly count: number } | undefined {
    const key = resourceKey(kind, setting);
    const own = this.#byFrontend.get(frontend.node)?.uses.find(([used, use]) => used === key && use.setting.entry === setting.entry)?.[1];
    let first = key === undefined || own === undefined ? undefined : this.#firstUse(frontend, key);
    const all = this.#byDomain.get(frontend.address.domain)?.get(key ?? "")?.all;
    if (first === undefined || all === undefined) return undefined;
    if (first === own) {
      const others = [...all].filter((use) => use !== own);
      first = others.reduce((best, use) => (use.setting.entry.isBefore(best.setting.entry) ? use : best));
    }
    return { first, count: all.size - 1 };
  }

  /** The keys in the domain of a frontend that use the same resource, in no certain order; only those that count. */
  usesOfSame(frontend: Frontend, kind: ResourceKind, setting: Setting): readonly Setting[] {
    const found = this.#byDomain.get(frontend.address.domain)?.get(resourceKey(kind, setting) ?? "");
    return Array.from(found?.all ?? [], (use) => use.setting);
  }

  /** Whether netback has bound an event channel for another vif of the domain: one that stands above in the dump, and connects. */
  isBoundByAnother(frontend: Frontend, port: number, kernel: Kernel): boolean {
    const found = this.#byDomain.get(frontend.address.domain)?.get(`p${port}`);
    if (found === undefined || found.all.size < 2) return false;
    if (!found.bound.has(kernel)) found.bound.set(kernel, this.#earliest([...found.all].filter((use) => this.#connects(use.frontend, kernel))));
    const first = found.bound.get(kernel);
    if (first === undefined || first.frontend === frontend.node) return false;
    const own = this.#earliest([...found.all].filter((use) => use.frontend === frontend.node));
    return own !== undefined && this.#store.text.isBefore(first.setting.entry, own.setting.entry);
  }

  /** The first of several uses of a resource. */
  #firstUse(frontend: Frontend, key: string): Use | undefined {
    const found = this.#byDomain.get(frontend.address.domain)?.get(key);
    if (found === undefined || found.all.size < 2) return undefined;
    found.first ??= this.#earliest(found.all);
    return found.first;
  }

  /** The one that stands first in the dump. */
  #earliest(uses: Iterable<Use>): Use | undefined {
    let first: Use | undefined;
    for (const use of uses) if (first === undefined || this.#store.text.isBefore(use.setting.entry, first.setting.entry)) first = use;
    return first;
  }
}

function* usesOf(frontend: Frontend): Generator<readonly [string, Use]> {
  const { state } = frontend;
  if (frontend.stateSetting !== undefined && state !== 3 && state !== 4 && state !== 7) return;
  const references = frontend.inForce.flatMap((keys) => [keys.get("tx-ring-ref"), keys.get("rx-ring-ref")]);
  const channels = frontend.inForce.flatMap((keys) => keys.channelsInUse);
  for (const setting of [...references, frontend.setting("ctrl-ring-ref")]) {
    const key = setting === undefined ? undefined : resourceKey("ring-reference", setting);
    if (key !== undefined && setting !== undefined) yield [key, { frontend: frontend.node, setting }];
  }
  for (const setting of [...channels, frontend.setting("event-channel-ctrl")]) {
    const key = setting === undefined ? undefined : resourceKey("event-channel", setting);
    if (key !== undefined && setting !== undefined) yield [key, { frontend: frontend.node, setting }];
  }
}

/** What a valid value is indexed under: an invalid one is shared with nobody. */
function resourceKey(kind: ResourceKind, setting: Setting): string | undefined {
  const { decimal } = setting;
  if (decimal === undefined) return undefined;
  if (kind === "ring-reference") return decimal === MAX_UINT32 ? undefined : `g${decimal}`;
  return isPort(decimal) ? `p${decimal}` : undefined;
}
