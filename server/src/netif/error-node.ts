import { domainDirectory } from "../dump/path";
import type { StoreNode } from "../store/node";

const ERROR_PATH = /^(\/local\/domain\/[0-9]+)\/error\/(device\/vif\/[0-9]+|backend\/(?:vif|qnic)\/[0-9]+\/[0-9]+)\//;

/**
 * Tells which device an error node is about: Linux's `xenbus_dev_error` writes what went wrong with a device to
 * `/local/domain/<d>/error/<path of the device in the domain>/error`.
 * @returns the path of the device directory; undefined for other nodes
 */
export function errorNodeDevice(node: StoreNode): string | undefined {
  const match = ERROR_PATH.exec(`${node.path}/`);
  return match === null ? undefined : `${match[1]}/${match[2]}`;
}

/** The path of the error node of a device; undefined if the path does not lead into a domain. */
export function errorNodePath(device: string): string | undefined {
  const domain = domainDirectory(device);
  return domain === undefined ? undefined : `${domain}/error${device.slice(domain.length)}/error`;
}
