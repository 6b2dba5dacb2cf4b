import type { EntrySpan } from "../store/spans";
import type { Level } from "../rules/level";
import type { Fix, Related, Report } from "../rules/rule";

/** A report of a rule with its code and its level in this place. */
export interface Finding {
  readonly code: string;
  readonly level: Level;
  readonly at: EntrySpan;
  readonly message: string;
  /** What netback will put into its error node because of it, as a sentence. */
  readonly consequence?: string;
  readonly related: readonly Related[];
  readonly fixes: () => Iterable<Fix>;
  readonly explains?: Report["explains"] | undefined;
}
