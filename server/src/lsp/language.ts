import { useTexts } from "../l10n";
import type { InitializationOptions } from "./client-abilities";

/**
 * Reads the texts in a language, as `l10n/bundle.l10n.<language>.json` holds them.
 * @param language two or three small letters, such as `de`
 * @returns English text → translation; undefined if there are none
 * @throws if they cannot be read
 */
export type ReadBundle = (language: string) => unknown;

/** Where the server logs what it did. */
interface Log {
  info(message: string): void;
  error(message: string): void;
}

/** A language, and what may follow it: `de`, `de-AT`, `de_DE.UTF-8`. */
const LOCALE = /^([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*(?:[.@][a-z0-9.@-]*)?$/i;

/** The language of a locale, in small letters; undefined if it is not a locale, so that it cannot name any other file. */
function languageOf(locale: unknown): string | undefined {
  return typeof locale === "string" ? LOCALE.exec(locale)?.[1]?.toLowerCase() : undefined;
}

/**
 * Chooses the language of all texts: those that the client sends, else those in the language that it names, else English. Never fails; problems are logged.
 * @param locale the locale that the client gives in `initialize` itself
 * @param read undefined if there are no files, as in a browser
 */
export function chooseLanguage({ bundle, locale: chosen }: InitializationOptions, locale: string | undefined, read: ReadBundle | undefined, log: Log): void {
  const language = languageOf(chosen) ?? languageOf(locale);
  if ((bundle !== undefined && bundle !== null) || language === undefined || language === "en") return useTexts(bundle);
  let texts: unknown;
  try {
    texts = read?.(language);
    if (texts === undefined) log.info(`There is no translation into the language "${language}": everything is said in English.`);
  } catch (error) {
    log.error(`The translation into the language "${language}" cannot be read, so everything is said in English: ${error instanceof Error ? error.message : String(error)}`);
  }
  useTexts(texts);
}
