import { UNUSED_SUPPRESSION } from "../../check/silencing-comments";
import { NETIF_KEYS } from "../../netif/keys";
import { queueIndex } from "../../netif/queue-name";
import { RULES } from "../../rules/index";
import type { Level } from "../../rules/level";
import { keyPage } from "./key-page";

/** A rule, as lists of all rules show it. */
export interface RuleSummary {
  readonly code: string;
  /** The level that it has unless the user sets another. */
  readonly level: Level;
  /** What it says, in one line. */
  readonly summary: string;
}

/** Every rule, in the order of all lists of rules. */
export function rules(): RuleSummary[] {
  return RULES.map(({ code, level, summary }) => ({ code, level, summary }));
}

/** All that is reported under a code of its own, with a page: the rules, and the hint on a comment that silences nothing. */
export function reportable(): RuleSummary[] {
  return [...rules(), { code: UNUSED_SUPPRESSION, level: "hint", summary: "a comment silences nothing" }];
}

/** A rule or a key that people can ask to have explained. */
export interface ManualEntry {
  readonly kind: "rule" | "key";
  /** The code of the rule, or the name of the key; `queue-N` stands for all queues. */
  readonly name: string;
  /** One line on it: plain text, `code` in backticks. */
  readonly summary: string;
}

/** Everything that is reported and then every key, in the order of their manuals. */
export function manual(): ManualEntry[] {
  return [
    ...reportable().map(({ code, summary }) => ({ kind: "rule" as const, name: code, summary })),
    ...Array.from(NETIF_KEYS.values(), ({ name, description }) => ({ kind: "key" as const, name, summary: firstSentence(description) })),
  ];
}

/**
 * Describes all that is known about a key, independent of any dump.
 * @param name as in a dump: `queue-7` counts as `queue-N`
 * @returns Markdown with a heading; undefined for a name that is not known
 */
export function keyManual(name: string): string | undefined {
  const key = NETIF_KEYS.get(queueIndex(name) === undefined ? name : "queue-N");
  return key && `# \`${key.name}\` – a key of a vif\n\n${keyPage(key)}`;
}

/** A full stop ends a sentence if a blank and a capital letter follow. */
function firstSentence(text: string): string {
  return text.split(/(?<=\.)\s+(?=\p{Lu})/u)[0] ?? text;
}
