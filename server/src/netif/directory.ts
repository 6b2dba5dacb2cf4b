import { LESS, ONE, ZERO } from "../dump/characters";
import type { Entry, StoreNode } from "../store/node";
import type { DeviceAddress, Side } from "./device-address";
import { nameMayBeCut } from "../store/cut-name";
import { errorNodePath } from "./error-node";
import { Setting, settingOf } from "./setting";
import { readState, type XenbusState } from "./state";

/** The key of each half that links to the other one. */
export const LINK_NAMES = { frontend: "backend", backend: "frontend" } as const;

/** What the analysis knows of a directory beyond its own keys. */
export interface Surroundings {
  /** Whether the dump may not hold every child of a node of this device. */
  mayLackLines(node: StoreNode): boolean;
  /** Whether any driver has left an error node in the dump: most have none. */
  hasErrorNodes(): boolean;
  /** Finds a node by its absolute path, from the capture of the device. */
  resolve(path: string): StoreNode | undefined;
}

/** One half of a vif: the directory of the frontend or of the backend. */
export abstract class Directory {
  readonly node: StoreNode;
  readonly address: DeviceAddress;
  readonly stateSetting: Setting | undefined;
  /** The XenBus state; undefined where it is absent, invalid, or the dump does not tell it. */
  readonly state: XenbusState | undefined;
  /** The key that names the path of the other half. */
  readonly linkSetting: Setting | undefined;
  protected readonly surroundings: Surroundings;
  #path: string | undefined = undefined;
  #suspects: readonly Setting[] | undefined = undefined;

  constructor(node: StoreNode, address: DeviceAddress, surroundings: Surroundings) {
    this.node = node;
    this.address = address;
    this.surroundings = surroundings;
    // What nearly every rule asks for.
    this.stateSetting = settingOf(node, "state");
    const state = this.stateSetting?.text;
    this.state = state === undefined ? undefined : readState(state);
    this.linkSetting = settingOf(node, LINK_NAMES[address.side]);
  }

  abstract readonly side: Side;
  /** The key that links to the other half. */
  abstract readonly linkName: "backend" | "frontend";
  /** Whether the dump holds the device, and not just some line of it. */
  protected abstract readonly isHeld: boolean;

  /** The path of the directory. */
  get path(): string {
    return (this.#path ??= this.node.path);
  }

  /** The key of that name; undefined where the dump does not hold it. */
  setting(name: string): Setting | undefined {
    return settingOf(this.node, name);
  }

  /**
   * The keys that may hold a placeholder, and those that may be flags with another value than 0 and 1, as far as a look at their lines tells; in no certain
   * order. A directory may have very many keys, and most are told apart so before anything is made of them: once for all rules on keys of any name.
   */
  get suspects(): readonly Setting[] {
    return (this.#suspects ??= this.#findSuspects());
  }

  #findSuspects(): readonly Setting[] {
    const entries = this.node.children?.entries(isSuspect) ?? [];
    // None is looked up by its name: what may be cut is the key of that name no more than any other.
    return entries.filter(({ syntax }) => !nameMayBeCut(syntax)).map((entry) => new Setting(entry.name, entry));
  }

  /** The path of the other half; undefined where the link is absent or the dump does not tell it. */
  get link(): string | undefined {
    return this.linkSetting?.text;
  }

  /** What the driver of a device left of its last error, where the dump holds it. */
  errorOf(device: string): Setting | undefined {
    const path = this.surroundings.hasErrorNodes() ? errorNodePath(device) : undefined;
    const node = path === undefined ? undefined : this.surroundings.resolve(path);
    return node?.parent && settingOf(node.parent, node.name);
  }

  /** Whether the dump holds a directory at a path whose own link names this one as its other half. */
  isLinkedFrom(path: string): boolean {
    const back = this.linkName === "backend" ? "frontend" : "backend";
    return settingOf(this.surroundings.resolve(path), back)?.text === this.node.path;
  }

  /**
   * Whether the dump tells of a key, so that it is missing where the dump does not hold it: nothing is left out that it may be in, and no name that it may be is cut.
   * @param name of the key, or the beginning of several
   * @param node the directory of a queue, for its keys; where something of the device is left out, that may have been of any of its queues
   */
  tells(name: string, node: StoreNode = this.node): boolean {
    return this.isHeld && this.#holds(name, this.node) && (node === this.node || this.#holds(name, node));
  }

  #holds(name: string, node: StoreNode): boolean {
    return node.children?.mayHold(name) !== true && !this.surroundings.mayLackLines(node);
  }
}

/** Of `feature-` and `request-`. */
const FLAG_INITIALS = Array.from("fr", (initial) => initial.charCodeAt(0));

/** Whether a value begins like a placeholder; or a name like `feature-` and `request-`, with a value that is not 0 or 1 as drivers write it. */
function isSuspect(entry: Entry): boolean {
  const { valueStart, valueEnd } = entry.syntax;
  const code = entry.codeAt(valueStart);
  if (valueEnd - valueStart === 1 && (code === ZERO || code === ONE)) return false;
  return code === LESS || FLAG_INITIALS.includes(entry.codeAt(entry.syntax.nameStart));
}
