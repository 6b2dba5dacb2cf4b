import { show } from "../dump/show";
import { forecast } from "../netif/forecast/forecast";
import type { Kernel } from "../netif/forecast/kernel";
import { Setting } from "../netif/setting";
import type { StoreNode } from "../store/node";
import type { Finding } from "./checker";
import type { Scene } from "./rule";

/**
 * Adds to the finding that explains why netback refuses a vif what its error node will say then.
 * @param findings of one directory of the vif, the most telling first
 */
export function withRefusal(findings: readonly Finding[], { frontend, backend, resources }: Scene, kernel: Kernel): readonly Finding[] {
  if (frontend === undefined || findings.length === 0) return findings;
  const { error, culprit } = forecast({ frontend, backend }, kernel, resources);
  if (error === undefined || culprit === undefined) return findings;
  const { node } = frontend;
  // The text has parts that the dump does not tell.
  if (error.includes("?") || (!node.top.absolute && error.includes(node.path))) return findings;
  const grave = findings.filter(({ level }) => level === "error" || level === "warning");
  const cause =
    culprit instanceof Setting ? grave.find(({ at }) => at.line === culprit.entry) : grave.find(({ level, at }) => level === "error" && isIn(at.line.place, culprit));
  return findings.map((finding) => (finding === cause ? { ...finding, consequence: `The error node will say "${show(error)}".` } : finding));
}

function isIn(node: StoreNode | undefined, directory: StoreNode): boolean {
  for (let at = node; at !== undefined; at = at.parent) if (at === directory) return true;
  return false;
}
