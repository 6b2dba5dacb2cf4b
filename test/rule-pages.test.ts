import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../server/src/rules/index";
import { LEVELS, type Dump } from "../server/src/service";
import { loud, openDump } from "./open-dump";
import { FIXTURES } from "./rules/fixtures";

const PAGES = path.resolve(import.meta.dirname, "../docs/rules");

/** Sentences that a page names in addition to those of its rule: they say why it is a fault. */
const RELATED: Readonly<Record<string, readonly string[]>> = {
  "queue-extra": ["S10"],
  "queue-missing": ["S10"],
};

const SECTIONS = [
  "What it means",
  "The specification",
  "What implementations do",
  "Wrong",
  "Right",
  "How to fix it",
  "How to silence it",
];

/** What a page may say of the states of a frontend, and what that means in the states 1, 3, 4, 5, and 5 beside an error node. */
const GATES: Readonly<Record<string, string>> = {
  "In state 3, and in 5 or 6 if the dump has an error node for the vif, the report is one level lower": "silent lower full silent lower",
  "In state 3 the report is one level lower": "silent lower full silent silent",
  "The rule applies to a frontend whose `state` is 4 or 7": "silent silent full silent silent",
  "The full level applies to a frontend in state 3, 4 or 7": "mild full full mild full",
};

/** The codes that have a page. A missing page fails one test only. */
const PAGED = readdirSync(PAGES).map((name) => name.replace(/\.md$/, ""));

function read(code: string): string {
  return readFileSync(path.join(PAGES, `${code}.md`), "utf8");
}

