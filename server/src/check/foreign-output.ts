import type { Line } from "../dump/line";
import { isClear } from "../dump/line-syntax";
import type { LineChange } from "../dump/line-change";
import type { Text } from "../dump/text";
import { malformedLine } from "../rules/malformed-line";
import type { StoreNode } from "../store/node";
import { isOtherCommand } from "../store/prompt";
import type { Finding } from "./finding";
import { FindingFilter } from "./finding-filter";

/** Nobody pastes a session with more lines behind the prompts of other commands. In a text made to have more, all lines are reported. */
const MOST_LINES = 20_000;

/**
 * The output of other commands in a pasted session, such as `xl network-list`: it is not a dump, and nobody takes it for one. If entries of a
 * store follow a prompt, whatever its command was (`cat dump.txt`), lines among them that cannot be read are faults as usual. The notes are on the prompts:
 * whether the command of each does something else than list a store.
 */
export class ForeignOutput extends FindingFilter<boolean> {
  /** All prompts in the order of the text, and those of other commands that no entry follows; undefined after a change. */
  #known: { readonly prompts: readonly Line<StoreNode>[]; readonly foreign: ReadonlySet<Line<StoreNode>> } | undefined;

  constructor(text: Text<StoreNode>) {
    super(text, (line) => (line.syntax.kind === "prompt" ? isOtherCommand(line) : undefined));
  }

  override update(change: LineChange<StoreNode>): void {
    this.#known = undefined;
    super.update(change);
  }

  /** Leaves out findings that say that such lines cannot be read. */
  protected *filtered(findings: Iterable<Finding>): Generator<Finding> {
    for (const finding of findings) if (finding.code !== malformedLine.code || !this.includes(finding.at.line)) yield finding;
  }

  /** Whether a line is such output. */
  includes(line: Line<StoreNode>): boolean {
    const { prompts, foreign } = (this.#known ??= this.#findForeign());
    const prompt = lastBefore(prompts, line);
    return prompt !== undefined && foreign.has(prompt);
  }

  #findForeign(): { readonly prompts: readonly Line<StoreNode>[]; readonly foreign: ReadonlySet<Line<StoreNode>> } {
    const prompts = this.notesFromTop;
    const foreign = new Set<Line<StoreNode>>();
    let left = MOST_LINES;
    for (const [prompt, isOther] of prompts) {
      if (!isOther) continue;
      let isStore = false;
      for (const line of this.text.lines(prompt)) {
        if (line === prompt) continue;
        if (line.syntax.kind === "prompt" || isStore || left === 0) break;
        isStore = showsStore(line);
        left -= 1;
      }
      if (!isStore && left > 0) foreign.add(prompt);
    }
    return { prompts: prompts.map(([prompt]) => prompt), foreign };
  }
}

/** Whether a line holds a node, even if its value is broken: then its command showed a store, or a dump. */
function showsStore({ syntax }: Line<StoreNode>): boolean {
  return syntax.kind === "entry" && (syntax.form === "flat" || (isClear(syntax) && syntax.value !== "unreadable"));
}

/** The last of some lines, in the order of the text, that stands above a line. */
function lastBefore(lines: readonly Line<StoreNode>[], line: Line<StoreNode>): Line<StoreNode> | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]?.isBefore(line) === true) low = middle + 1;
    else high = middle;
  }
  return lines[low - 1];
}
