import type { Capture } from "../store/capture";
import type { StoreNode } from "../store/node";
import { deviceAddress, type DeviceAddress } from "./device-address";
import { isLinkAlone, LINK_NAMES } from "./directory";
import { keyEntryOf } from "./key-entry";
import { withoutSegmentSigns } from "./masked-id";
import { counterpart, firstTwo, groupedByCapture, NodesByPath, type Filed, type Grouped } from "./nodes-by-path";

/** What is kept of a vif directory between edits. */
export interface Half extends DeviceAddress {
  readonly path: string;
  readonly link: string | undefined;
}

/** The vif directories of a dump, each one half of a vif, and which two belong together. */
export class Halves {
  readonly #known = new Map<StoreNode, Half>();
  readonly #linksTo = new NodesByPath();
  readonly #at = new NodesByPath();
  /** What was grouped since the last update. */
  readonly #groups = new Map<ReadonlySet<StoreNode>, Grouped>();

  /** The directories, in no particular order. */
  get nodes(): Iterable<StoreNode> {
    return this.#known.keys();
  }

  /** What is known about a directory; undefined for a node that is not a vif directory. It stays the same object as long as nothing changes that concerns it. */
  get(node: StoreNode): Half | undefined {
    return this.#known.get(node);
  }

  /** The directories whose link names a path, in no particular order. */
  linkingTo(path: string): Iterable<StoreNode> {
    return this.#linksTo.at(path);
  }

  /** Adds the directories at a path: there is one in each capture that has it. */
  addAt(to: Set<StoreNode>, path: string | undefined): void {
    this.#at.addTo(to, path);
  }

  /** The other half of a directory: the one that its link names, else the only one whose link names it; undefined if there is none, and for a node that is not a vif directory. */
  peerOf(node: StoreNode): StoreNode | undefined {
    const known = this.#known.get(node);
    if (known === undefined) return undefined;
    const { capture } = node.top;
    const isOther = (other: StoreNode): boolean => this.#known.get(other)?.side !== known.side;
    if (node.childEntry(LINK_NAMES[known.side]) !== undefined) {
      const named = this.#named(known, capture);
      return named !== undefined && isOther(named) ? named : undefined;
    }
    const filed = this.#linksTo.get(known.path);
    if (filed === undefined) return undefined;
    // Very many may name it: two are as bad as all.
    const [near, another] = firstTwo(this.#inOneCapture(filed, capture), isOther);
    if (near !== undefined) return another === undefined ? near : undefined;
    const [far, more] = firstTwo(this.#linksTo.at(known.path), isOther);
    return more === undefined ? far : undefined;
  }

  /**
   * Finds out again what directories are and where they link to.
   * @param touched the directories that changed, came or went
   * @returns these, and all others that this concerns
   */
  update(touched: ReadonlySet<StoreNode>): Set<StoreNode> {
    const concerned = new Set<StoreNode>();
    const added = new Set<Filed>();
    for (const node of touched) this.#refresh(node, concerned, added);
    for (const node of concerned) {
      if (touched.has(node)) continue;
      const known = this.#known.get(node);
      // Whether a link alone counts depends on the half that it names, and what is reported at other halves that name it depends on that.
      if (known !== undefined && isLinkAlone(node, LINK_NAMES[known.side])) this.#addNeighbours(known, concerned, added);
      this.renew(node);
    }
    this.#groups.clear();
    return concerned;
  }

  /** Makes another object of what is known about a directory, so that everything about it is worked out again. */
  renew(node: StoreNode): void {
    const known = this.#known.get(node);
    if (known !== undefined) this.#known.set(node, { ...known });
  }

  /**
   * Finds out again what a directory is and where it links to; adds all directories that this concerns: one more or less at a path changes what goes together.
   * @param added the sets of neighbours that were added: what is filed in them later is refreshed itself
   */
  #refresh(node: StoreNode, concerned: Set<StoreNode>, added: Set<Filed>): void {
    const before = this.#known.get(node);
    const address = node.isLive ? deviceAddress(node) : undefined;
    concerned.add(node);
    const path = address && node.path;
    if (before?.path !== path) for (const changed of [before?.path, path]) this.#at.addTo(concerned, changed, added);
    if (before !== undefined) {
      this.#addNeighbours(before, concerned, added);
      this.#linksTo.delete(before.link ?? "", node);
      this.#at.delete(before.path, node);
      this.#known.delete(node);
    }
    if (address === undefined || path === undefined) return;
    const known: Half = { side: address.side, domain: address.domain, path, link: withoutSegmentSigns(keyEntryOf(node, LINK_NAMES[address.side])?.text) };
    this.#known.set(node, known);
    this.#at.add(known.path, node);
    if (known.link !== undefined) this.#linksTo.add(known.link, node);
    this.#addNeighbours(known, concerned, added);
  }

  /** The directories that a directory links to, and those that link to it. */
  #addNeighbours(known: Half, concerned: Set<StoreNode>, added: Set<Filed>): void {
    this.#linksTo.addTo(concerned, known.path, added);
    this.#at.addTo(concerned, known.link, added);
  }

  /** The directories among those that are filed under a path which stand in a capture. */
  #inOneCapture(filed: Filed, capture: Capture): readonly StoreNode[] {
    if (filed instanceof Set) return this.#grouped(filed).byCapture.get(capture) ?? [];
    return filed.top.capture === capture ? [filed] : [];
  }

  /** Directories that are filed under one path, by their captures: a log may have the same device in very many, each of which asks for the other half. */
  #grouped(filed: ReadonlySet<StoreNode>): Grouped {
    let grouped = this.#groups.get(filed);
    if (grouped === undefined) this.#groups.set(filed, (grouped = groupedByCapture(filed)));
    return grouped;
  }

  /** The vif directory that another one in a capture means by its link: in the same capture, else in the one that goes with it. */
  #named({ link = "", path }: Half, capture: Capture): StoreNode | undefined {
    const filed = this.#at.get(link);
    if (!(filed instanceof Set)) return filed;
    // Very many captures may have the path: try the own one first, which nearly always has it.
    const own = capture.resolve(link);
    if (own !== undefined && this.#known.has(own)) return own;
    const alike = this.#at.get(path);
    return counterpart(capture, alike instanceof Set ? this.#grouped(alike) : undefined, this.#grouped(filed));
  }
}
