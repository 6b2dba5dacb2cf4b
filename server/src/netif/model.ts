import type { Capture } from "../store/capture";
import type { NameTest } from "../store/layout";
import type { StoreNode } from "../store/node";
import type { Store } from "../store/store";
import { Backend } from "./backend";
import { deviceAddress, isNumber, type DeviceAddress, type Side } from "./device-address";
import { isLinkAlone, LINK_NAMES, type Surroundings } from "./directory";
import { errorNodeDevice } from "./error-node";
import { connectsAlone } from "./forecast/forecast";
import { Frontend } from "./frontend";
import { withoutSegmentSigns } from "./masked-id";
import { counterpart, firstTwo, groupedByCapture, NodesByPath, type Filed, type Grouped } from "./nodes-by-path";
import { PathLinks } from "./path-links";
import { Roots } from "./roots";
import { keyEntryOf } from "./key-entry";
import { SharedResources } from "./shared-resources";
import { isIn, UncertainDirectories } from "./uncertain-directories";
import type { Vif } from "./vif";

/** What the model keeps of a vif directory between edits. */
interface Known extends DeviceAddress {
  readonly path: string;
  readonly link: string | undefined;
}

/** The vifs of a dump, found wherever they are, and paired through their links. Kept up to date by the nodes that an edit touched. */
export class Model {
  resources: SharedResources = this.#noResources();
  /** Which keys lead where, also outside vifs. */
  links: PathLinks;
  readonly #store: Store;
  /** Where the captures were taken. */
  readonly roots: Roots;
  readonly #known = new Map<StoreNode, Known>();
  readonly #linksTo = new NodesByPath();
  readonly #at = new NodesByPath();
  /** What was grouped since the last update. */
  readonly #groups = new Map<ReadonlySet<StoreNode>, Grouped>();
  /** The nodes in `error` directories, and the path of the device that each is about. */
  readonly #errors = new Map<StoreNode, string | undefined>();
  #uncertain: UncertainDirectories;
  /** The surroundings that all directories of a capture share. */
  readonly #inCapture = new Map<Capture, Surroundings>();
  #views = new Map<StoreNode, Frontend | Backend>();
  #generation = 0;

  /** @param root the absolute path where captures were taken, for captures that do not say so themselves */
  constructor(store: Store, root?: string) {
    this.#store = store;
    this.roots = new Roots(store, root);
    this.links = new PathLinks(store);
    this.#uncertain = new UncertainDirectories(store);
  }

  /** The vif directories of the dump as they are now, in no particular order. */
  get directories(): Iterable<StoreNode> {
    return this.#known.keys();
  }

  /** A node as a frontend or backend directory; undefined for a node that is not a vif directory. */
  directory(node: StoreNode): Frontend | Backend | undefined {
    const known = this.#known.get(node);
    if (known === undefined) return undefined;
    let view = this.#views.get(node);
    if (view === undefined) this.#views.set(node, (view = this.#view(node, known)));
    return view;
  }

  /** Which half of a vif a directory is; undefined for other nodes. */
  sideOf(node: StoreNode): Side | undefined {
    return this.#known.get(node)?.side;
  }

  /**
   * An object that stays the same as long as nothing changes that findings or a forecast at a vif directory depend on.
   * @returns undefined for a node that is not a vif directory
   */
  identity(node: StoreNode): object | undefined {
    return this.#known.get(node);
  }

