import { describe, expect, it } from "vitest";
import { introduceNetifKey, type Dump } from "../../server/src/service";
import { NETIF_KEYS } from "../../server/src/netif/keys";
import { GERMAN, inLanguage } from "../german";
import { finish, openDump, whole } from "../open-dump";
import { FIXTURES } from "../rules/fixtures";

/** A language in which every text is marked: words outside the marks are not translated. */
const MARKED = Object.fromEntries(Object.keys(GERMAN).map((text) => [text, `⟦${text}⟧`]));

/** What is left of a text without what is marked, and without what comes from the dump. */
function unmarked(text: string): string {
  let depth = 0;
  let left = "";
  for (const character of text) {
    if (character === "⟧") depth -= 1;
    else if (character === "⟦") depth += 1;
    else if (depth === 0) left += character;
  }
  return left.replace(/"[^"]*"/g, "");
}

/** Whether words are left that a translation should contain. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(unmarked(text));
}

/** What ends a description of values that are words. They are the same in all languages. */
const WORDS_OF_VALUES = /(?:, )?(?:vif, vif_ioemu|connected, error)$/;

/** All sentences and titles of a dump. */
function* saidOf(dump: Dump): Generator<string> {
  const all = whole(dump);
  const diagnostics = dump.diagnostics();
  for (const diagnostic of diagnostics) {
    yield diagnostic.message;
    yield* diagnostic.related.map(({ message }) => message);
    yield* dump.silences(diagnostic).map(({ title }) => title);
  }
  yield* dump.fixes(all).map(({ title }) => title);
  yield* finish(dump.lenses()).map((lens) => ("title" in lens ? lens.title : ""));
  yield* dump.inlayHints(all).map(({ tooltip }) => tooltip);
  for (const to of ["flat", "tree", "json"] as const) yield* dump.convert({ to }).losses.map(({ message }) => message);
  const script = dump.script();
  yield* "refusal" in script ? [script.refusal] : script.losses.map(({ message }) => message);
  for (let line = 0; line < dump.lineCount; line += 1) {
    yield* dump.rootSuggestions({ line, character: 0 }).map(({ title }) => title);
    yield* hoversIn(dump, line);
    const { length } = dump.lineText(line) ?? "";
    const place = dump.renamePlace({ line, character: length });
    if ("refusal" in place) yield place.refusal;
  }
}

/** What rewrites and completions of a dump are called. */
function* offeredIn(dump: Dump): Generator<string> {
  for (let line = 0; line < dump.lineCount; line += 1) {
    yield* dump.rewrites(line);
    for (const character of [0, (dump.lineText(line) ?? "").length - 1]) {
      const { completions } = dump.completions({ line, character }, { keepsIndentation: true }) ?? { completions: [] };
      yield* completions.map(({ detail = "" }) => detail.replace(WORDS_OF_VALUES, ""));
    }
  }
}

/** The hovers in a line, without the name and the values that each begins with. */
function* hoversIn(dump: Dump, line: number): Generator<string> {
  const { length } = dump.lineText(line) ?? "";
  let last = "";
  for (let character = 0; character <= length; character += 3) {
    const { plain = "" } = dump.hover({ line, character }) ?? {};
    if (plain === last) continue;
    last = plain;
    const [title = "", ...others] = plain.split("\n\n");
    if (!/^queue-\d+$/.test(title)) yield title.replace(/^[-\w]+ — /, "").replace(WORDS_OF_VALUES, "");
    yield* others;
  }
}

describe("nothing is left that a translation could not reach", () => {
  it.each([...FIXTURES])("of what is said of the dumps of %s", (_, cases) => {
    const said = inLanguage(MARKED, () => cases.flatMap(({ text }) => [...saidOf(openDump(text))]));
    expect(said.length).toBeGreaterThan(0);
    expect([...new Set(said.filter(hasWords))]).toEqual([]);
  });

  it.each([...FIXTURES])("of what is offered in the first dump of %s", (_, [first]) => {
    const offered = inLanguage(MARKED, () => [...offeredIn(openDump(first?.text ?? ""))]);
    expect([...new Set(offered.filter(hasWords))]).toEqual([]);
  });

  it.each([...NETIF_KEYS.values()].flatMap(({ name, places }) => places.map((at) => [name, at] as const)))("of the explanation of %s as a key of a %s", (key, at) => {
    const plain = inLanguage(MARKED, () => introduceNetifKey({ key, at })?.plain) ?? "";
    const [, ...paragraphs] = plain.split("\n\n");
    expect(paragraphs.filter(hasWords)).toEqual([]);
  });
});
