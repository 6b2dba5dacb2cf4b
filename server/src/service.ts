import type { TextChange } from "./dump/draft";
import type { Position, Range } from "./dump/text";
import type { Failed } from "./check/checker";
import { AnalysedDump, type Effort } from "./features/analysed-dump";
import { captureReports, rootChange, rootSuggestions, type CaptureReport, type RootSuggestion } from "./features/captures";
import { firstFindingsIn, verifiedFixes, type VerifiedFix } from "./features/fixes/verified-fixes";
import { lensAt, lensesOf, type Lens, type LensPlace } from "./features/code-lens";
import { completionsAt, introduceNetifKey, type CompletionOptions, type Completions } from "./features/completion/completion";
import { plainText, readKeyReference, withFields, type Completion, type Fillable } from "./features/completion/item";
import { convertDump, DUMP_FORMS, type Conversion, type ConvertOptions, type DumpForm } from "./features/convert/convert";
import type { Loss } from "./features/convert/loss";
import { definitionAt, type Definition } from "./features/definition";
import { diagnosticsOf, shownDiagnostics, type Diagnostic } from "./features/diagnostics";
import { linkedLine, pathLinks, type PathLink } from "./features/document-links";
import { symbolsOf, type DumpSymbol } from "./features/document-symbols";
import { fixAll } from "./features/fixes/fix-all";
import { foldsOf, type Fold } from "./features/folding";
import { highlightsAt, type Highlight } from "./features/highlight";
import { formattingChanges } from "./features/formatting/formatting";
import { hoverAt, type Hover } from "./features/hover/hover";
import { inlayHintsIn, type InlayHint } from "./features/inlay-hints";
import { isLong, MOST_LINES_IN_FULL } from "./features/long-dump";
import { keyManual, manual, reportable, rules, type ManualEntry, type RuleSummary } from "./features/manual/manual";
import { referencesAt } from "./features/references";
import { rewriteAt, rewritesAt } from "./features/fixes/rewrite";
import { renameAt, renamePlace, type RenameRefusal, type RenamePlace, type Renaming } from "./features/rename/rename";
import { renameFailed } from "./features/rename/refusals";
import { restoreScript, type RestoreScript, type ScriptOptions } from "./features/script/script";
import { selectionsAt } from "./features/selection-range";
import { semanticTokensIn, TOKEN_MODIFIERS, TOKEN_TYPES, type SemanticToken } from "./features/semantic-tokens";
import { readSettings, sameSettings, type Settings } from "./features/settings";
import { silencesOf, type Silence } from "./features/silence";
import type { Steps } from "./features/steps";
import { vifForecasts, type VifForecast } from "./features/forecast/vif-forecast";
import { isSomeUnconnected } from "./features/forecast/vif-health";
import type { VifReport } from "./features/forecast/vif-report";
import { listVifs, type ListedVif } from "./features/vif-list";
import { findSymbols, type FoundSymbol } from "./features/workspace-symbols";
import { KERNELS, type Kernel } from "./netif/kernel";
import { LEVELS, type Level } from "./rules/level";
import { readRoot } from "./store/root";

// Tables and functions that need no dump.
export { DUMP_FORMS, introduceNetifKey, KERNELS, keyManual, LEVELS, manual, plainText, readKeyReference, readRoot, readSettings };
export { MOST_LINES_IN_FULL, reportable, rules, sameSettings, TOKEN_MODIFIERS, TOKEN_TYPES, withFields };

// What dumps are opened and edited with.
export type { Effort, Kernel, Level, Position, Range, RuleSummary, Settings, Steps, TextChange };

// What they answer.
export type { CaptureReport, Completion, CompletionOptions, Completions, Conversion, ConvertOptions, Definition, Diagnostic, DumpForm, DumpSymbol };
export type { Fillable, Fold, FoundSymbol, Highlight, Hover, InlayHint, Lens, LensPlace, ListedVif, Loss, ManualEntry, PathLink, RenamePlace, RenameRefusal, Renaming };
export type { RestoreScript, RootSuggestion, ScriptOptions, SemanticToken, Silence, VerifiedFix, VifForecast, VifReport };