  /** Drops what was read from the directories. Whoever looks at very many vifs does so after each: garbage that is young is cheap to collect. */
  forgetViews(): void {
    // A cleared map holds on to its contents for a while: V8 chains the old table to the new one.
    if (this.#views.size > 0) this.#views = new Map();
  }

  /** Whether a node may hold or stand between lines of two directories: what those say together cannot be judged. */
  mayBeMixed(node: StoreNode): boolean {
    return this.#uncertain.mayBeMixed(node);
  }

  /** Whether a node stands in a directory of a tree that lost its indentation, and is mixed with others for that reason. */
  isUnindented(node: StoreNode): boolean {
    return this.#uncertain.isUnindented(node);
  }

  /** The vif directory that a node is or stands in. */
  directoryAround(node: StoreNode): Frontend | Backend | undefined {
    for (let at: StoreNode | undefined = node; at !== undefined; at = at.parent) {
      const directory = this.directory(at);
      if (directory !== undefined) return directory;
    }
    return undefined;
  }

  /** The vif directories whose link names a path, in no particular order. */
  linkingTo(path: string): Iterable<StoreNode> {
    return this.#linksTo.at(path);
  }

  /** A directory with the other half, found through its link, or else through the one link that names it; without it where that may hold lines of another vif. */
  vif(directory: Frontend | Backend): Vif {
    const peer = this.peer(directory);
    if (directory.side === "frontend") return { frontend: directory, backend: peer?.side === "backend" ? peer : undefined };
    return { frontend: peer?.side === "frontend" ? peer : undefined, backend: directory };
  }

  /** The other half in the vif of a directory; undefined if `vif` is without it. */
  peer(directory: Frontend | Backend): Frontend | Backend | undefined {
    const node = this.peerOf(directory.node);
    return node === undefined || this.mayBeMixed(node) ? undefined : this.directory(node);
  }

  /** The directory of the other half, found as `vif` finds it; undefined if there is none, and for a node that is not a vif directory. */
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
   * Brings the model up to date with the nodes that the store lists as touched.
   * @returns the directories to look at again; some may be gone
   */
  update(): Set<StoreNode> {
    if (this.#generation !== this.#store.generation) this.#forget();
    this.roots.update(this.#store.touched);
    this.links.update(this.#store.touched);
    const { incomplete, mixed } = this.#uncertain.update();
    const touched = new Set<StoreNode>();
    this.#addAround(this.#store.touched, touched);
    this.#addAround(incomplete, touched);
    if (mixed.size > 0) for (const node of this.#known.keys()) if (isIn(node, mixed)) touched.add(node);
    // Whether an error node is also that of the same directory in another capture depends on whether its own capture shows its state.
    if (this.#errors.size > 0 && this.#store.captures.length > 1) for (const path of new Set([...touched].flatMap((node) => [this.#known.get(node)?.path, node.path]))) this.#at.addTo(touched, path);
    for (const node of touched) this.#views.delete(node);
    const concerned = new Set<StoreNode>();
    const added = new Set<Filed>();
    for (const node of touched) this.#refresh(node, concerned, added);
    for (const node of concerned) {
      if (touched.has(node)) continue;
      const known = this.#known.get(node);
      // Whether a link alone counts depends on the half that it names, and what is reported at other halves that name it depends on that.
      if (known !== undefined && isLinkAlone(node, LINK_NAMES[known.side])) this.#addNeighbours(known, concerned, added);
      this.#renew(node);
    }
    this.#groups.clear();
    return concerned;
  }

  /**
   * Notes which ring references and event channels of its domain a directory uses. To be called for each that `update` returns: whether a vif connects, and
   * so binds its ports, depends on its backend too.
   * @returns whether it shares, or shared, any of them with another. Its findings are then known only once all directories are noted
   */
  claim(node: StoreNode): boolean {
    const directory = this.directory(node);
    return this.resources.update(node, directory?.side === "frontend" && !this.mayBeMixed(node) ? directory : undefined);
  }

  /** The directories to look at again: something that their frontend shares has another first use, or another first use that is bound, than at the last call. */
  takeSharing(): Set<StoreNode> {
    const sharing = new Set<StoreNode>();
    for (const node of this.resources.takeConcerned()) {
      sharing.add(node);
      // Whether a frontend connects is reported at its backend too.
      this.#at.addTo(sharing, this.#known.get(node)?.link);
    }
    for (const node of sharing) this.#renew(node);
    return sharing;
  }

  /** Changes the identity of a directory, so that everything about it is worked out again. */
  #renew(node: StoreNode): void {
    const known = this.#known.get(node);
    if (known === undefined) return;
    this.#views.delete(node);
    this.#known.set(node, { ...known });
  }

  #noResources(): SharedResources {
    return new SharedResources((node, kernel) => {
      const directory = this.directory(node);
      return directory !== undefined && connectsAlone(this.vif(directory), kernel);
    });
  }

  #forget(): void {
    this.#generation = this.#store.generation;
    this.#known.clear();
    this.#linksTo.clear();
    this.#at.clear();
    this.#errors.clear();
    this.forgetViews();
    this.#inCapture.clear();
    this.roots.forget();
    this.resources = this.#noResources();
    this.links = new PathLinks(this.#store);
    this.#uncertain = new UncertainDirectories(this.#store);
  }

  /** Adds the directories of devices that nodes are, hold or stand in, or that error nodes are about. */
  #addAround(nodes: Iterable<StoreNode>, around: Set<StoreNode>): void {
    let parent: StoreNode | undefined;
    let isInErrors = false;
    for (const node of nodes) {
      const isDevice = this.#addDevice(node, around);
      // In a fragment, `vif/1` may be a frontend, and `vif/1/0` a backend.
      if (isDevice && node.top.absolute) continue;
      // After everything was built, only directories with children are touched: that of a device may have none.
      if (mayHoldDevices(node)) for (const child of node.children?.named(NUMBER_NAME) ?? []) if (deviceAddress(child) !== undefined) around.add(child);
      if (isDevice) continue;
      // Siblings are touched one after the other: look at what is above them once.
      if (node.parent !== parent) {
        parent = node.parent;
        isInErrors = false;
        for (let at = parent; at !== undefined && !this.#addDevice(at, around); at = at.parent) {
          if (at.name === "error") isInErrors = true;
        }
      }
      if (isInErrors) this.#addDevicesOfError(node, around);
    }
  }

  /**
   * Adds a directory that is, or was, that of a device.
   * @returns whether it is one: then what is in it concerns no other device above it, and no `error` directory is there
   */
  #addDevice(node: StoreNode, around: Set<StoreNode>): boolean {
    const isDevice = deviceAddress(node) !== undefined;
    if (isDevice || this.#known.has(node)) around.add(node);
    return isDevice;
  }

  /** Adds the directories of the device that a node in an `error` directory is about, or was about before it went or its capture got another root. */
  #addDevicesOfError(node: StoreNode, devices: Set<StoreNode>): void {
    const device = errorNodeDevice(node);
    for (const path of new Set([device, this.#errors.get(node)])) {
      this.#at.addTo(devices, path);
      this.#linksTo.addTo(devices, path);
    }
    if (node.isLive) this.#errors.set(node, device);
    else this.#errors.delete(node);
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
    const known: Known = { side: address.side, domain: address.domain, path, link: withoutSegmentSigns(keyEntryOf(node, LINK_NAMES[address.side])?.text) };
    this.#known.set(node, known);
    this.#at.add(known.path, node);
    if (known.link !== undefined) this.#linksTo.add(known.link, node);
    this.#addNeighbours(known, concerned, added);
  }

  /** The directories that a directory links to, and those that link to it. */
  #addNeighbours(known: Known, concerned: Set<StoreNode>, added: Set<Filed>): void {
    this.#linksTo.addTo(concerned, known.path, added);
    this.#at.addTo(concerned, known.link, added);
  }

  #surroundings(capture: Capture): Surroundings {
    return {
      mayLackLines: (node) => this.#uncertain.mayLackLines(node, capture),
      hasErrorNodes: () => this.#errors.size > 0,
      resolve: (path) => this.#store.resolve(path, capture),
      isBoundAbove: (frontend, port, kernel) => this.resources.isBoundAbove(frontend, port, kernel),
    };
  }

  #view(node: StoreNode, known: Known): Frontend | Backend {
    const { capture } = node.top;
    let surroundings = this.#inCapture.get(capture);
    if (surroundings === undefined) this.#inCapture.set(capture, (surroundings = this.#surroundings(capture)));
    return known.side === "frontend" ? new Frontend(node, known, surroundings) : new Backend(node, known, surroundings);
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
  #named({ link = "", path }: Known, capture: Capture): StoreNode | undefined {
    const filed = this.#at.get(link);
    if (!(filed instanceof Set)) return filed;
    // Very many captures may have the path: try the own one first, which nearly always has it.
    const own = capture.resolve(link);
    if (own !== undefined && this.#known.has(own)) return own;
    const alike = this.#at.get(path);
    return counterpart(capture, alike instanceof Set ? this.#grouped(alike) : undefined, this.#grouped(filed));
  }
}

/** Whether directories of devices may stand in a node: `device/vif`, `backend/vif/1`. */
function mayHoldDevices({ name, parent }: StoreNode): boolean {
  return name === "vif" || parent?.name === "vif" || parent?.name === "qnic";
}

const NUMBER_NAME: NameTest = { initials: "0123456789", passes: isNumber };
