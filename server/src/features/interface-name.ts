import { errorNodeDevice } from "../netif/error-node";
import { isNumber, readVifPath } from "../netif/device-address";
import { LINK_NAMES } from "../netif/directory";
import type { StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";

/** The name of a vif's interface in the domain of its backend, by which people know the vif. */
export interface InterfaceName {
  /** The number of the frontend's domain. */
  readonly domain: string;
  /** `vif1.0` */
  readonly name: string;
}

/**
 * The name of a vif by one of its halves.
 * @param link the path of the other half, if this one tells it
 * @returns undefined if neither path tells the domain
 */
export function interfaceName(path: string, link = ""): InterfaceName | undefined {
  const vif = readVifPath(path) ?? readVifPath(link);
  return vif !== undefined && isNumber(vif.guest) ? { domain: vif.guest, name: `vif${vif.guest}.${vif.index}` } : undefined;
}

/** The names of the vifs that directories belong to, by what the model calls their identity: that changes when their path or their link does. */
const known = new WeakMap<object, string>();

/** The name of the vif that a directory belongs to, or is the error node of; undefined if it belongs to none, or the dump does not tell its number. */
export function interfaceAround({ model }: AnalysedDump, directory: StoreNode): string | undefined {
  for (let at: StoreNode | undefined = directory; at !== undefined; at = at.parent) {
    const identity = model.identity(at);
    if (identity !== undefined) return nameOf(model, at, identity);
  }
  const failed = errorNodeDevice(directory);
  return failed === undefined ? undefined : interfaceName(failed)?.name;
}

/** Whether a dump holds more than one vif, however often it holds each. */
export function hasSeveralVifs({ model }: AnalysedDump): boolean {
  let first: string | undefined;
  for (const node of model.directories) {
    const name = nameOf(model, node, model.identity(node) ?? node);
    if (name === undefined || name === first) continue;
    if (first !== undefined) return true;
    first = name;
  }
  return false;
}

function nameOf(model: AnalysedDump["model"], node: StoreNode, identity: object): string | undefined {
  let name = known.get(identity);
  if (name === undefined) {
    const side = model.sideOf(node);
    const link = side === undefined ? undefined : node.childEntry(LINK_NAMES[side])?.value;
    known.set(identity, (name = interfaceName(node.path, link)?.name ?? ""));
  }
  return name === "" ? undefined : name;
}
