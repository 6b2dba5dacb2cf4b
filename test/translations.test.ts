import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { saidBundle, saidTexts } from "../scripts/said-texts";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const texts = (file: string): Record<string, string> => JSON.parse(read(file)) as Record<string, string>;

/** The languages of two sets of files, told by their names: `package.nls.de.json`, `bundle.l10n.de.json`. */
const languagesIn = (folder: string, name: RegExp): string[] => readdirSync(path.join(root, folder)).flatMap((file) => name.exec(file)?.[1] ?? []);
const LANGUAGES = languagesIn(".", /^package\.nls\.([a-z-]+)\.json$/);

/** What has to be the same in a translation: placeholders, code, the commands that links run, and numbers. */
const FIXED = /\{[0-9]+\}|``[^`]+``|`[^`]+`|\(command:[^)]+\)|[0-9]+/g;
const fixedIn = (text: string | undefined): string[] => (text?.match(FIXED) ?? []).toSorted();

test("there is another language than English, with both sets of texts", () => {
  expect(LANGUAGES).toContain("de");
  expect(languagesIn("l10n", /^bundle\.l10n\.([a-z-]+)\.json$/)).toEqual(LANGUAGES);
});

describe("the manifest", () => {
  const manifest = read("package.json");
  const used = Array.from(manifest.matchAll(/"%([^%"]+)%"/g), ([, key = ""]) => key).toSorted();
  const english = texts("package.nls.json");

  test("has a text for each key, and no other", () => {
    expect([...new Set(used)]).toEqual(used);
    expectSameKeys(english, Object.fromEntries(used.map((key) => [key, ""])), "package.nls.json");
  });

  test("leaves nothing that users read untranslated", () => {
    const { contributes } = JSON.parse(manifest) as { contributes: unknown };
    expect(readable(contributes).filter((text) => !/^%.+%$/.test(text)), "in package.json, to be put into package.nls.json").toEqual([]);
  });

  test.each(LANGUAGES)("has the same texts in %s", (language) => {
    const file = `package.nls.${language}.json`;
    const translated = texts(file);
    expectSameKeys(translated, english, file);
    for (const [key, text] of Object.entries(english)) expect(fixedIn(translated[key]), key).toEqual(fixedIn(text));
  });

  test("names the same level of a rule in German", () => {
    const german = texts("package.nls.de.json");
    const levels = levelsIn(english);
    expect(levelsIn(german).filter((level) => !levels.includes(level)), "in package.nls.de.json, but not in package.nls.json").toEqual([]);
  });
});

describe("the messages of the client and of the server", () => {
  const english = texts("l10n/bundle.l10n.json");

  test.each(["client/src", "server/src"])("are literals in %s, or nobody could collect them", (folder) => {
    const said = saidTexts(path.join(root, folder));
    expect(said.texts.length).toBeGreaterThan(0);
    expect(said.others).toEqual([]);
  });

  test("are all in the bundle, and no others", () => {
    expect(english, "run: npm run docs").toEqual(saidBundle(root, {}));
  });

  test.each(LANGUAGES)("have a translation in %s, with the same placeholders", (language) => {
    const file = `l10n/bundle.l10n.${language}.json`;
    const translated = texts(file);
    expectSameKeys(translated, english, file);
    for (const [text, translation] of Object.entries(translated)) {
      expect(translation, text).not.toBe("");
      expect(fixedIn(translation), text).toEqual(fixedIn(text));
    }
  });
});

/** Names only the keys that one of two sets of texts lacks: there are hundreds. */
function expectSameKeys(given: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>, file: string): void {
  const missing = Object.keys(wanted).filter((key) => !Object.hasOwn(given, key));
  const unused = Object.keys(given).filter((key) => !Object.hasOwn(wanted, key));
  expect({ missing, unused }, `${file}; a text that was changed is in both lists`).toEqual({ missing: [], unused: [] });
}

/** The levels that the texts of the rules end with. */
function levelsIn(of: Record<string, string>): string[] {
  const rules = Object.entries(of).filter(([key]) => key.startsWith("setting.rules."));
  return rules.map(([key, text]) => `${key} ${/: ([a-z]+)\.$/.exec(text)?.[1]}`).toSorted();
}

/** Names that are the same in all languages. */
const NAMES = new Set(["XenStore"]);

/** The texts of a part of the manifest that users read. */
function readable(part: unknown, key = ""): string[] {
  if (typeof part === "string") return /^(?:title|label|description|markdownDescription|enumDescriptions|altText)$/.test(key) && !NAMES.has(part) ? [part] : [];
  if (Array.isArray(part)) return part.flatMap((item) => readable(item, key));
  return typeof part === "object" && part !== null ? Object.entries(part).flatMap(([name, value]) => readable(value, name)) : [];
}
