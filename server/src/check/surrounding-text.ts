import { damageIn } from "../dump/damage";
import type { Line } from "../dump/line";
import { isClear } from "../dump/line-syntax";
import type { LineChange } from "../dump/line-change";
import { isInterjected, isProse, mayAnnounce, mayBeOfProse } from "../dump/sentence";
import type { Text } from "../dump/text";
import { t } from "../l10n";
import { NETIF_KEYS } from "../netif/keys";
import { invalidPath } from "../rules/invalid-path";
import { malformedLine } from "../rules/malformed-line";
import type { StoreNode } from "../store/node";
import type { Finding } from "./finding";
import { FindingFilter } from "./finding-filter";
import { StandIn } from "./stand-in";

/** Lines in a row that hold nothing of a store, in one paragraph. */
interface Run {
  readonly bottom: Line<StoreNode>;
  /** Whether the paragraph begins with it, so that no line of a store stands above. */
  readonly isFirst: boolean;
  /** Whether the paragraph ends with it. */
  readonly isLast: boolean;
  /** Whether it begins with prose, a title or a setting: no broken line of a dump. */
  readonly beginsInProse: boolean;
  /** Whether its last line may announce a dump: `This is in the store:`, a sentence or a title. */
  readonly endsInTitle: boolean;
}

/** Stands for a run with more lines than anybody writes. */
const TOO_LONG = "too long";

/** Nobody writes longer paragraphs, in lines. In a text made to have one, all its lines are reported. */
const MOST_LINES = 20_000;

/** `mtu "1500"`, `= "1500"`: a line of a dump that lost its sign or its name, not a word in quotes. Nobody writes permissions behind such a word. */
const LOST_PART = /^(?:[-\w@/]+|=) ?"[^"]*"?$|"[ .]*\([nrwb]\d+(?:,[nrwb]\d+)*\)$/;

/**
 * What people write around a dump in a mail or a ticket, and logs that they paste there: paragraphs in which no line holds anything of a store. One hint says
 * that they are left out. Prose right above or below the lines of a dump is left out, too, and so are settings of xl and what somebody says in a chat, also
 * among them. Any other line that cannot be read is a fault among the lines of a dump; in a text that holds no dump at all, every such line is.
 * The notes are on lines that cannot be read, or have a path that no store can hold.
 */
export class SurroundingText extends FindingFilter<true> {
  /** The run that a line stands in, for those that were looked at since the last change. */
  readonly #runs = new Map<Line<StoreNode>, Run | typeof TOO_LONG>();
  #hasDump: boolean | undefined;
  readonly #hint = new StandIn((finding) => ({ ...finding, level: "hint", message: t("The text around the dump is left out of the analysis."), fixes: () => [] }));

  constructor(text: Text<StoreNode>) {
    super(text, ({ syntax }) => (isClear(syntax) ? undefined : true));
  }

  override update(change: LineChange<StoreNode>): void {
    if (!isWithinEntries(change)) {
      this.#runs.clear();
      this.#hasDump = undefined;
    }
    super.update(change);
  }

  /** Leaves out findings that say that such lines cannot be read. A hint takes the place of the first. */
  protected filtered(findings: Iterable<Finding>): Iterable<Finding> {
    return this.#hint.apply(findings, ({ code, at }) => (code === malformedLine.code || code === invalidPath.code) && this.includes(at.line));
  }

  /** Whether a line that cannot be read is such text. */
  includes(line: Line<StoreNode>): boolean {
    return this.notes.has(line) && this.#holds(line);
  }

  #holds(line: Line<StoreNode>): boolean {
    if (isInterjected(contentOf(line)) || isSetting(line)) return this.#knowsDump();
    const run = this.#runAround(line);
    return run !== undefined && ((run.isFirst && run.isLast) || this.#announces(run) || follows(line, run)) && this.#knowsDump();
  }

  #runAround(line: Line<StoreNode>): Run | undefined {
    const known = this.#runs.get(line);
    if (known !== undefined) return known === TOO_LONG ? undefined : known;
    const lines = [line];
    const above = this.#walk(line, lines, "previous");
    const top = lines.at(-1) ?? line;
    const below = this.#walk(line, lines, "next");
    const last = lines.at(-1) ?? line;
    const bottom = last === top ? line : last;
    const run = above === TOO_LONG || below === TOO_LONG ? TOO_LONG : runOf(top, bottom, above === "end", below === "end");
    for (const one of lines) this.#runs.set(one, run);
    return run === TOO_LONG ? undefined : run;
  }

  /**
   * Walks from a line to one end of its run; `lines` takes those on the way.
   * @returns what ends the run: the end of its paragraph, or a line of a store
   */
  #walk(from: Line<StoreNode>, lines: Line<StoreNode>[], step: "previous" | "next"): "end" | "store" | typeof TOO_LONG {
    const depth = quoteDepth(from);
    for (let line: Line<StoreNode> | undefined = from; line !== undefined && !isBetween(line) && quoteDepth(line) === depth; line = this.text[step](line)) {
      if (isOfStore(line) && !isFolded(line, this.text.previous(line))) return "store";
      if (lines.length > MOST_LINES || this.#runs.get(line) === TOO_LONG) return TOO_LONG;
      if (line !== from) lines.push(line);
    }
    return "end";
  }

  /**
   * Whether the last line of a run announces the dump right below it, `This is in the store:`, or a run at the beginning of a paragraph is a sentence or a title.
   * If a line of a store stands above, another capture must begin below.
   */
  #announces({ isFirst, endsInTitle, bottom }: Run): boolean {
    if (!endsInTitle) return false;
    const below = this.text.next(bottom);
    if (below?.syntax.kind !== "entry" || !isClear(below.syntax)) return false;
    return isFirst || below.place?.top.capture.first === below;
  }

  #knowsDump(): boolean {
    return (this.#hasDump ??= this.#findsDump());
  }

  #findsDump(): boolean {
    for (const row of this.text.rowsFrom(0)) if (row.some(isOfStore)) return true;
    return false;
  }
}

