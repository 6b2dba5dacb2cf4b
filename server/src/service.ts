import type { TextChange } from "./dump/draft";
import { Text, type Position, type Range } from "./dump/text";
import { undoOf } from "./dump/undo";
import type { AnalysedDump } from "./features/analysed-dump";
import { analyse, checkedAnew, settle, type Analysis, type Effort } from "./features/analysis";
import { rootChange, rootSuggestions } from "./features/capture-root";
import { captureReports, type CaptureReport } from "./features/captures";
import { firstFindingsIn, verifiedFixes, type VerifiedFix } from "./features/code-action";
import { lensAt, lensesOf, type Lens, type LensPlace } from "./features/code-lens";
import { completionsAt, introduceNetifKey, type CompletionOptions, type Completions } from "./features/completion";
import { plainText, readKeyReference, type Completion, type Fillable } from "./features/completion-item";
import { convertDump, DUMP_FORMS, type Conversion, type ConvertOptions, type DumpForm } from "./features/convert";
import type { Loss } from "./features/convert/loss";
import { definitionAt, type Definition } from "./features/definition";
import { diagnosticsOf, shownDiagnostics, type Diagnostic } from "./features/diagnostics";
import { linkedLine, pathLinks, type PathLink } from "./features/document-links";
import { symbolsOf, type DumpSymbol } from "./features/document-symbols";
import { fixAll } from "./features/fix-all";
import { foldsOf, type Fold } from "./features/folding";
import { highlightsAt, type Highlight } from "./features/highlight";
import { formattingChanges } from "./features/formatting";
import { hoverAt, type Hover } from "./features/hover";
import { inlayHintsIn, type InlayHint } from "./features/inlay-hint";
import { isLong } from "./features/long-dump";
import { keyManual, manual, type ManualEntry } from "./features/manual";
import { referencesAt } from "./features/references";
import { rewritesAt, type Rewrite } from "./features/rewrite";
import { renameAt, renamePlace, type Refusal, type RenamePlace, type Renaming } from "./features/rename";
import { renameFailed } from "./features/rename-refusals";
import { restoreScript, type RestoreScript, type ScriptOptions } from "./features/script";
import { selectionsAt } from "./features/selection-range";
import { semanticTokensIn, TOKEN_MODIFIERS, TOKEN_TYPES, type SemanticToken } from "./features/semantic-token";
import { silencesOf, type Silence } from "./features/silence";
import type { Steps } from "./features/steps";
import { vifOutlooks, type VifOutlook } from "./features/vif-outlook";
import { vifReports, type VifReport } from "./features/vif-report";
import { findSymbols, type FoundSymbol } from "./features/workspace-symbols";
import type { Kernel } from "./netif/forecast/kernel";
import type { Model } from "./netif/model";
import type { Finding } from "./rules/checker";
import { readSettings, sameSettings, type Settings } from "./rules/settings";
import type { StoreNode } from "./store/node";
import { readRoot } from "./store/root";
import type { Store } from "./store/store";

export { DUMP_FORMS, introduceNetifKey, isLong, keyManual, manual, plainText, readKeyReference, readRoot, readSettings, sameSettings, TOKEN_MODIFIERS, TOKEN_TYPES };
export type { Definition, DumpSymbol, Effort, Steps, Fold, FoundSymbol, Highlight, PathLink, Refusal, RenamePlace, Renaming };
export type { CaptureReport, Completion, Completions, CompletionOptions, Fillable, Conversion, ConvertOptions, DumpForm, Loss, RestoreScript, ScriptOptions, Rewrite, Silence, Lens, LensPlace, ManualEntry, Settings, VifOutlook, VifReport, Kernel, Diagnostic, Hover, InlayHint, Position, Range, SemanticToken, TextChange, VerifiedFix };

/** What a dump service is told, and what it tells its owner of. */
export interface DumpServiceOptions {
  /** What the user says; see `readSettings`. */
  readonly settings?: Settings;
  /** Called when a rule or a feature throws; it is skipped, and the rest goes on. */
  readonly failed?: (what: string, error: unknown) => void;
}

/** What is said of one dump when it is opened. */
export interface OpenOptions {
  /** The absolute path of the directory that was listed, for captures that tell it neither by a prompt or comment nor by their links; see `readRoot`. */
  readonly root?: string;
  /** What the user says of this dump, instead of what the service was told. */
  readonly settings?: Settings;
}

/** Opens dumps. */
export interface DumpService {
  /** Analyses a text. A root that `readRoot` does not take counts as not said. */
  open(text: string, options?: OpenOptions): Dump;
}

