import { byCharacters } from "../dump/order";
import type { Capture } from "../store/capture";
import type { StoreNode } from "../store/node";
import { pathBelow } from "../store/root";
import type { Store } from "../store/store";
import { backendPathFor, domainIn, frontendPathFor } from "./device-address";
import { linkEvidence, placeByLink, rootBefore, type LinkEvidence } from "./infer-root";

/**
 * How many links must agree for each one that does not. One link of many may be wrong, which is a fault to report. If more than one in five lead elsewhere,
 * the vifs of two domains may stand one below the other, and nothing is wrong: the root is then left open, unless their backends tell it.
 */
const CLEAR_MAJORITY = 4;

/** Counts how often something was said. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(said: string, by: 1 | -1): void {
    const count = (this.#counts.get(said) ?? 0) + by;
    if (count === 0) this.#counts.delete(said);
    else this.#counts.set(said, count);
  }

  /** What nearly all said; undefined if nothing was said, or if so many said otherwise that they may be about something else. */
  get winner(): string | undefined {
    const [best = ""] = this.inOrder;
    const votes = this.#counts.get(best) ?? 0;
    let others = -votes;
    for (const count of this.#counts.values()) others += count;
    return votes > 0 && votes >= CLEAR_MAJORITY * others ? best : undefined;
  }

  /** Everything that was said, the most frequent first. */
  get inOrder(): string[] {
    return [...this.#counts].toSorted(([left, more], [right, less]) => less - more || (left < right ? -1 : 1)).map(([said]) => said);
  }
}

/** What the links in a capture tell about its root. */
interface Testimony {
  readonly votes: Tally;
  /** The links of all directories below its base. */
  readonly links: Map<StoreNode, LinkEvidence>;
}

/** What the links in all captures tell together. There may be thousands of captures that ask. */
interface AllLinks {
  /** The domains that backends may be in, in the order in which they are offered. */
  readonly domains: ReadonlySet<string>;
  /** The frontends that links name. */
  readonly frontends: ReadonlySet<string>;
  /** The backends that links name, by the path of the frontend. */
  readonly backends: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The most roots to offer: nobody can choose from more. */
const MOST_CANDIDATES = 12;

/**
 * Finds out where captures were taken if no prompt tells it: from the top directories of a whole store, from the links between frontends and backends,
 * and, for a backend whose domain is not in its capture, from the frontend in another capture that it serves. Kept up to date by the nodes that
 * an edit touched.
 */
export class Roots {
  readonly #store: Store;
  readonly #given: string | undefined;
  readonly #evidence = new Map<StoreNode, LinkEvidence>();
  readonly #testimonies = new Map<Capture, Testimony>();
  /** Worked out when a capture needs it. */
  #allLinks: AllLinks | undefined;
  #changed = true;
  /** Directories whose link is to be looked at again once a capture has no other way to tell its root. A whole store has one. */
  readonly #waiting = new Set<StoreNode>();

  /** @param given the root of captures that do not tell theirs */
  constructor(store: Store, given: string | undefined) {
    this.#store = store;
    this.#given = given;
  }

  /** Forgets everything: all nodes have become other objects. */
  forget(): void {
    this.#evidence.clear();
    this.#testimonies.clear();
    this.#waiting.clear();
    this.#allLinks = undefined;
    this.#changed = true;
  }

  /** Looks at the links of touched nodes, and sets where each capture was taken. */
  update(touched: Iterable<StoreNode>): void {
    for (const node of touched) {
      if (node.parent !== undefined && (node.name === "backend" || node.name === "frontend")) this.#await(node.parent);
      if (!node.isLive || node.hasChild("backend") || node.hasChild("frontend")) this.#await(node);
    }
    for (const capture of this.#store.captures) {
      const { base, rootIsTold } = capture;
      if (rootIsTold) continue;
      if (base.children === undefined) this.#store.setRoot(capture, undefined);
      else if (base.child("local")?.hasChild("domain") === true) this.#store.setRoot(capture, "/");
      else {
        this.#lookAgain();
        // If no link has changed, only these can get another root: the top directories went, or the first node came.
        if (this.#changed || capture.root === "/" || (capture.root === undefined && this.#given !== undefined)) this.#store.setRoot(capture, this.#winner(capture) ?? this.#given);
      }
    }
    this.#changed = false;
  }

  /** The roots that the links in a capture leave open, the likeliest first; none for a capture whose root is told. */
  candidates(capture: Capture): string[] {
    this.#lookAgain();
    const testimony = this.#testimonies.get(capture);
    if (testimony === undefined || capture.rootIsTold) return [];
    const candidates = new Set(testimony.votes.inOrder);
    // Sorted, so that the result depends on the text alone and not on earlier edits.
    const open = openIn(testimony).toSorted((left, right) => byCharacters(left.link, right.link) || byCharacters(left.local ?? "", right.local ?? ""));
    for (const { link, local = "" } of open) {
      for (const domain of this.#all().domains) {
        if (candidates.size >= MOST_CANDIDATES) break;
        const root = rootBefore(backendPathFor(link, domain), local);
        if (root !== undefined) candidates.add(root);
      }
    }
    return [...candidates].slice(0, MOST_CANDIDATES);
  }

  #winner(capture: Capture): string | undefined {
    const testimony = this.#testimonies.get(capture);
    if (testimony === undefined) return undefined;
    const own = testimony.votes.winner;
    if (own !== undefined) return own;
    if (testimony.votes.inOrder.length > 0) return this.#borneOut(testimony);
    const answers = new Tally();
    for (const { link, local = "" } of openIn(testimony)) {
      const [backend, another] = this.#all().backends.get(link) ?? [];
      const root = backend === undefined || another !== undefined ? undefined : rootBefore(backend, local);
      if (root !== undefined) answers.add(root, 1);
    }
    return answers.winner;
  }

  /** The root under which backends name each frontend of a capture. If there is one, a link that tells another root is wrong, and not of another domain. */
  #borneOut({ votes, links }: Testimony): string | undefined {
    const own = [...links.values()].filter(({ side }) => side === "frontend");
    return votes.inOrder.find((root) => own.every(({ local = "" }) => this.#all().frontends.has(pathBelow(root, local))));
  }

  #all(): AllLinks {
    if (this.#allLinks !== undefined) return this.#allLinks;
    const domains = new Set<string>();
    const frontends = new Set<string>();
    const backends = new Map<string, Set<string>>();
    for (const { side, link } of this.#evidence.values()) {
      if (side === "backend") {
        frontends.add(link);
        continue;
      }
      domains.add(domainIn(link));
      const path = frontendPathFor(link);
      const named = backends.get(path);
      if (named === undefined) backends.set(path, new Set([link]));
      else named.add(link);
    }
    return (this.#allLinks = { domains: new Set(["0", ...[...domains].toSorted()]), frontends, backends });
  }

  #await(node: StoreNode): void {
    // A node that went before anybody looked at it need not be kept.
    if (node.isLive || this.#evidence.has(node)) this.#waiting.add(node);
    else this.#waiting.delete(node);
  }

  #lookAgain(): void {
    for (const node of this.#waiting) this.#witness(node);
    this.#waiting.clear();
  }

  /** Looks at the link of a directory again. */
  #witness(node: StoreNode): void {
    const before = this.#evidence.get(node);
    const now = node.children === undefined ? undefined : linkEvidence(node);
    if (before === undefined && now === undefined) return;
    if (before !== undefined) this.#count(node, before, -1);
    if (now !== undefined) this.#count(node, now, 1);
    if (now === undefined) this.#evidence.delete(node);
    else this.#evidence.set(node, now);
    this.#allLinks = undefined;
    this.#changed = true;
  }

  #count(node: StoreNode, evidence: LinkEvidence, by: 1 | -1): void {
    const { capture } = node.top;
    // A directory with an absolute path says nothing about the base.
    if (evidence.local === undefined || capture.rootIsTold) return;
    let testimony = this.#testimonies.get(capture);
    if (testimony === undefined) this.#testimonies.set(capture, (testimony = { votes: new Tally(), links: new Map() }));
    const place = placeByLink(evidence);
    const root = place === undefined ? undefined : rootBefore(place, evidence.local);
    if (root !== undefined) testimony.votes.add(root, by);
    if (by === 1) testimony.links.set(node, evidence);
    else testimony.links.delete(node);
  }
}

/** The links of backends that leave open in which domain they are. */
function openIn({ links }: Testimony): LinkEvidence[] {
  return [...links.values()].filter((evidence) => placeByLink(evidence) === undefined);
}
