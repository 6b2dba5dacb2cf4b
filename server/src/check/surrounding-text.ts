import type { Line } from "../dump/line";
import { isClear } from "../dump/line-syntax";
import type { LineChange } from "../dump/line-change";
import type { Text } from "../dump/text";
import { t } from "../l10n";
import { invalidPath } from "../rules/invalid-path";
import { malformedLine } from "../rules/malformed-line";
import type { StoreNode } from "../store/node";
import type { Finding } from "./finding";
import { NotedLines } from "./noted-lines";

/** Nobody writes longer paragraphs, in lines. In a text made to have one, all its lines are reported. */
const MOST_LINES = 20_000;

/** `mtu "1500"`, `= "1500"`: a line of a dump that lost its sign or its name, not a word in quotes. Nobody writes permissions behind such a word. */
const LOST_PART = /^(?:[-\w@/]+|=) ?"[^"]*"?$|"[ .]*\([nrwb]\d+(?:,[nrwb]\d+)*\)$/;

/**
 * What people write around a dump in a mail or a ticket, and logs that they paste there: paragraphs in which no line holds anything of a store. One hint says
 * that they are left out. A line that cannot be read is still a fault among the lines of a dump, and in a text that holds no dump at all.
 */
export class SurroundingText {
  readonly #text: Text<StoreNode>;
  /** The lines that cannot be read, or have a path that no store can hold. */
  readonly #unread: NotedLines<true>;
  /** Whether a line is such text, for those that were looked at since the last change. */
  readonly #isSurrounding = new Map<Line<StoreNode>, boolean>();
  #hasDump: boolean | undefined = undefined;
  /** The hint that stands for a finding. A fix that is tried elsewhere must leave it the same object. */
  readonly #hints = new WeakMap<Finding, Finding>();

  constructor(text: Text<StoreNode>) {
    this.#text = text;
    this.#unread = new NotedLines(text, ({ syntax }) => (isClear(syntax) ? undefined : true));
  }

  update(change: LineChange<StoreNode>): void {
    if (!isWithinEntries(change)) {
      this.#isSurrounding.clear();
      this.#hasDump = undefined;
    }
    this.#unread.update(change);
  }

  /** Leaves out findings that say that such lines cannot be read. A hint takes the place of the first. */
  apply(findings: Iterable<Finding>): Iterable<Finding> {
    return this.#unread.size === 0 ? findings : this.#applyAll(findings);
  }

  *#applyAll(findings: Iterable<Finding>): Generator<Finding> {
    let first: Finding | undefined;
    for (const finding of findings) {
      const { line } = finding.at;
      const isOfText = finding.code === malformedLine.code || finding.code === invalidPath.code;
      if (!isOfText || this.#unread.get(line) === undefined || !this.#holds(line)) yield finding;
      else if (first === undefined || stands(finding, first)) first = finding;
    }
    if (first !== undefined) yield this.#hintAt(first);
  }

  /** Whether a line that cannot be read is such text. */
  includes(line: Line<StoreNode>): boolean {
    return this.#unread.get(line) !== undefined && this.#holds(line);
  }