/** Makes dumps to ask questions of. Does no input or output. */
export function createDumpService(options: DumpServiceOptions = {}): DumpService {
  const failed = options.failed ?? (() => undefined);
  const general = options.settings ?? readSettings(undefined);
  return { open: (text, { root, settings = general } = {}) => new Dump(text, settings, failed, root === undefined ? undefined : readRoot(root)) };
}

/**
 * One dump: its text, and what is known of it. All questions are answered for the text as it is now. Positions and ranges
 * are zero-based lines and UTF-16 code units; those outside the text count as the nearest inside it. Nothing throws but
 * `convert` and `script`: half of what they write would be taken for all of it.
 */
export class Dump implements AnalysedDump {
  readonly text: Text<StoreNode>;
  #settings: Settings;
  readonly #failed: (what: string, error: unknown) => void;
  readonly #root: string | undefined;
  #analysis: Analysis;
  #effort: Effort = { lines: 0, nodes: 0, directories: 0 };
  #stage: object = {};

  /** @param root the absolute path where captures were taken that do not tell it themselves */
  constructor(text: string, settings: Settings, failed: (what: string, error: unknown) => void, root?: string) {
    this.#failed = failed;
    this.#root = root;
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

  /** What the user says of this dump. */
  get settings(): Settings {
    return this.#settings;
  }

  /** Takes over other settings; everything is checked anew. */
  configure(settings: Settings): void {
    this.#settings = settings;
    this.#stage = {};
    this.#analysis = checkedAnew(this.#analysis, settings, this.#failed);
  }

  /** What the last edit, or the opening, made it look at. */
  get effort(): Effort {
    return this.#effort;
  }

  /** Another object after each edit, those too that are tried and taken back. What works in steps holds as long as it is the same. */
  get stage(): object {
    return this.#stage;
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
    let lines = 0;
    this.#stage = {};
    try {
      for (const { range, newText } of edits) {
        const change = this.text.replace(range, newText);
        undo.push(undoOf(change));
        this.store.update(change);
        this.#analysis.checker.updateLines(change);
        lines += change.rewritten.length + change.inserted.length + change.reread.length;
      }
      this.#effort = { lines, ...settle(this.#analysis) };
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
    return this.#guarded("diagnostics", [], () => diagnosticsOf(this.text, this.findings()));
  }

  /** Whether comments in the dump silence rules, so that `diagnostics` may lack what they found. */
  get isSilencedByComments(): boolean {
    return this.#analysis.checker.isSilencedByComments;
  }

  /** The diagnostics that an editor shows, from the top: no more than the settings say, the gravest; and how many that leaves out. */
  shownDiagnostics(): { readonly shown: Diagnostic[]; readonly hidden: number } {
    return this.#guarded("diagnostics", { shown: [], hidden: 0 }, () => shownDiagnostics(this.text, this.findings(), this.#settings.mostDiagnostics));
  }

  /** The diagnostics that touch a range, from the top; of very many, the first. */
  diagnosticsIn(range: Range): Diagnostic[] {
    return this.#guarded("diagnostics", [], () => diagnosticsOf(this.text, firstFindingsIn(this, range)));
  }

  /** The findings as the features need them, in no certain order. */
  findings(): Iterable<Finding> {
    return this.#analysis.checker.findings();
  }

  /** Ways to mend what is reported in a range, those that `diagnosticsIn` tells of, from the top; each was tried out, and leaves no new error or warning. */
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
    return this.#guarded("silences", [], () => silencesOf(this, diagnostic));
  }

  /** The vifs of the dump, and what netback of that kernel will do with each. */
  vifs(kernel: Kernel = this.kernel): VifReport[] {
    return this.#guarded("vifs", [], () => vifReports(this, kernel));
  }

  /** What will become of each vif under that netback, in words: for the command line, which is in English. */
  outlooks(kernel: Kernel = this.kernel): VifOutlook[] {
    return this.#guarded("outlooks", [], () => vifOutlooks(this, kernel));
  }

  /** Comments that tell where the capture may have been taken that begins at a position and does not tell it. */
  rootSuggestions(position: Position): Rewrite[] {
    return this.#guarded("root suggestions", [], () => rootSuggestions(this, position));
  }

  /** The comment that tells where the capture around a position was taken; nothing for what is no absolute path. */
  setRoot(position: Position, root: string): TextChange[] {
    return this.#guarded("set root", [], () => rootChange(this, position, root));
  }

  /** The captures of the dump with their roots, and for those whose root is not known where they may have been taken. */
  captures(): CaptureReport[] {
    return this.#guarded("captures", [], () => captureReports(this));
  }

  /** What to show over the directories of vifs, from the top: what netback will do, and the way to the other half. Over 20,000 lines only where; see `lens`. */
  lenses(): Steps<readonly (Lens | LensPlace)[]> {
    return this.#guardedSteps("lenses", [], () => lensesOf(this));
  }

  /** What to show at a place of `lenses`; undefined where that was of an older text. */
  lens(place: LensPlace): Lens | undefined {
    return this.#guarded("lens", undefined, () => lensAt(this, place));
  }

  /** What is known of the key or the path segment at a position; undefined where that is nothing. */
  hover(position: Position): Hover | undefined {
    return this.#guarded("hover", undefined, () => hoverAt(this, position));
  }

  /** The outline of the dump, from the top; over 20,000 lines without keys. */
  symbols(): Steps<readonly DumpSymbol[]> {
    return this.#guardedSteps("symbols", [], () => symbolsOf(this));
  }

  /** The domains and vifs that a query finds, at most so many. */
  find(query: string, limit: number): FoundSymbol[] {
    return this.#guarded("find", [], () => findSymbols(this, query, limit));
  }

  /** What can be folded, from the top; of more than a limit, the outermost. */
  folds(limit?: number): Steps<readonly Fold[]> {
    return this.#guardedSteps("folds", [], () => foldsOf(this, limit));
  }

  /** What a selection at a position grows to, from the inside. */
  selections(position: Position): Range[] {
    return this.#guarded("selections", [], () => selectionsAt(this, position));
  }

  /** Where the word at a position leads; undefined where there is none. */
  definition(position: Position): Definition | undefined {
    return this.#guarded("definition", undefined, () => definitionAt(this, position));
  }

  /** What speaks of the same as the word at a position, from the top. */
  references(position: Position, withDeclaration: boolean): Range[] {
    return this.#guarded("references", [], () => referencesAt(this, position, withDeclaration));
  }

  /** What speaks of the same as the word at a position, to be marked while the cursor is there; in no certain order. */
  highlights(position: Position): Highlight[] {
    return this.#guarded("highlights", [], () => highlightsAt(this, position));
  }

  /** What a rename at a position would replace, or why nothing can be renamed there. */
  renamePlace(position: Position): RenamePlace | Refusal {
    return this.#guarded("rename", { refusal: renameFailed() }, () => renamePlace(this, position));
  }

  /** What gives the domain, vif or queue at a position another number everywhere, or why that cannot be done. */
  rename(position: Position, newName: string): Renaming | Refusal {
    return this.#guarded("rename", { refusal: renameFailed() }, () => renameAt(this, position, newName));
  }

  /** The values that lead to another place of the dump, from the top. */
  links(): Steps<readonly PathLink[]> {
    return this.#guardedSteps("links", [], () => pathLinks(this));
  }

  /** The number of the line that the value at a position leads to; undefined where that is none of the dump. */
  linkedLine(position: Position): number | undefined {
    return this.#guarded("link", undefined, () => linkedLine(this, position));
  }

  /** The dump in another form; what that form does not hold is named with it. */
  convert(options: ConvertOptions): Conversion {
    return convertDump(this, options);
  }

  /** A shell script that restores the nodes of the dump, or why there can be none. */
  script(options: ScriptOptions = {}): RestoreScript {
    return restoreScript(this, options);
  }

  /** What could stand at a position; undefined where nobody could know. */
  completions(position: Position, options: CompletionOptions): Completions | undefined {
    return this.#guarded("completions", undefined, () => completionsAt(this, position, options));
  }

  /**
   * What writes the text as xenstore-ls prints it, and says the same; from the top, without overlaps.
   * @param range the whole text where none is given
   */
  formatting(range?: Range): TextChange[] {
    return this.#guarded("formatting", [], () => formattingChanges(this, range));
  }

  /** What the settings want said behind the values of a range, from the top. */
  inlayHints(range: Range): InlayHint[] {
    return this.#guarded("inlay hints", [], () => inlayHintsIn(this, range, this.#settings.inlayHints));
  }

  /**
   * What the parts of the text are, as far as a grammar cannot tell; in the order of the text.
   * @param range the whole text where none is given
   */
  semanticTokens(range?: Range): SemanticToken[] {
    return this.#guarded("semantic tokens", [], () => semanticTokensIn(this, range));
  }

  #analyse(): Analysis {
    const analysis = analyse(this.text, this.#settings, this.#failed, this.#root);
    this.#effort = { lines: this.text.lineCount, ...settle(analysis) };
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

  *#guardedSteps<Answer>(what: string, otherwise: Answer, answer: () => Steps<Answer>): Steps<Answer> {
    try {
      return yield* answer();
    } catch (error) {
      this.#failed(what, error);
      return otherwise;
    }
  }
}