/** What can be given for one dump when it is opened. */
export interface OpenOptions {
  /** The absolute path of the directory that was listed, for captures that do not show it by a prompt, a comment or their links; see `readRoot`. */
  readonly root?: string | undefined;
  /** The user's settings; see `readSettings`. */
  readonly settings?: Settings | undefined;
}

/** Opens dumps. */
export interface DumpService {
  /** Analyses a text. A root that `readRoot` does not accept counts as not given. */
  open(text: string, options?: OpenOptions): Dump;
}

/**
 * Makes a service that opens dumps. It does no input or output.
 * @param failed called when a rule or a feature throws; that one is skipped, and the rest goes on
 */
export function createDumpService(failed: Failed = () => undefined): DumpService {
  return {
    open: (text, { root, settings = readSettings(undefined) } = {}) => new Dump(new AnalysedDump(text, settings, failed, root === undefined ? undefined : readRoot(root)), failed),
  };
}

/**
 * One dump: its text, and what is known about it. All answers are for the text as it is now. Positions and ranges
 * are zero-based lines and UTF-16 code units; those outside the text count as the nearest inside it. If a fault of this
 * program makes a feature throw, the answer is that nothing is known. Only `convert` and `script` pass the error on: part
 * of what they write would be taken for all of it.
 */
export class Dump {
  readonly #dump: AnalysedDump;
  readonly #failed: Failed;

  constructor(dump: AnalysedDump, failed: Failed) {
    this.#dump = dump;
    this.#failed = failed;
  }

  /** The whole text. It is put together at each call. */
  text(): string {
    return this.#dump.text.toString();
  }

  /** How many lines the text has; one more than it has line ends. */
  get lineCount(): number {
    return this.#dump.text.lineCount;
  }

  /** The text of a line, without its end; undefined outside the text. */
  lineText(number: number): string | undefined {
    return this.#dump.text.lineAt(number)?.text;
  }

