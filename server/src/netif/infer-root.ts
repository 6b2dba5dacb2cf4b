import type { StoreNode } from "../store/node";
import { backendPathFor, frontendPathFor, isBackendPath, isFrontendPath, type Side } from "./device-address";

/** The link of a device directory: it tells where the other half is, and so where this one may be. */
export interface LinkEvidence {
  readonly side: Side;
  /** The path of the other half. */
  readonly link: string;
  /** The path of the directory below the base of its capture, whatever is above; undefined for one with an absolute path. */
  readonly local: string | undefined;
}

/** Reads the link of a directory; undefined if it has none that names a vif, or has both, as libxl's copy does. */
export function linkEvidence(node: StoreNode): LinkEvidence | undefined {
  const backend = node.childEntry("backend")?.value;
  const frontend = node.childEntry("frontend")?.value;
  if ((backend === undefined) === (frontend === undefined)) return undefined;
  if (backend !== undefined) return isBackendPath(backend) ? { side: "frontend", link: backend, local: localPath(node) } : undefined;
  return frontend !== undefined && isFrontendPath(frontend) ? { side: "backend", link: frontend, local: localPath(node) } : undefined;
}

/** The path of the directory with this link; undefined for a backend whose local path does not name its domain. */
export function placeByLink({ side, link, local }: LinkEvidence): string | undefined {
  if (side === "frontend") return frontendPathFor(link);
  const place = /^(?:(?:local\/)?domain\/)?([0-9]+)\/backend\/(vif|qnic)\//.exec(local ?? "");
  return place === null ? undefined : backendPathFor(link, place[1] ?? "", place[2] ?? "");
}

/**
 * The root that makes a directory stand at a path.
 * @param local its path below the root, empty for the root itself
 * @returns undefined if the path does not end in `local`
 */
export function rootBefore(path: string, local: string): string | undefined {
  if (local === "") return path;
  if (!path.endsWith(`/${local}`)) return undefined;
  return path.slice(0, path.length - local.length - 1) || "/";
}

function localPath(node: StoreNode): string | undefined {
  const { base } = node.top.capture;
  let path = "";
  for (let at: StoreNode | undefined = node; at !== base; at = at.parent) {
    if (at === undefined) return undefined;
    path = path === "" ? at.name : `${at.name}/${path}`;
  }
  return path;
}
