import { isDigit } from "../dump/characters";
import { DOMAIN_ID, isMaskedId } from "./masked-id";
import { isFragmentTop, type StoreNode } from "../store/node";

export type Side = "frontend" | "backend";

/** Where a vif directory stands, as far as the dump tells. */
export interface DeviceAddress {
  readonly side: Side;
  /** The directory of the domain that the directory belongs to; the top of the fragment if it does not reach that far. */
  readonly domain: StoreNode;
}

/**
 * The id of the domain of a frontend, read from its link. Only for a frontend whose domain is not in the fragment: there, vifs of several guests may stand
 * side by side.
 * @returns from 0 to 32767; undefined if the path reaches up to the domain, or the link does not tell
 */
export function guestByLink(frontend: StoreNode, { domain }: DeviceAddress): number | undefined {
  if (!isFragmentTop(domain)) return undefined;
  const backend = readVifPath(frontend.childEntry("backend")?.value ?? "");
  return backend?.side === "backend" && Number(backend.guest) <= MAX_DOMID ? Number(backend.guest) : undefined;
}

/** Domain ids have 15 bits. */
const MAX_DOMID = 32_767;
const DOMAINS = "/local/domain/";
const VIF_PATH = new RegExp(`^/local/domain/(${DOMAIN_ID})/(?:device/vif|backend/(vif|qnic)/(${DOMAIN_ID}))/([0-9]+)$`);

/** What the path of a vif directory tells. Ids of domains are as written: a number, or what masks it. */
export interface VifPath {
  readonly side: Side;
  /** The id of the domain that the directory is in. */
  readonly domain: string;
  /** `vif`, or `qnic` for QEMU's; undefined for a frontend. */
  readonly type: string | undefined;
  /** The id of the frontend's domain. */
  readonly guest: string;
  readonly index: string;
}

/** Reads the absolute path of a vif directory; undefined for any other. To ask only for one side, `isFrontendPath` and `isBackendPath` are cheaper. */
export function readVifPath(path: string): VifPath | undefined {
  const [, domain, type, guest, index] = VIF_PATH.exec(path) ?? [];
  if (domain === undefined || index === undefined) return undefined;
  return { side: guest === undefined ? "frontend" : "backend", domain, type, guest: guest ?? domain, index };
}

/** Whether a name is a number, as those of domains and devices are. */
export function isNumber(name: string): boolean {
  // The first character rules out nearly every name that is asked about: a regular expression takes longer to start.
  for (let at = 0; at < name.length; at += 1) if (!isDigit(name.charCodeAt(at))) return false;
  return name.length > 0;
}

/** Whether an absolute path names the frontend directory of a vif. */
export function isFrontendPath(path: string): boolean {
  return VIF_PATH.test(path) && path.includes("/device/");
}

/** Whether an absolute path names the backend directory of a vif. */
export function isBackendPath(path: string): boolean {
  return VIF_PATH.test(path) && !path.includes("/device/");
}

/** The path of the frontend that a backend is for, by its own path. */
export function frontendPathFor(backendPath: string): string {
  const at = backendPath.lastIndexOf("/");
  const domain = backendPath.slice(backendPath.lastIndexOf("/", at - 1) + 1, at);
  return `${DOMAINS}${domain}/device/vif/${backendPath.slice(at + 1)}`;
}

/** The path of the backend for a frontend, by the path of that, in a domain. */
export function backendPathFor(frontendPath: string, domain: string, type = "vif"): string {
  const [, , , domid, , , index] = frontendPath.split("/");
  return `${DOMAINS}${domain}/backend/${type}/${domid}/${index}`;
}

/** The number of the domain whose directory a path is in; only for an absolute path into one. */
export function domainIn(path: string): string {
  return path.slice(DOMAINS.length, path.indexOf("/", DOMAINS.length));
}

/**
 * Says whether a node is a vif directory: `/local/domain/<d>/device/vif/<n>`, or `/local/domain/<d>/backend/vif/<fe>/<n>`
 * (`qnic` for QEMU's). In a fragment that does not tell where it was taken, as much of the path as there is must fit, or
 * else the link in the directory. Look-alikes do not count: libxl's copy (`/libxl/<d>/device/vif/<n>`), error nodes, `attr`.
 */
export function deviceAddress(node: StoreNode): DeviceAddress | undefined {
  const above = node.parent;
  if (above === undefined) return addressByLink(node);
  if (!isNumber(node.name)) return undefined;
  if (above.name === "vif") {
    const domain = domainAbove(above.parent, "device");
    if (domain !== undefined && !isCopy(node)) return { side: "frontend", domain };
  } else if (above.parent !== undefined && isDomainId(above, "backend") && (above.parent.name === "vif" || above.parent.name === "qnic")) {
    const domain = domainAbove(above.parent.parent, "backend");
    if (domain !== undefined && !isCopy(node)) return { side: "backend", domain };
  }
  return node.top.absolute ? undefined : addressByLink(node);
}

/** The directory of the domain above `device` or `backend`. */
function domainAbove(node: StoreNode | undefined, name: string): StoreNode | undefined {
  if (node === undefined) return undefined;
  if (isFragmentTop(node)) return node;
  if (node.name !== name) return undefined;
  const domain = node.parent;
  if (domain === undefined || isFragmentTop(domain)) return domain;
  if (!isDomainId(domain, "local")) return undefined;
  const domains = domain.parent;
  if (domains === undefined) return undefined;
  if (isFragmentTop(domains)) return domain;
  const local = domains.name === "domain" ? domains.parent : undefined;
  if (local === undefined) return undefined;
  if (isFragmentTop(local)) return domain;
  return local.name === "local" && local.parent?.parent === undefined ? domain : undefined;
}

/** Whether the name of a directory is the number of a domain, or masks it. A mask only counts two levels below a directory with the given name. */
function isDomainId({ name, parent }: StoreNode, above: string): boolean {
  return isNumber(name) || (parent?.parent?.name === above && isMaskedId(name));
}

/** Whether a directory is libxl's copy: it has both links, a device has one. */
function isCopy(node: StoreNode): boolean {
  return node.hasChild("backend") && node.hasChild("frontend");
}

/** In a fragment, a directory is what its link says it is, if all that is known about its path fits. */
function addressByLink(node: StoreNode): DeviceAddress | undefined {
  const { top } = node;
  if (!isFragmentTop(top) || isCopy(node)) return undefined;
  if (isBackendPath(node.childEntry("backend")?.value ?? "")) return { side: "frontend", domain: top };
  const frontend = readVifPath(node.childEntry("frontend")?.value ?? "");
  if (frontend?.side !== "frontend") return undefined;
  const fits = ["vif", "qnic"].some((type) => `/backend/${type}/${frontend.guest}/${frontend.index}`.endsWith(`/${node.path}`));
  return fits || node.parent === undefined ? { side: "backend", domain: top } : undefined;
}