  #hintAt(finding: Finding): Finding {
    let hint = this.#hints.get(finding);
    if (hint === undefined) {
      hint = { ...finding, level: "hint", message: t("The text around the dump is left out of the analysis."), fixes: () => [] };
      this.#hints.set(finding, hint);
    }
    return hint;
  }

  #holds(line: Line<StoreNode>): boolean {
    let known = this.#isSurrounding.get(line);
    if (known === undefined) {
      const around = [line];
      const isFirst = this.#isFree(line, around, (from) => this.#text.previous(from));
      const isLast = this.#isFree(line, around, (from) => this.#text.next(from));
      known = ((isFirst && isLast) || this.#announces(line, isFirst)) && this.#knowsDump();
      for (const one of around) this.#isSurrounding.set(one, known);
    }
    return known;
  }

  /** Whether nothing of a store stands from a line, itself included, to one end of its paragraph; `around` takes the lines that were looked at. */
  #isFree(from: Line<StoreNode>, around: Line<StoreNode>[], step: (line: Line<StoreNode>) => Line<StoreNode> | undefined): boolean {
    const depth = quoteDepth(from);
    for (let line: Line<StoreNode> | undefined = from; line !== undefined && !isBetween(line) && quoteDepth(line) === depth; line = step(line)) {
      if (isOfStore(line) || around.length > MOST_LINES || this.#isSurrounding.get(line) === false) return false;
      if (line !== from) around.push(line);
    }
    return true;
  }

  /**
   * Whether the last of the lines from one on that hold nothing of a store announces the dump right below it: `This is in the store:`.
   * @param isFirst whether nothing of a store stands above, in the same paragraph; else another capture must begin there
   */
  #announces(from: Line<StoreNode>, isFirst: boolean): boolean {
    let last = from;
    let below = this.#text.next(last);
    while (below !== undefined && !isBetween(below) && !isOfStore(below)) {
      last = below;
      below = this.#text.next(last);
    }
    if (!isFirst && below?.place?.top.capture.first !== below) return false;
    return below?.syntax.kind === "entry" && isClear(below.syntax) && ANNOUNCEMENT.test(last.text.slice(last.syntax.start));
  }

  #knowsDump(): boolean {
    return (this.#hasDump ??= this.#findsDump());
  }

  #findsDump(): boolean {
    for (const row of this.#text.rowsFrom(0)) if (row.some(({ syntax }) => syntax.kind === "entry" && isClear(syntax))) return true;
    return false;
  }
}

/** Whether a finding comes before another one: of two at one line, the one that speaks of the whole line. */
function stands({ code, at: { line } }: Finding, before: Finding): boolean {
  return line === before.at.line ? code === malformedLine.code && before.code !== code : line.isBefore(before.at.line);
}

/** Whether only the contents of entries have changed, as while somebody types a value: then all paragraphs are as they were. */
function isWithinEntries({ inserted, removed, rewritten, reread }: LineChange<StoreNode>): boolean {
  if (inserted.length > 0 || removed.length > 0) return false;
  return [...rewritten, ...reread].every(({ line, syntax }) => syntax.isPrinted && line.syntax.isPrinted);
}

/** Whether a line ends a paragraph: blank lines do, prompts, the fences of Markdown, and what begins the signature of a mail. A `#` may comment anything out, also within a dump. */
function isBetween({ text, syntax: { kind, start } }: Line<StoreNode>): boolean {
  return kind === "blank" || text.slice(start) === "-- " || kind === "prompt" || (kind === "comment" && !/^[ \t]*#/.test(text.slice(start)));
}

/** Some words and a colon, beginning in the first column, without anything that an entry would have. */
const ANNOUNCEMENT = /^[^\s"=/][^"=/]*\s[^"=/]*:\s*$/;

/** `The guest shows state = "4"`: it begins with a word, in the first column. */
const SENTENCE = /^[^\s/]+\s/;

/** Whether a line holds a node, even a broken one. A sentence has more than a name before its equals sign, and a list behind the sign is a setting of xl. */
function isOfStore({ text, read, syntax }: Line<StoreNode>): boolean {
  const { kind, form, pathStart, pathEnd, pathSuspect, start, value } = syntax;
  if (kind === "continuation" || kind === "permissions") return true;
  if (kind === "entry" && (isClear(syntax) || (form === "flat" && (!pathSuspect || read.startsWith("/", pathStart))))) return true;
  if (kind === "entry" && (value === "whole" || value === "cut")) return !SENTENCE.test(read.slice(start, pathEnd));
  if (kind === "entry" && pathEnd > pathStart) return !pathSuspect && /^(?: =| ?="| ?= )(?! ?[['])/.test(read.slice(pathEnd, pathEnd + 5));
  return LOST_PART.test(text.slice(start).trim());
}

function quoteDepth({ text }: Line<StoreNode>): number {
  return (/^[> \t]*/.exec(text)?.[0] ?? "").replace(/[^>]/g, "").length;
}
