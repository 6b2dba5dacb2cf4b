import { show } from "../dump/show";
import { t } from "../l10n";
import { forecast, kernelThatSays } from "../netif/forecast/forecast";
import type { Refusal } from "../netif/forecast/refusal";
import type { Frontend } from "../netif/frontend";
import type { Kernel } from "../netif/kernel";
import { backendErrorOf, hasFrontend, isServedByQemu } from "../netif/vif";
import type { Scene } from "../rules/rule";
import type { Finding } from "./finding";

/** What messages say about netback holds for QEMU's backend only for the keys that it reads: this says which. */
function servedByQemu(): string {
  return t("Here QEMU serves the vif instead: its backend reads one queue at the top level, with event-channel.");
}

/**
 * Adds what the error node says, or will say, to the finding that explains why netback refuses a vif, if there is one.
 * If QEMU serves the vif instead of netback, adds that to all findings about a refusal.
 * @param findings those of one directory of the vif, the most telling first
 */
export function withErrorNodeText(findings: readonly Finding[], scene: Scene, kernel: Kernel): readonly Finding[] {
  const candidates = findings.filter(({ level, explains }) => explains !== undefined && (level === "error" || level === "warning"));
  if (candidates.length === 0 || !hasFrontend(scene)) return findings;
  if (isServedByQemu(scene)) return findings.map((finding) => (candidates.includes(finding) ? { ...finding, consequence: servedByQemu() } : finding));
  const said = backendErrorOf(scene)?.text;
  // If the error node shows which version of netback it was, that one will say the same again.
  const author = said === undefined ? undefined : kernelThatSays(said, scene, kernel);
  const { refusal } = forecast(scene, author ?? kernel);
  const cause = refusal && causeOf(refusal, candidates);
  if (refusal === undefined || cause === undefined) return findings;
  const consequence = [cause.sentence, errorNodeText(refusal, said, scene.frontend)].filter((part) => part !== "").join(" ");
  return consequence === "" ? findings : findings.map((finding) => (finding === cause.finding ? { ...finding, consequence } : finding));
}

/** The finding that explains a refusal, and the sentence that it adds, which may be empty. One that says that netback refuses comes before one that is only related. */
function causeOf(refusal: Refusal, candidates: readonly Finding[]): { readonly finding: Finding; readonly sentence: string } | undefined {
  let related: { finding: Finding; sentence: string } | undefined;
  for (const finding of candidates) {
    const explanation = finding.explains?.(refusal) ?? false;
    if (explanation === true) return { finding, sentence: "" };
    if (explanation !== false) related ??= { finding, sentence: explanation };
  }
  return related;
}

/** What the error node says of a refusal, or will say; empty if parts of that text are not in the dump. */
function errorNodeText({ error }: Refusal, said: string | undefined, frontend: Frontend): string {
  if (said === error) return t("The error node says so.");
  const isTold = !error.includes("?") && (frontend.node.top.absolute || !error.includes(frontend.path));
  return isTold ? t('The error node will say "{0}".', show(error)) : "";
}