  /** Whether the dump is so long that answers about the whole of it get less detailed. */
  get isLong(): boolean {
    return isLong(this.#dump.text);
  }

  /** The settings of this dump. */
  get settings(): Settings {
    return this.#dump.settings;
  }

  /** Adopts other settings, and checks everything again. */
  configure(settings: Settings): void {
    this.#dump.configure(settings);
  }

  /** How much the last edit, or the opening, made the analysis look at. */
  get effort(): Effort {
    return this.#dump.effort;
  }

  /** A new object after each edit, even one that is tried out and undone. Work in steps is valid as long as it stays the same. */
  get stage(): object {
    return this.#dump.stage;
  }

  /** Applies an edit. The cost depends on what the edit touches, not on the size of the dump. */
  edit(range: Range, newText: string): void {
    this.#dump.editAll([{ range, newText }]);
  }

  /**
   * Applies edits, each to the text as the one before has left it. The rules for vifs and nodes run once, after the last.
   * @returns the edits that undo them, in the order to apply them
   */
  editAll(edits: readonly TextChange[]): TextChange[] {
    return this.#dump.editAll(edits);
  }

  /** The findings of all rules, from the top. */
  diagnostics(): Diagnostic[] {
    return this.#guarded("diagnostics", [], () => diagnosticsOf(this.#dump, this.#dump.findings()));
  }

  /** Whether some vif is not connected, be that a fault or not. */
  get isSomeUnconnected(): boolean {
    return this.#guarded("states", false, () => isSomeUnconnected(this.#dump));
  }

  /** Whether comments in the dump silence rules, so that `diagnostics` may lack what they found. */
  get isSilencedByComments(): boolean {
    return this.#dump.isSilencedByComments;
  }

  /** The diagnostics that an editor shows, from the top: the gravest, no more than the settings allow; and how many are left out. */
  shownDiagnostics(): { readonly shown: Diagnostic[]; readonly hidden: number } {
    return this.#guarded("diagnostics", { shown: [], hidden: 0 }, () => shownDiagnostics(this.#dump));
  }

  /** The diagnostics that touch a range, from the top; only the first if there are very many. */
  diagnosticsIn(range: Range): Diagnostic[] {
    return this.#guarded("diagnostics", [], () => diagnosticsOf(this.#dump, firstFindingsIn(this.#dump, range)));
  }

  /** How often a rule is reported: as many diagnostics as it has, or more if several captures cause the same one. */
  count(code: string): number {
    return this.#guarded("diagnostics", 0, () => Array.from(this.#dump.findings()).filter((finding) => finding.code === code).length);
  }

  /**
   * Fixes for the diagnostics that `diagnosticsIn` gives for a range, from the top; then those that rename a misspelt key in the range which diagnostics elsewhere
   * miss. Each was tried out, and brings no new error or warning.
   */
  fixes(range: Range): VerifiedFix[] {
    return this.#guarded("fixes", [], () => verifiedFixes(this.#dump, range));
  }

  /** The changes that apply all preferred fixes, or those for one rule, as one edit; empty if there is nothing to fix. */
  fixAll(code?: string): TextChange[] {
    return this.#guarded("fix all", [], () => fixAll(this.#dump, code, false));
  }

  /** As `fixAll`, but changes no line that cannot be read: somebody may have saved while typing one, and would find it commented out or gone. */
  fixAllOnSave(): TextChange[] {
    return this.#guarded("fix all", [], () => fixAll(this.#dump, undefined, true));
  }

  /** Other shapes for the vif whose frontend directory a line is in: the titles of rewrites. Each was tried out, and brings no new error or warning. */
  rewrites(line: number): string[] {
    return this.#guarded("rewrites", [], () => rewritesAt(this.#dump, line));
  }

  /** The changes of a rewrite that `rewrites` gave for a line, without another trial; none if the vif there cannot have that shape any more. */
  rewrite(line: number, title: string): readonly TextChange[] {
    return this.#guarded("rewrite", [], () => rewriteAt(this.#dump, line, title));
  }

  /** Comments that silence a diagnostic of this dump. */
  silences(diagnostic: Diagnostic): Silence[] {
    return this.#guarded("silences", [], () => silencesOf(this.#dump, diagnostic));
  }

  /** What netback of a kernel will do with each vif, in English words for the command line. */
  forecasts(kernel: Kernel = this.#dump.kernel): VifForecast[] {
    return this.#guarded("forecasts", [], () => vifForecasts(this.#dump, kernel));
  }

  /** Comments for a capture without a known root that begins at a position: one for each place where it may have been taken. */
  rootSuggestions(position: Position): RootSuggestion[] {
    return this.#guarded("root suggestions", [], () => rootSuggestions(this.#dump, position));
  }

  /** Writes the comment that tells where the capture around a position was taken; no changes if `root` is not an absolute path. */
  setRoot(position: Position, root: string): TextChange[] {
    return this.#guarded("set root", [], () => rootChange(this.#dump, position, root));
  }

  /** The captures of the dump with their roots, or, if the root is not known, the places where they may have been taken. */
  captures(): CaptureReport[] {
    return this.#guarded("captures", [], () => captureReports(this.#dump));
  }

  /** What to show above vif directories, from the top: what netback will do, and a link to the other half. Over 20,000 lines only the places; see `lens`. */
  lenses(): Steps<readonly (Lens | LensPlace)[]> {
    return this.#guardedSteps("lenses", [], () => lensesOf(this.#dump));
  }

  /** What to show at a place from `lenses`; undefined if the text no longer has it. */
  lens(place: LensPlace): Lens | undefined {
    return this.#guarded("lens", undefined, () => lensAt(this.#dump, place));
  }

  /** What is known about the key or the path segment at a position; undefined if nothing is. */
  hover(position: Position): Hover | undefined {
    return this.#guarded("hover", undefined, () => hoverAt(this.#dump, position));
  }

  /** The outline of the dump, from the top; over 20,000 lines without keys. */
  symbols(): Steps<readonly DumpSymbol[]> {
    return this.#guardedSteps("symbols", [], () => symbolsOf(this.#dump));
  }

  /** The domains and vifs that a query finds, up to a limit. */
  find(query: string, limit: number): FoundSymbol[] {
    return this.#guarded("find", [], () => findSymbols(this.#dump, query, limit));
  }

  /** The vifs, from the top, to choose from. */
  vifs(): Steps<readonly ListedVif[]> {
    return this.#guardedSteps("vifs", [], () => listVifs(this.#dump));
  }

  /** What can be folded, from the top; the outermost if there are more than the limit. */
  folds(limit?: number): Steps<readonly Fold[]> {
    return this.#guardedSteps("folds", [], () => foldsOf(this.#dump, limit));
  }

  /** What a selection at a position grows to, from the inside. */
  selections(position: Position): Range[] {
    return this.#guarded("selections", [], () => selectionsAt(this.#dump, position));
  }

  /** Where the word at a position leads; undefined if there is no word. */
  definition(position: Position): Definition | undefined {
    return this.#guarded("definition", undefined, () => definitionAt(this.#dump, position));
  }

  /** What refers to the same thing as the word at a position, from the top. */
  references(position: Position, withDeclaration: boolean): Range[] {
    return this.#guarded("references", [], () => referencesAt(this.#dump, position, withDeclaration));
  }

  /** What refers to the same thing as the word at a position, to mark while the cursor is there; in no particular order. */
  highlights(position: Position): Highlight[] {
    return this.#guarded("highlights", [], () => highlightsAt(this.#dump, position));
  }

  /** What a rename at a position would replace, or why nothing can be renamed there. */
  renamePlace(position: Position): RenamePlace | RenameRefusal {
    return this.#guarded("rename", { refusal: renameFailed() }, () => renamePlace(this.#dump, position));
  }

  /** The changes that give the domain, vif or queue at a position another number everywhere, or why that cannot be done. */
  rename(position: Position, newName: string): Renaming | RenameRefusal {
    return this.#guarded("rename", { refusal: renameFailed() }, () => renameAt(this.#dump, position, newName));
  }

  /** The values that lead to another place of the dump, from the top. */
  links(): Steps<readonly PathLink[]> {
    return this.#guardedSteps("links", [], () => pathLinks(this.#dump));
  }

  /** The number of the line that the value at a position leads to, from zero; undefined if it leads nowhere in the dump. */
  linkedLine(position: Position): number | undefined {
    return this.#guarded("link", undefined, () => linkedLine(this.#dump, position));
  }

  /** The dump in another form, with a list of what that form does not hold. */
  convert(options: ConvertOptions): Conversion {
    return convertDump(this.#dump, options);
  }

  /** A shell script that restores the nodes of the dump, or the reason why there is none. */
  script(options: ScriptOptions = {}): RestoreScript {
    return restoreScript(this.#dump, options);
  }

  /** What could stand at a position; undefined if there is nothing to offer. */
  completions(position: Position, options: CompletionOptions): Completions | undefined {
    return this.#guarded("completions", undefined, () => completionsAt(this.#dump, position, options));
  }

  /**
   * The changes that write the text as xenstore-ls prints it, without changing what it says; from the top, without overlaps.
   * @param range the whole text if not given
   */
  formatting(range?: Range): TextChange[] {
    return this.#guarded("formatting", [], () => formattingChanges(this.#dump, range));
  }

  /** The hints behind the values in a range, as far as the settings want them, from the top. */
  inlayHints(range: Range): InlayHint[] {
    return this.#guarded("inlay hints", [], () => inlayHintsIn(this.#dump, range));
  }

  /**
   * What the parts of the text are, as far as a grammar cannot tell; in the order of the text.
   * @param range the whole text if not given
   */
  semanticTokens(range?: Range): SemanticToken[] {
    return this.#guarded("semantic tokens", [], () => semanticTokensIn(this.#dump, range));
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