/** Whether only the contents of entries have changed, as while somebody types a value: then all paragraphs are as they were. */
function isWithinEntries({ inserted, removed, rewritten, reread }: LineChange<StoreNode>): boolean {
  if (inserted.length > 0 || removed.length > 0) return false;
  return [...rewritten, ...reread].every(({ line, syntax }) => syntax.isPrinted && line.syntax.isPrinted);
}

/**
 * Whether a line ends a paragraph: blank lines do, prompts, the fences of Markdown, and what begins the signature of a mail. A `#` may comment anything out, also
 * within a dump, and carets point at the line above them.
 */
function isBetween({ text, syntax: { kind, start } }: Line<StoreNode>): boolean {
  return kind === "blank" || text.slice(start) === "-- " || kind === "prompt" || (kind === "comment" && !/^[ \t]*[#^]/.test(text.slice(start)));
}

function runOf(top: Line<StoreNode>, bottom: Line<StoreNode>, isFirst: boolean, isLast: boolean): Run {
  const last = contentOf(bottom);
  return { bottom, isFirst, isLast, beginsInProse: isSetting(top) || mayAnnounce(contentOf(top)), endsInTitle: mayAnnounce(last) };
}

/**
 * Whether a line belongs to what somebody wrote right below a dump: no line of a store follows, and it is prose, or the run begins with prose, a title or a setting.
 * What looks like the name of a key is a broken line of the dump.
 */
function follows(line: Line<StoreNode>, { isLast, beginsInProse }: Run): boolean {
  return isLast && (beginsInProse ? mayBeOfProse(contentOf(line)) : isProse(contentOf(line)));
}

/** A line without the prefix of a mail, and without the blanks behind it. */
function contentOf({ text, syntax }: Line<StoreNode>): string {
  return text.slice(syntax.start).trimEnd();
}

/** `The guest shows state = "4"`: it begins with a word, in the first column. */
const SENTENCE = /^[^\s/]+\s/;

/** `memory = 1024`, `boot="c"`, `vif = ['bridge=xenbr0']`: a setting of a guest, as xl reads them. It begins in the first column, and no key of a vif has its name. */
function isSetting({ read, path, syntax: { value, start } }: Line<StoreNode>): boolean {
  return value === "malformed" && !NETIF_KEYS.has(path) && /^\w+ ?= ?(?:[['\d]|"[^"]*" *$)/.test(read.slice(start));
}

/** Whether a line holds a node, even a broken one. A sentence has more than a name before its equals sign, code has two, and a list behind it is a setting. */
function isOfStore(line: Line<StoreNode>): boolean {
  const { text, read, syntax } = line;
  const { kind, form, pathStart, pathEnd, pathSuspect, start, value } = syntax;
  if (kind === "continuation" || kind === "permissions") return true;
  if (kind === "entry") {
    if (isClear(syntax) || (form === "flat" && read.startsWith("/", pathStart))) return true;
    if (value === "whole" || value === "cut") return !SENTENCE.test(read.slice(start, pathEnd));
    if (pathEnd > pathStart) return !pathSuspect && !isSetting(line) && /^(?: =(?!=)|=[ "])(?! ?[['])/.test(read.slice(pathEnd, pathEnd + 5));
  }
  return LOST_PART.test(text.slice(start).trim()) || damageIn(line) === "flattened";
}

/** Whether a line goes on with a header of a mail, `Content-Type: multipart/mixed;` and then ` boundary="x"`. It looks like a broken line of a tree. */
function isFolded({ text, syntax }: Line<StoreNode>, above: Line<StoreNode> | undefined): boolean {
  return !isClear(syntax) && /^[ \t]/.test(text) && /^[A-Z][\w-]*: .*;$/.test(above?.text ?? "");
}

function quoteDepth({ text }: Line<StoreNode>): number {
  return (/^[> \t]*/.exec(text)?.[0] ?? "").replace(/[^>]/g, "").length;
}
