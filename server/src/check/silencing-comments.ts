import { Draft } from "../dump/draft";
import { headingAbove } from "../dump/read-by-neighbours";
import { readSilencingComment, type SilencingComment } from "../dump/silencing-comment";
import type { Line } from "../dump/line";
import type { Text } from "../dump/text";
import { t } from "../l10n";
import type { StoreNode } from "../store/node";
import type { Finding } from "./finding";
import { FindingFilter } from "./finding-filter";

/** The code of the hint on a comment that silences nothing. */
export const UNUSED_SUPPRESSION = "unused-suppression";

/** The comments of a dump that silence rules. */
export class SilencingComments extends FindingFilter<SilencingComment<StoreNode>> {
  constructor(text: Text<StoreNode>) {
    super(text, readSilencingComment);
  }

  /** Leaves out findings that are silenced, and adds a hint for each code that silences nothing. */
  protected *filtered(findings: Iterable<Finding>): Generator<Finding> {
    const used = new Set<string>();
    /** What is silenced, by the line at which it is; in the whole file if there is none. */
    const silenced = new Map<Line<StoreNode> | undefined, Map<string, string>>();
    const comments = this.notesFromTop;
    const targets = this.#targets(comments.map(([line]) => line));
    // If two comments silence the same, the lower one counts.
    for (const [line, comment] of comments) {
      const target = comment.wholeFile ? undefined : targets.get(line);
      if (target === undefined && !comment.wholeFile) continue;
      const into = silenced.get(target) ?? new Map<string, string>();
      for (const { code } of comment.codes) into.set(code, this.#key(comment, code));
      silenced.set(target, into);
    }
    for (const finding of findings) {
      const silencers = [undefined, finding.at.line.first].flatMap((line) => silenced.get(line)?.get(finding.code) ?? []);
      if (silencers.length === 0) yield finding;
      for (const key of silencers) used.add(key);
    }
    for (const [, comment] of comments) yield* this.#unused(comment, used);
  }

  /** The next line below each comment that is neither a comment nor blank, nor a heading: a comment below that would part it from its entry. The comments come from the top; those in a row share the walk. */
  #targets(comments: readonly Line<StoreNode>[]): Map<Line<StoreNode>, Line<StoreNode> | undefined> {
    const targets = new Map<Line<StoreNode>, Line<StoreNode> | undefined>();
    for (const comment of comments.toReversed()) {
      let line = this.text.next(comment);
      while (line !== undefined && (line.syntax.kind === "comment" || line.syntax.kind === "blank") && !targets.has(line)) line = this.text.next(line);
      targets.set(comment, line !== undefined && targets.has(line) ? targets.get(line) : this.#belowHeading(line));
    }
    return targets;
  }

  #belowHeading(line: Line<StoreNode> | undefined): Line<StoreNode> | undefined {
    const below = line && this.text.next(line);
    return below !== undefined && headingAbove(this.text, below) !== undefined ? below : line;
  }

  #key(comment: SilencingComment<StoreNode>, code: string): string {
    return `${comment.line.number} ${code}`;
  }

  *#unused(comment: SilencingComment<StoreNode>, used: ReadonlySet<string>): Generator<Finding> {
    for (const { code, at } of comment.codes) {
      if (used.has(this.#key(comment, code))) continue;
      yield {
        code: UNUSED_SUPPRESSION,
        level: "hint",
        at,
        message: comment.wholeFile ? t("There is no {0} in this file to silence.", code) : t("There is no {0} on the next entry to silence.", code),
        related: [],
        fixes: () => [{ title: t("Remove {0} from the comment", code), draft: this.#without(comment, code), preferred: true }],
      };
    }
  }

  #without(comment: SilencingComment<StoreNode>, code: string): Draft<StoreNode> {
    const draft = new Draft(this.text);
    const [only, ...others] = comment.codes;
    if (only === undefined || others.length === 0) return draft.remove([comment.line]);
    const at = comment.codes.findIndex((other) => other.code === code);
    const before = comment.codes[at - 1]?.at.end;
    const { start, end } = comment.codes[at]?.at ?? only.at;
    const next = comment.codes[at + 1]?.at.start;
    return draft.replace({ line: comment.line, start: before ?? start, end: before === undefined ? (next ?? end) : end }, "");
  }
}
