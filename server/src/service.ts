import type { TextChange } from "./dump/draft";
import { Text, type Position, type Range } from "./dump/text";
import { undoOf } from "./dump/undo";
import type { AnalysedDump } from "./features/analysed-dump";
import { verifiedFixes, type VerifiedFix } from "./features/code-action";
import { diagnosticsOf, type Diagnostic } from "./features/diagnostics";
import { hoverAt, type Hover } from "./features/hover";
import { Model } from "./netif/model";
import { Checker, type Finding } from "./rules/checker";
import type { StoreNode } from "./store/node";
import { Store } from "./store/store";

export type { Diagnostic, Hover, Position, Range, TextChange, VerifiedFix };

/** What a dump service tells its owner of. */
export interface DumpServiceOptions {
  /** Called when a rule or a feature throws; it is skipped, and the rest goes on. */
  readonly failed?: (what: string, error: unknown) => void;
}

/** Makes dumps to ask questions of. Does no input or output. */
export function createDumpService(options: DumpServiceOptions = {}): { open(text: string): Dump } {
  const failed = options.failed ?? (() => undefined);
  return { open: (text) => new Dump(text, failed) };
}

/**
 * One dump: its text, and what is known of it. All questions are answered for the text as it is now. Positions and ranges
 * are zero-based lines and UTF-16 code units; those outside the text count as the nearest inside it. Nothing throws.
 */
export class Dump implements AnalysedDump {
  readonly text: Text<StoreNode>;
  store: Store;
  model: Model;
  #checker: Checker;
  readonly #failed: (what: string, error: unknown) => void;

  constructor(text: string, failed: (what: string, error: unknown) => void) {
    this.#failed = failed;
    this.text = new Text(text);
    this.store = new Store(this.text);
    this.model = new Model(this.store);
    this.#checker = new Checker(this.text, this.store, this.model, failed);
    this.#settle();
  }

  /** How many vif directories the last edit made it check. */
  get checkedDirectories(): number {
    return this.#checker.checkedDirectories;
  }

  /** Takes over an edit. Costs what the edit touches, not what the dump weighs. */
  edit(range: Range, newText: string): void {
    this.editAll([{ range, newText }]);
  }

  /**
   * Takes over edits, each of the text as the one before has left it. What is wrong is found out once, after the last.
   * @returns the edits that take them back, in the order in which that must be done
   */
  editAll(edits: readonly TextChange[]): TextChange[] {
    const undo: TextChange[] = [];
    try {
      for (const { range, newText } of edits) {
        const change = this.text.replace(range, newText);
        undo.push(undoOf(change));
        this.store.update(change);
        this.#checker.updateLines(change);
      }
      this.#settle();
    } catch (error) {
      for (const { range, newText } of edits.slice(undo.length)) undo.push(undoOf(this.text.replace(range, newText)));
      // The text is right whatever happened; all that is known of it is found out anew.
      this.#failed("edit", error);
      this.store = new Store(this.text);
      this.model = new Model(this.store);
      this.#checker = new Checker(this.text, this.store, this.model, this.#failed);
      this.#settle();
    }
    return undo.reverse();
  }

  /** The findings of all rules, from the top. */
  diagnostics(): Diagnostic[] {
    return diagnosticsOf(this.text, this.#checker.findings());
  }

  /** The findings as the features need them, in no certain order. */
  findings(): Iterable<Finding> {
    return this.#checker.findings();
  }

  /** Ways to mend what is reported in a range; each was tried out, and leaves no new error or warning. */
  fixes(range: Range): VerifiedFix[] {
    return this.#guarded("fixes", [], () => verifiedFixes(this, range));
  }

  /** What is known of the key or the path segment at a position; undefined where that is nothing. */
  hover(position: Position): Hover | undefined {
    return this.#guarded("hover", undefined, () => hoverAt(this, position));
  }

  #settle(): void {
    const concerned = this.model.update();
    this.#checker.updateNodes(concerned);
    this.store.touched.clear();
  }

  #guarded<Answer>(what: string, otherwise: Answer, answer: () => Answer): Answer {
    try {
      return answer();
    } catch (error) {
      this.#failed(what, error);
      return otherwise;
    }
  }
}
