import { show } from "../dump/show";
import { t } from "../l10n";
import { forecast, kernelThatSays } from "../netif/forecast/forecast";
import type { Kernel } from "../netif/kernel";
import { backendErrorOf, isServedByQemu } from "../netif/vif";
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
export function withErrorNodeText(findings: readonly Finding[], { frontend, backend, resources }: Scene, kernel: Kernel): readonly Finding[] {
  const candidates = findings.filter(({ level, explains }) => explains !== undefined && (level === "error" || level === "warning"));
  if (frontend === undefined || candidates.length === 0) return findings;
  if (isServedByQemu({ frontend, backend })) return findings.map((finding) => (candidates.includes(finding) ? { ...finding, consequence: servedByQemu() } : finding));
  const vif = { frontend, backend };
  const said = backendErrorOf(vif)?.text;
  // If the error node shows which version of netback it was, that one will say the same again.
  const author = said === undefined ? undefined : kernelThatSays(said, vif, kernel, resources);
  const { refusal } = forecast(vif, author ?? kernel, resources);
  if (refusal === undefined) return findings;
  const explained = candidates.flatMap((finding) => {
    const explanation = finding.explains?.(refusal) ?? false;
    return explanation === false ? [] : [{ finding, explanation }];
  });
  // A finding that says that netback refuses comes before one that is only related.
  const cause = explained.find(({ explanation }) => explanation === true) ?? explained[0];
  if (cause === undefined) return findings;
  const { error } = refusal;
  // Do not quote a text with parts that the dump does not tell.
  const isQuotable = !error.includes("?") && (frontend.node.top.absolute || !error.includes(frontend.path));
  const parts = [...(typeof cause.explanation === "string" && cause.explanation !== "" ? [cause.explanation] : []), ...(said === error ? [t("The error node says so.")] : isQuotable ? [t('The error node will say "{0}".', show(error))] : [])];
  return parts.length === 0 ? findings : findings.map((finding) => (finding === cause.finding ? { ...finding, consequence: parts.join(" ") } : finding));
}
