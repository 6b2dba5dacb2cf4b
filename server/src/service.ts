import type { TextChange } from "./dump/draft";
import { Text, type Position, type Range } from "./dump/text";
import { undoOf } from "./dump/undo";
import type { AnalysedDump } from "./features/analysed-dump";
import { findingsIn, verifiedFixes, type VerifiedFix } from "./features/code-action";
import { forecastLenses, type ForecastLens } from "./features/code-lens";
import { diagnosticsOf, type Diagnostic } from "./features/diagnostics";
import { fixAll } from "./features/fix-all";
import { hoverAt, type Hover } from "./features/hover";
import { rewritesAt, type Rewrite } from "./features/rewrite";
import { silencesOf, type Silence } from "./features/silence";
import { vifReports, type VifReport } from "./features/vif-report";
import type { Kernel } from "./netif/forecast/kernel";
import { Model } from "./netif/model";
import { Checker, type Finding } from "./rules/checker";
import { readSettings, type Settings } from "./rules/settings";
import type { StoreNode } from "./store/node";
import { Store } from "./store/store";

export { readSettings };
export type { Rewrite, Silence, ForecastLens, Settings, VifReport, Kernel, Diagnostic, Hover, Position, Range, TextChange, VerifiedFix };

/** What a dump service is told, and what it tells its owner of. */
export interface DumpServiceOptions {
  /** What the user says; see `readSettings`. */
  readonly settings?: Settings;
  /** Called when a rule or a feature throws; it is skipped, and the rest goes on. */
  readonly failed?: (what: string, error: unknown) => void;
}

/** Opens dumps. */
export interface DumpService {
  open(text: string): Dump;
  /** Gives dumps that are opened from now on other settings. */
  configure(settings: Settings): void;
}

/** Makes dumps to ask questions of. Does no input or output. */
export function createDumpService(options: DumpServiceOptions = {}): DumpService {
  const failed = options.failed ?? (() => undefined);
  let settings = options.settings ?? readSettings(undefined);
  return {
    open: (text) => new Dump(text, settings, failed),
    configure: (changed) => {
      settings = changed;
    },
  };
}

/** All that is known of a text. */
interface Analysis {
  readonly store: Store;
  readonly model: Model;
  readonly checker: Checker;
}

/**
 * One dump: its text, and what is known of it. All questions are answered for the text as it is now. Positions and ranges
 * are zero-based lines and UTF-16 code units; those outside the text count as the nearest inside it. Nothing throws.
 */
export class Dump implements AnalysedDump {
  readonly text: Text<StoreNode>;
  #settings: Settings;
  readonly #failed: (what: string, error: unknown) => void;
  #analysis: Analysis;

  constructor(text: string, settings: Settings, failed: (what: string, error: unknown) => void) {
    this.#failed = failed;
    this.#settings = settings;
    this.text = new Text(text);
    this.#analysis = this.#analyse();
  }

  get store(): Store {
    return this.#analysis.store;
  }

  get model(): Model {
    return this.#analysis.model;
  }

  /** The netback that forecasts are made for. */
  get kernel(): Kernel {
    return this.#settings.kernel;
  }

  /** Takes over other settings; everything is checked anew. */
  configure(settings: Settings): void {
    this.#settings = settings;
    this.#analysis = this.#analyse();
  }

  /** How many vif directories the last edit made it check. */
  get checkedDirectories(): number {
    return this.#analysis.checker.checkedDirectories;
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
        this.#analysis.checker.updateLines(change);
      }
      settle(this.#analysis);
    } catch (error) {
      for (const { range, newText } of edits.slice(undo.length)) undo.push(undoOf(this.text.replace(range, newText)));
      // The text is right whatever happened; all that is known of it is found out anew.
      this.#failed("edit", error);
      this.#analysis = this.#analyse();
    }
    return undo.reverse();
  }

  /** The findings of all rules, from the top. */
  diagnostics(): Diagnostic[] {
    return diagnosticsOf(this.text, this.#analysis.checker.findings());
  }

  /** The diagnostics that touch a range, from the top. */
  diagnosticsIn(range: Range): Diagnostic[] {
    return diagnosticsOf(this.text, findingsIn(this, range));
  }

  /** The findings as the features need them, in no certain order. */
  findings(): Iterable<Finding> {
    return this.#analysis.checker.findings();
  }

  /** Ways to mend what is reported in a range; each was tried out, and leaves no new error or warning. */
  fixes(range: Range): VerifiedFix[] {
    return this.#guarded("fixes", [], () => verifiedFixes(this, range));
  }

  /** What mends all that has a preferred fix, or all of one rule, as one edit; empty where there is nothing to mend. */
  fixAll(code?: string): TextChange[] {
    return this.#guarded("fix all", [], () => fixAll(this, code));
  }

  /** Other shapes of the vif whose frontend directory a position stands in. */
  rewrites(position: Position): Rewrite[] {
    return this.#guarded("rewrites", [], () => rewritesAt(this, position));
  }

  /** Comments that silence a diagnostic of this dump. */
  silences(diagnostic: Diagnostic): Silence[] {
    return silencesOf(this, diagnostic);
  }

  /** The vifs of the dump, and what netback of that kernel will do with each. */
  vifs(kernel: Kernel = this.kernel): VifReport[] {
    return this.#guarded("vifs", [], () => vifReports(this, kernel));
  }

  /** A line on each vif to show over its directories: what netback will do. */
  lenses(): ForecastLens[] {
    return this.#guarded("lenses", [], () => forecastLenses(this));
  }

  /** What is known of the key or the path segment at a position; undefined where that is nothing. */
  hover(position: Position): Hover | undefined {
    return this.#guarded("hover", undefined, () => hoverAt(this, position));
  }

  #analyse(): Analysis {
    const store = new Store(this.text);
    const model = new Model(store);
    const checker = new Checker(this.text, store, model, this.#settings, this.#failed);
    const analysis = { store, model, checker };
    settle(analysis);
    return analysis;
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

/** Carries what the store says was touched through to the rules. */
function settle({ store, model, checker }: Analysis): void {
  checker.updateNodes(model.update());
  store.touched.clear();
}
