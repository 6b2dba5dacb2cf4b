import { LEVELS, type Level } from "../../server/src/rules/level";

/** A stretch of one line of a dump, and what is expected to be reported there. */
export interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The code of a rule and a level, or `related`. */
  readonly label: string;
  /** Undefined if the mark leaves the message open. */
  readonly message: string | undefined;
}

/** A fix that is expected to be offered, and the dump that it leaves. */
export interface ExpectedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly text: string;
}

/** A dump, with what its comments say is expected. */
export interface Case {
  readonly title: string;
  /** The number of its first line in the fixture, for messages. */
  readonly line: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Undefined if the case says nothing about fixes. */
  readonly fixes: readonly ExpectedFix[] | undefined;
}

const TITLE = "#=== ";
const SECTION = "#--- ";
const DIRECTIVE = "#! ";
const DIRECTIVES = ["silent", "crlf", "no final newline"] as const;
type Directive = (typeof DIRECTIVES)[number];

/** `#    ^^^ label`: the columns of the carets. */
const CARETS = /^# *(\^+) (.+)$/;
/** `# <--- label`: as many columns as there are dashes, from the first column on, where no caret can stand. */
const ARROW = /^# <(-+) (.+)$/;

/**
 * Reads a fixture: the cases of one rule, each under a line `#=== title`. What stands above the first is for people.
 * A case begins with its directives (`#! silent`, `#! crlf`, `#! no final newline`), then follows its dump, with marks in
 * comment lines under what they mark, then `#--- fix: title (preferred)` and the whole dump that the fix leaves, for each fix
 * in the order of the dump, or `#--- no fixes`.
 * @param name what an error calls the fixture
 * @throws Error with the number of the line if the fixture does not have this form
 */
export function readFixture(name: string, text: string): Case[] {
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new Error(`${name}: the last line has no end`);
  const starts = lines.flatMap((line, at) => (line.startsWith(TITLE) ? [at] : []));
  if (starts.length === 0) throw new Error(`${name}: no case: a line "${TITLE}title" begins one`);
  const fail = (line: number, problem: string): never => {
    throw new Error(`${name}:${line + 1}: ${problem}`);
  };
  return starts.map((start, at) => readCase(lines, start, starts[at + 1] ?? lines.length, fail));
}

function readCase(lines: readonly string[], start: number, end: number, fail: (line: number, problem: string) => never): Case {
  const title = (lines[start] ?? "").slice(TITLE.length);
  const directives = new Set<Directive>();
  let at = start + 1;
  for (; lines[at]?.startsWith(DIRECTIVE) === true; at += 1) {
    const directive = DIRECTIVES.find((known) => lines[at] === DIRECTIVE + known);
    directives.add(directive ?? fail(at, `unknown directive; there are: ${DIRECTIVES.join(", ")}`));
  }
  const join = (dump: readonly string[]): string => {
    const eol = directives.has("crlf") ? "\r\n" : "\n";
    return dump.join(eol) + (directives.has("no final newline") || dump.length === 0 ? "" : eol);
  };
  const sections = [...lines.keys()].filter((line) => line >= at && line < end && lines[line]?.startsWith(SECTION) === true);
  const dump: string[] = [];
  const marks: Mark[] = [];
  for (; at < (sections[0] ?? end); at += 1) {
    const line = lines[at] ?? "";
    const mark = readMark(line);
    if (mark === undefined) dump.push(line);
    else if (dump.length === 0) fail(at, "a mark stands under the line that it marks, and there is none");
    else if (mark.end > (dump.at(-1) ?? "").length) fail(at, "the mark is longer than the line above");
    else marks.push({ ...mark, line: dump.length - 1, ...(readLabel(mark.label) ?? fail(at, 'the label is neither "code level", nor "related", with or without ": message"')) });
  }
  if (directives.has("silent") !== (marks.length === 0)) fail(start, `a case without marks, and no other, says "${DIRECTIVE}silent"`);
  const fixes = sections.flatMap((section, index) => {
    const label = (lines[section] ?? "").slice(SECTION.length);
    const body = lines.slice(section + 1, sections[index + 1] ?? end);
    if (label === "no fixes") return sections.length > 1 || body.length > 0 ? fail(section, '"no fixes" stands alone, and nothing follows it') : [];
    const fix = /^fix: (.+?)( \(preferred\))?$/.exec(label) ?? fail(section, 'the section is neither "fix: title" nor "no fixes"');
    return [{ title: fix[1] ?? "", preferred: fix[2] !== undefined, text: join(body) }];
  });
  return { title, line: start + 1, text: join(dump), marks, fixes: sections.length === 0 ? undefined : fixes };
}

function readMark(line: string): { start: number; end: number; label: string } | undefined {
  const arrow = ARROW.exec(line);
  if (arrow !== null) return { start: 0, end: (arrow[1] ?? "").length, label: arrow[2] ?? "" };
  const carets = CARETS.exec(line);
  if (carets === null) return undefined;
  const start = line.indexOf("^");
  return { start, end: start + (carets[1] ?? "").length, label: carets[2] ?? "" };
}

function readLabel(text: string): Pick<Mark, "label" | "message"> | undefined {
  const [, label = "", message] = /^([a-z-]+(?: [a-z]+)?)(?:: (.+))?$/.exec(text) ?? [];
  const level = label.split(" ")[1];
  const isKnown = label === "related" ? message !== undefined : LEVELS.includes(level as Level);
  return isKnown ? { label, message } : undefined;
}

/** Writes a dump with marks as in a fixture, so that a failing test shows together what is expected and what is there. */
export function writeMarked(text: string, marks: readonly Mark[]): string {
  const lines = text.split(/\r?\n/);
  return lines
    .flatMap((line, number) => [line, ...marks.filter((mark) => mark.line === number).toSorted(compare).map(writeMark)])
    .join("\n");
}

/** Writes fixes as in a fixture. */
export function writeFixes(fixes: readonly ExpectedFix[]): string {
  if (fixes.length === 0) return `${SECTION}no fixes\n`;
  return fixes.map(({ title, preferred, text }) => `${SECTION}fix: ${title}${preferred ? " (preferred)" : ""}\n${text}`).join("");
}

function writeMark({ start, end, label, message }: Mark): string {
  const what = message === undefined ? label : `${label}: ${message}`;
  if (start === 0) return `# <${"-".repeat(end)} ${what}`;
  return `#${" ".repeat(start - 1)}${"^".repeat(end - start)} ${what}`;
}

function compare(left: Mark, right: Mark): number {
  return left.start - right.start || left.end - right.end || (writeMark(left) < writeMark(right) ? -1 : 1);
}
