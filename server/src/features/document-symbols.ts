import { show } from "../dump/show";
import { rangeOf, type Range } from "../dump/text";
import { t } from "../l10n";
import type { Side } from "../netif/device-address";
import { segmentSpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { forecastTitle } from "./forecast/title";
import { milestone, type Landmark, type Milestone } from "./landmark";
import { isLong } from "./long-dump";
import { lineRuns, type CaptureRun, type Run } from "./line-runs";
import type { Steps } from "./steps";

/** What a symbol stands for; `device` is any device but a vif. */
export type SymbolKind = "capture" | "domain" | "vif" | "device" | "queue" | "directory" | "key";

/** A part of a dump in its outline. */
export interface DumpSymbol {
  /** The path, relative to the enclosing symbol. Never blank, and safe to show. */
  readonly name: string;
  /** What netback does with a vif, the name of a domain, the value of a key; safe to show. */
  readonly detail: string | undefined;
  readonly kind: SymbolKind;
  /** Whole lines. */
  readonly range: Range;
  /** The name, inside the range; empty if no line names it. */
  readonly selectionRange: Range;
  /** From the top, inside the range. */
  readonly children: readonly DumpSymbol[];
}

/**
 * The outline of a dump: captures where there are several, domains, devices, queues, keys. Directories that only lead
 * to these have no symbol of their own. What stands in several places has a symbol at each.
 */
export function symbolsOf(dump: AnalysedDump): Steps<DumpSymbol[]> {
  return new Outline(dump).symbols();
}

class Outline {
  readonly #dump: AnalysedDump;
  readonly #isLong: boolean;

  constructor(dump: AnalysedDump) {
    this.#dump = dump;
    this.#isLong = isLong(dump.text);
  }

  *symbols(): Steps<DumpSymbol[]> {
    const { captures } = yield* lineRuns(this.#dump.text, !this.#isLong);
    const inside: DumpSymbol[][] = [];
    for (const capture of captures) inside.push(yield* this.#below(capture.inside, undefined, ""));
    if (captures.length === 1) return inside.flat();
    return captures.map((capture, at) => this.#captureSymbol(capture, at, inside[at] ?? []));
  }

  /** @param passed the path of the passages between the symbol above and these runs, with a slash at its end; empty if there are none */
  *#below(runs: readonly Run[], above: Milestone | undefined, passed: string): Steps<DumpSymbol[]> {
    const symbols: DumpSymbol[] = [];
    for (const run of runs) {
      const at = milestone(this.#dump.model, run.node, above);
      const path = passed + run.node.name;
      if (at.landmark === "passage" && isDirectory(run)) {
        const found = yield* this.#below(run.inside, at, path === "" ? "" : `${path}/`);
        if (found.length > 0 || this.#isLong || path === "") {
          for (const symbol of found) symbols.push(symbol);
          continue;
        }
      }
      if (this.#isLong && !isInLong(at, above)) continue;
      const side = this.#dump.model.sideOf(run.node);
      const kind = kindOf(run, at.landmark, side !== undefined);
      const stops = this.#isLong && kind !== "domain" && kind !== "vif";
      const children = stops || run.inside.length === 0 ? [] : yield* this.#below(run.inside, at, "");
      symbols.push(this.#symbol(run, kind, path || halfNamed(side), children));
      // The forecast for a vif takes longest.
      if (kind === "vif") yield;
    }
    return symbols;
  }

  #symbol(run: Run, kind: SymbolKind, path: string, children: readonly DumpSymbol[]): DumpSymbol {
    return { name: nameOf(path) || nameOf(writtenIn(run)) || t("(no name)"), detail: this.#detail(run, kind), kind, range: linesOf(run), selectionRange: this.#selectionRange(run), children };
  }

  /** The name in the first line, or the start of that line if it does not name the node, such as the directory that a capture was taken in. */
  #selectionRange({ node, first, start }: Run): Range {
    const named = segmentSpan(first, node);
    if (named !== undefined && (named.line !== first || named.lastLine !== undefined)) return rangeOf(named);
    return { start: { line: start, character: named?.start ?? 0 }, end: { line: start, character: named?.end ?? 0 } };
  }

  #detail({ node, first }: Run, kind: SymbolKind): string | undefined {
    if (kind === "vif") {
      const title = forecastTitle(this.#dump, node);
      this.#dump.model.forgetViews();
      return title;
    }
    const entry = kind === "domain" ? node.child("name")?.entry : kind === "key" ? first : undefined;
    return entry === undefined || entry.value === "" ? undefined : show(entry.value);
  }

  #captureSymbol(capture: CaptureRun, at: number, children: readonly DumpSymbol[]): DumpSymbol {
    const { root } = capture.capture;
    const name = root === undefined ? t("capture {0}", at + 1) : t("capture {0}: {1}", at + 1, show(root));
    const line = capture.prompt ?? capture.first;
    const selectionRange = rangeOf({ line, start: 0, end: line.text.length });
    return { name, detail: undefined, kind: "capture", range: linesOf(capture), selectionRange, children };
  }
}

function linesOf({ start, end, last }: Run | CaptureRun): Range {
  return { start: { line: start, character: 0 }, end: { line: end, character: last.text.length } };
}

/** Whether a run belongs to a directory. The one that a capture was taken in may have no children itself. */
function isDirectory({ node, inside }: Run): boolean {
  return node.children !== undefined || inside.length > 0;
}

function kindOf(run: Run, landmark: Landmark, isVif: boolean): SymbolKind {
  if (isVif) return "vif";
  if (!isDirectory(run) && landmark !== "domain" && landmark !== "queue") return "key";
  return landmark === "passage" ? "directory" : landmark;
}

/** Whether the outline of a long dump includes a node: a landmark, or one of the directories at the top of the store. */
function isInLong({ landmark }: Milestone, above: Milestone | undefined): boolean {
  return landmark !== "directory" || above === undefined || above.stage === "fragment";
}

function nameOf(path: string): string {
  return show(path).trim();
}

/** What stands in the line of a node without a name: mostly a key that is still being typed, and the breadcrumbs show its name from the first letter on. */
function writtenIn({ first }: Run): string {
  return first.read.slice(first.syntax.start);
}

/** The name of a half of a vif if no line names its directory, because the capture was taken in it. */
function halfNamed(side: Side | undefined): string {
  if (side === undefined) return "";
  return side === "frontend" ? t("frontend") : t("backend");
}