/** The text under each heading of the second level; the text above the first stands under "". */
function sectionsOf(page: string): Map<string, string> {
  const parts = page.split(/^## (.+)\n/m);
  const sections = new Map([["", parts[0] ?? ""]]);
  for (let at = 1; at < parts.length; at += 2) sections.set(parts[at] ?? "", parts[at + 1] ?? "");
  return sections;
}

/** The dumps in a section. */
function examples(section = ""): string[] {
  return Array.from(section.matchAll(/^```xenstore\n(.*?)^```$/gms), ([, dump = ""]) => dump);
}

/** A page without its code blocks: prose, tables, links. */
function prose(page: string): string {
  return page.replaceAll(/^```.*?^```$/gms, "");
}

/** The titles of fixes that a page names, in bold at the start of an item; `…` stands for what differs. */
function namedFixes(section = ""): { title: string; pattern: RegExp }[] {
  return Array.from(section.matchAll(/^- \*\*(.+?)\*\*/gm), ([, title = ""]) => ({
    title,
    pattern: new RegExp(`^${title.split("…").map((part) => part.replaceAll(/[^\w ]/g, String.raw`\$&`)).join(".+")}$`),
  }));
}

/** The titles of the fixes for what a rule reports in a dump. */
function offeredFixes(code: string, dump: Dump): string[] {
  const reports = dump.diagnostics().filter((diagnostic) => diagnostic.code === code);
  const fixes = reports.flatMap(({ range }) => dump.fixes(range));
  return fixes.filter(({ diagnostic }) => diagnostic.code === code).map(({ title }) => title);
}

/** The level of the first report of a rule in a dump whose frontend is in a state. It has a link, so that it is no excerpt. */
function levelIn(code: string, text: string, state: number, more = ""): string {
  const own = `/local/domain/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/0"\n/local/domain/1/device/vif/0/state = "${state}"\n`;
  const dump = openDump(text.replaceAll(/^\/local\/domain\/1\/device\/vif\/0\/(?:backend|state) = .*\n/gm, "") + own + more);
  return dump.diagnostics().find((diagnostic) => diagnostic.code === code)?.severity ?? "silent";
}

/** The address of a heading, as GitHub makes it. */
function anchor(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
}

function isThere(link: string): boolean {
  const [file = "", fragment] = link.split("#");
  const target = path.join(PAGES, file);
  if (!existsSync(target)) return false;
  if (fragment === undefined) return true;
  return Array.from(readFileSync(target, "utf8").matchAll(/^#+ (.+)$/gm), ([, heading = ""]) => anchor(heading)).includes(fragment);
}

describe("the pages of the rules", () => {
  it("are there for each rule, and for nothing else", () => {
    // The hint on a comment that silences nothing is not from a rule, but its code leads to a page too.
    const codes = [...RULES.map(({ code }) => code), "unused-suppression"];
    expect(codes.filter((code) => !PAGED.includes(code)), "without a page in docs/rules").toStrictEqual([]);
    expect(PAGED.filter((code) => !codes.includes(code)), "in docs/rules, but no rules").toStrictEqual([]);
  });
});

describe.each(RULES.filter(({ code }) => PAGED.includes(code)))("the page of $code", ({ code, level, sentences = [] }) => {
  const file = `docs/rules/${code}.md`;
  const page = read(code);
  const sections = sectionsOf(page);
  const wrong = examples(sections.get("Wrong"));
  const right = examples(sections.get("Right"));

  it("begins with the code, and names the default level", () => {
    const [title, , gate = ""] = page.split("\n");
    expect(title, file).toMatch(new RegExp(`^# \`${code}\` – .+[^.]$`));
    expect(/^\*\*(\w+)\*\* by default\. \S/.exec(gate)?.[1]?.toLowerCase(), `the level in the third line of ${file}`).toBe(level);
  });

  it("takes its examples from the fixture of the rule", () => {
    const cases = FIXTURES.get(code)?.map(({ text }) => text);
    expect([...wrong, ...right].filter((text) => cases?.includes(text) !== true), `no cases of test/fixtures/rules/${code}.xenstore`).toStrictEqual([]);
  });

  it("has all sections, in order", () => {
    expect([...sections.keys()].slice(1), file).toStrictEqual(SECTIONS);
    expect([...sections].filter(([, text]) => text.trim() === "").map(([title]) => title), `empty in ${file}`).toStrictEqual([]);
  });

  it("names the sentences of the rule, and no others", () => {
    const named = new Set(Array.from(prose(page).matchAll(/\b[SE][0-9]+\b/g), ([name]) => name));
    expect([...named].toSorted(), `sentences in ${file}, and those of the rule`).toStrictEqual([...sentences, ...(RELATED[code] ?? [])].toSorted());
  });

  it("links to what is there", () => {
    const links = Array.from(prose(page).matchAll(/\]\((?!https?:)([^)]+)\)/g), ([, link = ""]) => link);
    expect(links.filter((link) => !isThere(link)), `broken in ${file}`).toStrictEqual([]);
  });

  it("has wrong examples, and each reports the rule", () => {
    expect(wrong, `dumps under "Wrong" in ${file}`).not.toHaveLength(0);
    expect(wrong.filter((text) => !openDump(text).diagnostics().some((diagnostic) => diagnostic.code === code)), `not reported, under "Wrong" in ${file}`).toStrictEqual([]);
  });

  it("has wrong examples with no other error or warning", () => {
    expect(wrong.flatMap((text) => loud(openDump(text))).filter((other) => other !== code), `also reported, under "Wrong" in ${file}`).toStrictEqual([]);
  });

  it("has right examples, without the rule and without errors and warnings", () => {
    expect(right, `dumps under "Right" in ${file}`).not.toHaveLength(0);
    const dumps = right.map((text) => openDump(text));
    expect(dumps.flatMap(loud), `reported under "Right" in ${file}`).toStrictEqual([]);
    expect(dumps.filter((dump) => dump.count(code) > 0).map((dump) => dump.text()), `${code} is reported under "Right" in ${file}`).toStrictEqual([]);
  });

  it("names the fixes that are offered for the wrong examples, by their titles", () => {
    const named = namedFixes(sections.get("How to fix it"));
    const offered = wrong.flatMap((text) => offeredFixes(code, openDump(text)));
    expect(named.filter(({ pattern }) => !offered.some((title) => pattern.test(title))).map(({ title }) => title), `named in ${file}, and not offered`).toStrictEqual([]);
    expect(offered.filter((title) => !named.some(({ pattern }) => pattern.test(title))), `offered, and not named under "How to fix it" in ${file}`).toStrictEqual([]);
  });

  it("says how to silence the rule", () => {
    const silence = sections.get("How to silence it") ?? "";
    const ways = [`"xenstore.rules": { "${code}": "off" }`, `# xenstore-ignore ${code}`, `# xenstore-ignore-file ${code}`];
    expect(ways.filter((way) => !silence.includes(`\`${way}\``)), `missing under "How to silence it" in ${file}`).toStrictEqual([]);
  });
});

/** The rules that depend on the state of a frontend, and a wrong example of each. */
const GATED = RULES.filter(({ code }) => PAGED.includes(code)).flatMap((rule) => {
  const [example = ""] = examples(sectionsOf(read(rule.code)).get("Wrong"));
  const hasFrontend = /^\/local\/domain\/1\/device\/vif\/0\//m.test(example);
  return "gate" in rule && rule.gate !== "always" && hasFrontend ? [[rule.code, example] as const] : [];
});

it.each(GATED)("the page of %s says in which states of the frontend it is reported", (code, example) => {
  const full = levelIn(code, example, 4);
  const lower = LEVELS[LEVELS.findIndex((other) => other === full) + 1];
  const meant: Record<string, string | undefined> = { full, lower, mild: "information", silent: "silent" };
  const [, said] = Object.entries(GATES).find(([sentence]) => read(code).includes(sentence)) ?? [];
  expect(said, `the third line of docs/rules/${code}.md says one of these: ${Object.keys(GATES).join("; ")}`).toBeDefined();
  const error = '/local/domain/0/error/backend/vif/1/0/error = "22 x"\n';
  const levels = [levelIn(code, example, 1), levelIn(code, example, 3), full, levelIn(code, example, 5), levelIn(code, example, 5, error)];
  expect(levels, `the states 1, 3, 4, 5, and 5 beside an error node; the third line of docs/rules/${code}.md says otherwise`).toStrictEqual(said?.split(" ").map((word) => meant[word]));
});
