import type { StoreNode } from "../store/node";
import type { Store } from "../store/store";
import { MAX_UINT32 } from "./decimal";
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

/** The uses of one resource. The first in the dump is looked for once after each change. */
class Uses {
  readonly all = new Set<Use>();
  first: Use | undefined = undefined;
}

/**
 * Who uses which ring reference and event channel, by domain, so that one changed key is compared with its equals only.
 * Counted are the vifs whose keys are in force or on the way: state 3, 4, 7, or none.
 */
export class SharedResources {
  readonly #store: Store;
  readonly #byDomain = new Map<StoreNode, Map<string, Uses>>();
  /** What changed hands since somebody asked. */
  readonly #changed = new Set<Uses>();
  readonly #byFrontend = new Map<StoreNode, { domain: StoreNode; uses: readonly (readonly [string, Use])[] }>();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Replaces what is known of a frontend.
   * @param frontend undefined where the directory is gone
   */
  update(node: StoreNode, frontend: Frontend | undefined): void {
    const before = this.#byFrontend.get(node);
    const uses = frontend === undefined ? [] : [...usesOf(frontend)];
    const note = (found: Uses): void => {
      found.first = undefined;
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

  /** Whether another vif of the domain, which stands above in the dump, uses an event channel. */
  isBoundByAnother(frontend: Frontend, port: number): boolean {
    const first = this.#firstUse(frontend, `p${port}`);
    return first !== undefined && first.frontend !== frontend.node && this.#byFrontend.has(frontend.node);
  }

  /** The first of several uses of a resource. */
  #firstUse(frontend: Frontend, key: string): Use | undefined {
    const found = this.#byDomain.get(frontend.address.domain)?.get(key);
    if (found === undefined || found.all.size < 2) return undefined;
    if (found.first === undefined) {
      for (const use of found.all) {
        if (found.first === undefined || this.#store.text.isBefore(use.setting.entry, found.first.setting.entry)) found.first = use;
      }
    }
    return found.first;
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
  return decimal >= 1 && decimal <= MAX_EVENT_CHANNEL ? `p${decimal}` : undefined;
}
