import { readFileSync } from "node:fs";
import path from "node:path";
import { useTexts } from "../server/src/l10n";

/** The German texts by the English ones. */
export const GERMAN = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../l10n/bundle.l10n.de.json"), "utf8")) as Readonly<Record<string, string>>;

/** Calls a function that answers in German. */
export function inGerman<Answer>(say: () => Answer): Answer {
  return inLanguage(GERMAN, say);
}

/** Calls a function that answers in the language of some texts. Then goes back to English, because other tests share the modules. */
export function inLanguage<Answer>(texts: Readonly<Record<string, string>>, say: () => Answer): Answer {
  useTexts(texts);
  try {
    return say();
  } finally {
    useTexts(undefined);
  }
}
