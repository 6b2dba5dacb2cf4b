/**
 * All texts for people, in their language. The key of every text is its English form, which is also used if there is no translation.
 *
 * This is the `t` of the package @vscode/l10n, which VS Code's own servers use, without the parts that read files and URLs: that package would
 * add 4 kB to the server, and code that needs Node to layers that know no platform.
 */
const PLACEHOLDER = /\{([0-9]+)\}/;

/** The texts in the language of the user, keyed by the English texts. */
let texts: ReadonlyMap<string, string> = new Map();

/**
 * Switches to another language from now on. Texts without a translation stay in English.
 * @param bundle as in `l10n/bundle.l10n.<language>.json`: English → translation; anything else counts as no translations
 */
export function useTexts(bundle: unknown): void {
  const entries: [string, unknown][] = typeof bundle === "object" && bundle !== null ? Object.entries(bundle) : [];
  texts = new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== ""));
}

/** Runs `say` with all texts in English, for output that is not for the user alone, such as a file that is passed on. */
export function inEnglish<Answer>(say: () => Answer): Answer {
  const current = texts;
  texts = new Map();
  try {
    return say();
  } finally {
    texts = current;
  }
}

/** Translates a text from a table, which is in English, into the language of the user. */
export function translated(text: string): string {
  return texts.get(text) ?? text;
}

/**
 * Says something in the language of the user.
 * @param message a whole sentence, clause or title, as a literal: tests collect them
 * @param values what replaces `{0}`, `{1}` and so on; a `{0}` inside a value stays as it is
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return pieces(translated(message), values).join("");
}

/**
 * Fills in values as `t` does, for values that are not strings, such as parts that are shown as code.
 * @param text already in the language of the user
 * @returns the pieces of the text with the values between them
 */
export function pieces<Value>(text: string, values: readonly Value[]): (string | Value)[] {
  return text.split(PLACEHOLDER).map((piece, at) => (at % 2 === 1 ? (values[Number(piece)] ?? `{${piece}}`) : piece));
}
