/**
 * What people read, in their language. English is the key of every text: without other texts, each is said as it stands in the source.
 *
 * This is the `t` of the package @vscode/l10n, with which VS Code's own servers do it, without what reads files and URLs: that package would add 4 kB to the
 * server and readers of Node to floors that know no platform.
 */
const PLACEHOLDER = /\{([0-9]+)\}/g;

/** The texts in the language of the user, by the English ones. */
let texts: ReadonlyMap<string, string> = new Map();

/**
 * Says everything in another language from now on; whatever has no text there is said in English.
 * @param bundle as in `l10n/bundle.l10n.<language>.json`: English → translation; what is no such object is none
 */
export function useTexts(bundle: unknown): void {
  const entries: [string, unknown][] = typeof bundle === "object" && bundle !== null ? Object.entries(bundle) : [];
  texts = new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== ""));
}

/** Says what is for others than the user, such as a file that is handed on, in English. */
export function inEnglish<Answer>(say: () => Answer): Answer {
  const current = texts;
  texts = new Map();
  try {
    return say();
  } finally {
    texts = current;
  }
}

/** The text of a table in the language of the user; the table itself is in English. */
export function translated(text: string): string {
  return texts.get(text) ?? text;
}

/**
 * Says something in the language of the user.
 * @param message a whole sentence, clause or title, as a literal: tests collect them
 * @param values what stands for `{0}`, `{1}` and so on; a `{0}` in one of them is not looked at
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  const text = translated(message);
  return values.length === 0 ? text : text.replace(PLACEHOLDER, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
}

/**
 * The same with values that are no strings, such as parts that are shown as code.
 * @returns the text in its pieces, and the values where they belong
 */
export function pieces<Value>(text: string, values: readonly Value[]): (string | Value)[] {
  return text.split(PLACEHOLDER).map((piece, at) => (at % 2 === 1 ? (values[Number(piece)] ?? `{${piece}}`) : piece));
}
