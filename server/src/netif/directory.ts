import { LESS, ONE, ZERO } from "../dump/characters";
import type { Entry, StoreNode } from "../store/node";
import { deviceAddress, type DeviceAddress, type Side } from "./device-address";
import { nameMayBeCut } from "../store/cut-name";
import { errorNodePath } from "./error-node";
import type { Kernel } from "./kernel";
import { KeyEntry, keyEntryOf } from "./key-entry";
import { withoutSegmentSigns } from "./masked-id";
import { readState, XenbusState } from "./state";

/** The key of each half that links to the other one: it has the name of that. */
export const LINK_NAMES = { frontend: "backend", backend: "frontend" } as const;

/** What the analysis knows about a directory beyond its own keys. */
export interface Surroundings {
  /** Whether the dump may not hold every child of a node of this device. */
  mayLackLines(node: StoreNode): boolean;
  /** Whether there is any error node in the dump: most dumps have none. */
  hasErrorNodes(): boolean;
  /** Finds a node by its absolute path, from the capture of the device. */
  resolve(path: string): StoreNode | undefined;
  /** Whether netback of a kernel has bound a port of the frontend's domain for a vif that stands above in the dump, and connects. */
  isBoundAbove(frontend: Directory, port: number, kernel: Kernel): boolean;
}

/** One half of a vif: the directory of the frontend or of the backend. */
export abstract class Directory {
  readonly node: StoreNode;
  readonly address: DeviceAddress;
  readonly stateEntry: KeyEntry | undefined;
  /** The XenBus state; undefined if it is absent, invalid, or the dump does not tell it. */
  readonly state: XenbusState | undefined;
  /** The key that names the path of the other half. */
  readonly linkEntry: KeyEntry | undefined;
  protected readonly surroundings: Surroundings;
  #path: string | undefined;
  #suspects: readonly KeyEntry[] | undefined;

  constructor(node: StoreNode, address: DeviceAddress, surroundings: Surroundings) {
    this.node = node;
    this.address = address;
    this.surroundings = surroundings;
    // What nearly every rule asks for.
    this.stateEntry = keyEntryOf(node, "state");
    this.state = readState(this.stateEntry?.text);
    this.linkEntry = keyEntryOf(node, LINK_NAMES[address.side]);
  }

  abstract readonly side: Side;
  /** Whether the dump holds the device, and not just some line of it. */
  protected abstract readonly isHeld: boolean;

  /** Whether the driver of this end is closing the device, or has closed it. */
  get isClosed(): boolean {
    return this.state === XenbusState.Closing || this.state === XenbusState.Closed;
  }

  /** The key that links to the other half. */
  get linkName(): Side {
    return LINK_NAMES[this.side];
  }

  /** The path of the directory. */
  get path(): string {
    return (this.#path ??= this.node.path);
  }

  /** The key of that name; undefined if the dump does not hold it. */
  keyEntry(name: string): KeyEntry | undefined {
    return keyEntryOf(this.node, name);
  }

  /**
   * The keys that may hold a placeholder, and those that may be flags with a value other than 0 and 1, judged by their lines; in no particular order.
   * A directory may have very many keys: this rules out most of them before a key entry is made, and once for all rules on keys of any name.
   */
  get suspects(): readonly KeyEntry[] {
    return (this.#suspects ??= this.#findSuspects());
  }

  #findSuspects(): readonly KeyEntry[] {
    const entries = this.node.children?.entries(isSuspect) ?? [];
    // A lookup by name never finds a key whose name may be cut. Nothing was looked up here: leave such keys out.
    return entries.filter(({ syntax }) => !nameMayBeCut(syntax)).map((entry) => new KeyEntry(entry));
  }

  /**
   * Whether it has its link, and not just because somebody searched for the other half: of flat lines, such a search finds all of that half, and here only the link,
   * or also the id.
   */
  protected get isLinked(): boolean {
    if (this.linkEntry?.entry.syntax.form !== "flat" || !isLinkAlone(this.node, this.linkName)) return this.linkEntry !== undefined;
    const other = this.link === undefined ? undefined : this.surroundings.resolve(this.link);
    return other === undefined || deviceAddress(other)?.side !== this.linkName || isLinkAlone(other, this.side);
  }

  /** The path of the other half; undefined if the link is absent or the dump does not tell it. */
  get link(): string | undefined {
    return withoutSegmentSigns(this.linkEntry?.text);
  }

  /** The last error of the driver of this half, if its error node is in the dump. */
  get ownError(): KeyEntry | undefined {
    return this.#errorAbout(this.path);
  }

  /** The last error of the driver of the other half. */
  get peerError(): KeyEntry | undefined {
    return this.#errorAbout(this.link ?? "");
  }

  #errorAbout(device: string): KeyEntry | undefined {
    const path = this.surroundings.hasErrorNodes() ? errorNodePath(device) : undefined;
    const node = path === undefined ? undefined : this.surroundings.resolve(path);
    if (node === undefined) return undefined;
    const { capture } = node.top;
    // What another capture of this directory holds is from another time. A search may hold only some of its lines: those of its links.
    if (capture !== this.node.top.capture && capture.resolve(`${this.path}/state`) !== undefined) return undefined;
    return keyEntryOf(node.parent, node.name);
  }

  /** Whether the dump holds a directory at a path whose own link names this one as its other half. */
  isLinkedFrom(path: string): boolean {
    return keyEntryOf(this.surroundings.resolve(path), this.side)?.text === this.path;
  }

  /**
   * Whether a key that the dump does not hold is really missing: no lines are left out in which it may be, and no cut name may be its name.
   * @param name of the key, or the beginning of several
   * @param node the directory of a queue, for its keys; lines that are left out of the device may belong to any of its queues
   */
  tells(name: string, node: StoreNode = this.node): boolean {
    return this.isHeld && this.#tellsIn(this.node, name) && (node === this.node || this.#tellsIn(node, name));
  }

  /** Whether the directory of the device certainly has no key of that name. */
  lacks(name: string): boolean {
    return this.node.childEntry(name) === undefined && this.tells(name);
  }

  #tellsIn(node: StoreNode, name: string): boolean {
    return node.children?.mayHold(name) !== true && !this.surroundings.mayLackLines(node);
  }
}

/** Whether the dump holds nothing of a directory but a link, or also the id beside it. */
export function isLinkAlone({ entry, children }: StoreNode, link: Side): boolean {
  return entry === undefined && children?.has(link) === true && children.size === (children.has(`${link}-id`) ? 2 : 1);
}

/** The first characters of `feature-` and `request-`. */
const FLAG_INITIALS = Array.from("fr", (initial) => initial.charCodeAt(0));

/** Whether a value begins like a placeholder; or a name like `feature-` and `request-`, with a value that is not 0 or 1 as drivers write it. */
function isSuspect(entry: Entry): boolean {
  const { valueStart, valueEnd } = entry.syntax;
  const code = entry.codeAt(valueStart);
  if (valueEnd - valueStart === 1 && (code === ZERO || code === ONE)) return false;
  return code === LESS || FLAG_INITIALS.includes(entry.codeAt(entry.syntax.nameStart));
}
