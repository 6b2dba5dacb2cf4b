import { readFileSync } from "node:fs";
import { GRAMMAR_FILE } from "./tokenize";

/** A rule of the grammar, with the parts that tests look at. */
export interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly patterns?: readonly Rule[];
  readonly captures?: Readonly<Record<string, Rule>>;
  readonly beginCaptures?: Readonly<Record<string, Rule>>;
  readonly endCaptures?: Readonly<Record<string, Rule>>;
}

interface Grammar {
  readonly repository: Readonly<Record<string, Rule>>;
}

/** The rules of the grammar by their names. */
export const REPOSITORY = (JSON.parse(readFileSync(GRAMMAR_FILE, "utf8")) as Grammar).repository;

function* withNested(rule: Rule): Generator<Rule> {
  yield rule;
  const captures = [rule.captures, rule.beginCaptures, rule.endCaptures].flatMap((group) => Object.values(group ?? {}));
  for (const nested of [...(rule.patterns ?? []), ...captures]) yield* withNested(nested);
}

const RULES: readonly Rule[] = Object.values(REPOSITORY).flatMap((rule) => [...withNested(rule)]);

/** Every scope the grammar gives. */
export const SCOPES: ReadonlySet<string> = new Set(RULES.flatMap((rule) => rule.name?.split(" ") ?? []));

/** Every regular expression of the grammar. */
export const EXPRESSIONS: readonly string[] = RULES.flatMap((rule) =>
  [rule.match, rule.begin, rule.end].filter((expression) => expression !== undefined),
);
