import type { Capture } from "../store/capture";
import type { NameTest } from "../store/layout";
import type { StoreNode } from "../store/node";
import type { Store } from "../store/store";
import { Backend } from "./backend";
import { deviceAddress, isNumber, type Side } from "./device-address";
import type { Surroundings } from "./directory";
import { errorNodeDevice } from "./error-node";
import { connectsAlone } from "./forecast/forecast";
import { Frontend } from "./frontend";
import { Halves, type Half } from "./halves";
import { PathLinks } from "./path-links";
import { Roots } from "./roots";
import { SharedResources } from "./shared-resources";
import { isIn, UncertainDirectories } from "./uncertain-directories";
import type { Vif } from "./vif";

/** The vifs of a dump, found wherever they are, and paired through their links. Kept up to date by the nodes that an edit touched. */
export class Model {
  resources: SharedResources = this.#noResources();
  /** Which keys lead where, also outside vifs. */
  links: PathLinks;
  readonly #store: Store;
  /** Where the captures were taken. */
  readonly roots: Roots;
  #halves = new Halves();
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
    return this.#halves.nodes;
  }

  /** A node as a frontend or backend directory; undefined for a node that is not a vif directory. */
  directory(node: StoreNode): Frontend | Backend | undefined {
    const known = this.#halves.get(node);
    if (known === undefined) return undefined;
    let view = this.#views.get(node);
    if (view === undefined) this.#views.set(node, (view = this.#view(node, known)));
    return view;
  }

  /** Which half of a vif a directory is; undefined for other nodes. */
  sideOf(node: StoreNode): Side | undefined {
    return this.#halves.get(node)?.side;
  }

  /**
   * An object that stays the same as long as nothing changes that findings or a forecast at a vif directory depend on.
   * @returns undefined for a node that is not a vif directory
   */
  identity(node: StoreNode): object | undefined {
    return this.#halves.get(node);
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
    return this.#halves.linkingTo(path);
  }

  /** A directory with the other half; without it where that may hold lines of another vif. */
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

  /** The directory of the other half, found through its link, or else through the one link that names it; undefined if there is none, and for a node that is not a vif directory. */
  peerOf(node: StoreNode): StoreNode | undefined {
    return this.#halves.peerOf(node);
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
    if (mixed.size > 0) for (const node of this.#halves.nodes) if (isIn(node, mixed)) touched.add(node);
    // Whether an error node is also that of the same directory in another capture depends on whether its own capture shows its state.
    if (this.#errors.size > 0 && this.#store.captures.length > 1) for (const path of new Set([...touched].flatMap((node) => [this.#halves.get(node)?.path, node.path]))) this.#halves.addAt(touched, path);
    const concerned = this.#halves.update(touched);
    for (const node of concerned) this.#views.delete(node);
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
      this.#halves.addAt(sharing, this.#halves.get(node)?.link);
    }
    for (const node of sharing) {
      this.#halves.renew(node);
      this.#views.delete(node);
    }
    return sharing;
  }

  #noResources(): SharedResources {
    return new SharedResources((node, kernel) => {
      const directory = this.directory(node);
      return directory !== undefined && connectsAlone(this.vif(directory), kernel);
    });
  }

  #forget(): void {
    this.#generation = this.#store.generation;
    this.#halves = new Halves();
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
    if (isDevice || this.#halves.get(node) !== undefined) around.add(node);
    return isDevice;
  }

  /** Adds the directories of the device that a node in an `error` directory is about, or was about before it went or its capture got another root. */
  #addDevicesOfError(node: StoreNode, devices: Set<StoreNode>): void {
    const device = errorNodeDevice(node);
    for (const path of new Set([device, this.#errors.get(node)])) {
      if (path === undefined) continue;
      this.#halves.addAt(devices, path);
      for (const linking of this.#halves.linkingTo(path)) devices.add(linking);
    }
    if (node.isLive) this.#errors.set(node, device);
    else this.#errors.delete(node);
  }

  #surroundings(capture: Capture): Surroundings {
    return {
      mayLackLines: (node) => this.#uncertain.mayLackLines(node, capture),
      hasErrorNodes: () => this.#errors.size > 0,
      resolve: (path) => this.#store.resolve(path, capture),
      isBoundAbove: (frontend, port, kernel) => this.resources.isBoundAbove(frontend, port, kernel),
    };
  }

  #view(node: StoreNode, half: Half): Frontend | Backend {
    const { capture } = node.top;
    let surroundings = this.#inCapture.get(capture);
    if (surroundings === undefined) this.#inCapture.set(capture, (surroundings = this.#surroundings(capture)));
    return half.side === "frontend" ? new Frontend(node, half, surroundings) : new Backend(node, half, surroundings);
  }

}

/** Whether directories of devices may stand in a node: `device/vif`, `backend/vif/1`. */
function mayHoldDevices({ name, parent }: StoreNode): boolean {
  return name === "vif" || parent?.name === "vif" || parent?.name === "qnic";
}

const NUMBER_NAME: NameTest = { initials: "0123456789", passes: isNumber };
