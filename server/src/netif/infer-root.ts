import type { Capture } from "../store/capture";
import type { StoreNode } from "../store/node";
import { isBackendPath, isFrontendPath } from "./device-address";

/**
 * Finds out where a tree or a relative dump was taken, from what is in it: the top directories of a whole store, or the
 * links between frontends and backends, which tell their own paths.
 * @returns the absolute path of the directory that was listed; undefined where nothing tells it or the links disagree
 */
export function inferRoot(capture: Capture): string | undefined {
  const { base } = capture;
  if (base.children === undefined) return undefined;
  if (base.child("local")?.child("domain") !== undefined) return "/";
  const votes = new Map<string, number>();
  for (const node of base.subtree()) {
    const root = node.children === undefined ? undefined : rootByLink(node, capture);
    if (root !== undefined) votes.set(root, (votes.get(root) ?? 0) + 1);
  }
  const [best, second] = [...votes].toSorted(([, left], [, right]) => right - left);
  return best !== undefined && best[1] !== second?.[1] ? best[0] : undefined;
}

/** The root that makes a directory stand where its link says it does. */
function rootByLink(node: StoreNode, capture: Capture): string | undefined {
  const backend = node.child("backend")?.entry?.value;
  const frontend = node.child("frontend")?.entry?.value;
  if ((backend === undefined) === (frontend === undefined)) return undefined;
  const local = localPath(node, capture.base);
  if (backend !== undefined) {
    if (!isBackendPath(backend)) return undefined;
    const [, , , , , , domid, index] = backend.split("/");
    return prefixBefore(`/local/domain/${domid}/device/vif/${index}`, local);
  }
  if (!isFrontendPath(frontend ?? "")) return undefined;
  const [, , , domid, , , index] = (frontend ?? "").split("/");
  const place = /^(?:(?:(?:local\/)?domain\/)?([0-9]+)\/)backend\/(vif|qnic)\//.exec(local);
  if (place === null) return undefined;
  return prefixBefore(`/local/domain/${place[1]}/backend/${place[2]}/${domid}/${index}`, local);
}

function localPath(node: StoreNode, base: StoreNode): string {
  const names: string[] = [];
  for (let at: StoreNode | undefined = node; at !== undefined && at !== base; at = at.parent) names.unshift(at.name);
  return names.join("/");
}

function prefixBefore(path: string, local: string): string | undefined {
  if (local === "") return path;
  if (!path.endsWith(`/${local}`)) return undefined;
  return path.slice(0, path.length - local.length - 1) || "/";
}
