import { Draft, type TextChange } from "../../dump/draft";
import { show } from "../../dump/show";
import { rangeOf, touches, type Position, type Range } from "../../dump/text";
import { t } from "../../l10n";
import { MAX_UINT32, readDecimal } from "../../netif/decimal";
import { meantKey } from "../../netif/misspelt-keys";
import type { Capture } from "../../store/capture";
import type { Entry, StoreNode } from "../../store/node";
import { pathSpan } from "../../store/spans";
import type { AnalysedDump } from "../analysed-dump";
import { cutNameNote, pointedAt } from "../pointed";
import { NameFilter } from "./name-filter";
import { nameOf, numberedNames, type NumberedName } from "./numbered-name";
import { alreadyThere, cutWhereNamed, joinsCaptures, noNumber, nothingHere, type Kind } from "./refusals";

/** Why something cannot be renamed: a sentence or two for the user, safe to show. */
export interface RenameRefusal {
  readonly refusal: string;
}

/** What a rename at a position would replace. */
export interface RenamePlace {
  readonly range: Range;
  /** The name as it stands there: a number, or `queue-1`. */
  readonly placeholder: string;
}

/** The edit that gives a domain, a vif or a queue another number: from the top, without overlaps. */
export interface Renaming {
  readonly changes: readonly TextChange[];
}

/** The first domain id that Xen keeps for itself (`DOMID_FIRST_RESERVED`). */
const FIRST_RESERVED_DOMID = 0x7ff0;

/** Finds what a rename at a position would replace, or says why nothing can be renamed there. */
export function renamePlace(dump: AnalysedDump, position: Position): RenamePlace | RenameRefusal {
  const found = nameAt(dump, position);
  if ("refusal" in found) return found;
  return { range: rangeOf(found.span), placeholder: nameOf(found.thing) };
}

/**
 * Gives the domain, vif or queue at a position another number, wherever the dump names it: in paths, in links and ids, in error
 * nodes, in permissions, and in the command that took the capture.
 * @param newName a number; for a queue also `queue-3`
 */
export function renameAt(dump: AnalysedDump, position: Position, newName: string): Renaming | RenameRefusal {
  const found = nameAt(dump, position);
  if ("refusal" in found) return found;
  const { thing } = found;
  const kind = kindOf(thing);
  const name = readName(kind, newName);
  if (typeof name !== "string") return name;
  const renamed = thing.slice(0, thing.lastIndexOf("/") + 1) + name;
  if (renamed === thing) return { changes: [] };
  const draft = new Draft(dump.text);
  const scope = new Scope(dump, thing, found.capture);
  const changed = new Set<Capture>();
  const namesakes = new Map<Capture, NumberedName>();
  for (const named of namesIn(dump, [thing, renamed])) {
    const isIt = named.thing === thing && scope.includes(named.capture);
    if (named.thing === renamed && !namesakes.has(named.capture)) namesakes.set(named.capture, named);
    if (named.isUnsure && mayBecome(named.thing, thing) && scope.includes(named.capture)) {
      return { refusal: cutWhereNamed(kind, lineOf(named)) };
    }
    if (!isIt) continue;
    changed.add(named.capture);
    draft.replace(named.span, name);
  }
  for (const [capture, named] of namesakes) {
    // Another capture may use the new name for a thing that it holds itself, if the rename changes only one capture and not that one.
    if (changed.size === 1 && !changed.has(capture) && holds(capture, renamed)) continue;
    return { refusal: alreadyThere(renamed, lineOf(named)) };
  }
  if (scope.wouldJoinCaptures) return { refusal: joinsCaptures() };
  return { changes: draft.changes };
}

/**
 * Finds every place that names the domain, vif or queue at a position, as far as it is certain; from the top.
 * @returns undefined if the position names none
 */
export function namesOfSame(dump: AnalysedDump, position: Position): { readonly thing: string; readonly kind: Kind; readonly names: NameInCapture[] } | undefined {
  const found = nameAt(dump, position);
  if ("refusal" in found) return undefined;
  const { thing } = found;
  const scope = new Scope(dump, thing, found.capture);
  const names = Array.from(namesIn(dump, [thing])).filter((named) => named.thing === thing && !named.isUnsure && scope.includes(named.capture));
  return { thing, kind: kindOf(thing), names };
}

/** A numbered name with the capture that it is in. */
export interface NameInCapture extends NumberedName {
  readonly capture: Capture;
}

/** The things that the lines of a dump name by number, from the top: at least these, and those that are cut. */
function* namesIn({ text }: AnalysedDump, things: readonly string[]): Generator<NameInCapture> {
  const filter = new NameFilter(things);
  // A prompt belongs to the capture below it.
  let inPrompts: NumberedName[] = [];
  let capture: Capture | undefined;
  for (const line of text.lines()) {
    if (line.syntax.kind === "prompt") {
      for (const named of numberedNames(line)) inPrompts.push(named);
      continue;
    }
    if (line.surroundings !== undefined) {
      ({ capture } = line.surroundings.top);
      for (const named of inPrompts) yield { ...named, capture };
      inPrompts = [];
    }
    if (capture !== undefined && filter.passes(line)) for (const named of numberedNames(line)) yield { ...named, capture };
  }
}

/** Finds what a position names by a number. */
function nameAt(dump: AnalysedDump, position: Position): NameInCapture | RenameRefusal {
  const at = dump.text.clamp(position);
  const line = dump.text.lineNear(at).first;
  const capture = captureOf(dump, line);
  if (capture === undefined) return { refusal: nothingHere() };
  for (const named of numberedNames(line)) {
    if (!touches(rangeOf(named.span), { start: at, end: at })) continue;
    if (named.isUnsure) return { refusal: t("The line is cut here, so the rest of the number is not known. Complete it first.") };
    if (kindOf(named.thing) === "queue" && !isDirectory(dump.store.resolve(named.thing, capture))) break;
    return { ...named, capture };
  }
  return { refusal: whyNot(dump, at) };
}

/** Why the word at a position cannot be renamed. */
function whyNot(dump: AnalysedDump, position: Position): string {
  const pointed = pointedAt(dump, position);
  if (pointed === undefined) return nothingHere();
  const { node, isValue } = pointed;
  if (isValue) return t("A value is edited where it stands. What can be renamed is the number of a domain, a vif or a queue.");
  if (!node.path.startsWith("/") && /^(?:queue-)?[0-9]+$/.test(node.name)) {
    return t("The dump does not show where this capture was taken, so it is not known what else has this number. Put a line # xenstore-root PATH above it first.");
  }
  const note = cutNameNote(node);
  if (note !== undefined) return note;
  const meant = dump.model.directoryAround(node) && meantKey(node.name);
  if (meant !== undefined) return t('"{0}" is not the name of a key. Perhaps {1} was meant: the name is edited where it stands.', show(node.name), meant);
  return t('"{0}" has its meaning by its name, for drivers and tools. What can be renamed is the number of a domain, a vif or a queue.', show(node.name));
}

/** The captures in which to rename a thing: the one that holds it, and those that name it without holding one of their own. */
class Scope {
  readonly #captures: readonly Capture[];
  readonly #included = new Map<Capture, boolean>();
  readonly #thing: string;
  readonly #first: Capture | undefined;
  readonly #home: Capture | undefined;

  constructor({ store }: AnalysedDump, thing: string, from: Capture) {
    this.#captures = store.captures;
    this.#thing = thing;
    this.#first = store.captures.find((capture) => holds(capture, thing));
    this.#home = this.#holderFor(from);
  }

  includes(capture: Capture): boolean {
    let isIn = this.#included.get(capture);
    if (isIn === undefined) this.#included.set(capture, (isIn = this.#holderFor(capture) === this.#home));
    return isIn;
  }

  /** Whether captures that begin with the same path no longer would. Only that repetition tells them apart. */
  get wouldJoinCaptures(): boolean {
    const captures = this.#captures;
    const beginnings = new Set<string>();
    for (const capture of captures) if (this.includes(capture) && isNamedInPath(capture.first, this.#thing)) beginnings.add(capture.first.path);
    return captures.some((capture) => !this.includes(capture) && beginnings.has(capture.first.path));
  }

  /** The capture that holds the thing which the given capture names: itself, or else the first that holds it. Undefined if none does. */
  #holderFor(capture: Capture): Capture | undefined {
    return holds(capture, this.#thing) ? capture : this.#first;
  }
}

/** Whether a capture holds the directory of a thing, or was taken in it or below it. */
function holds(capture: Capture, thing: string): boolean {
  return `${capture.root ?? ""}/`.startsWith(`${thing}/`) || capture.resolve(thing) !== undefined;
}

/** Whether the path of a line, as written, names a thing. */
function isNamedInPath(entry: Entry, thing: string): boolean {
  const path = pathSpan(entry);
  return Array.from(numberedNames(entry)).some(({ span, thing: named }) => named === thing && span.line === path.line && span.end <= path.end);
}

/** The capture that a line is in; for a prompt, the one below it. */
function captureOf({ text }: AnalysedDump, line: Entry): Capture | undefined {
  const step = line.syntax.kind === "prompt" ? "next" : "previous";
  for (let at: Entry | undefined = line; at !== undefined; at = text[step](at)) if (at.place !== undefined) return at.place.top.capture;
  return undefined;
}

/** Reads what the user typed. @returns the last segment of the new path, or a refusal */
function readName(kind: Kind, typed: string): string | RenameRefusal {
  const number = kind === "queue" ? typed.replace(/^queue-/, "") : typed;
  const value = readDecimal(number);
  const highest = kind === "domain" ? FIRST_RESERVED_DOMID - 1 : MAX_UINT32;
  if (value === undefined || String(value) !== number || value > highest) {
    return { refusal: noNumber(kind, show(typed), highest) };
  }
  return kind === "queue" ? `queue-${number}` : number;
}

function kindOf(thing: string): Kind {
  const { length } = thing.split("/");
  if (length === 4) return "domain";
  return length === 7 ? "vif" : "queue";
}

/** The number of the line that a name stands in, from one. */
function lineOf({ span }: NumberedName): number {
  return span.line.number + 1;
}

/** Whether a name that is cut may be the beginning of another. */
function mayBecome(beginning: string, thing: string): boolean {
  return thing.startsWith(beginning) && kindOf(beginning) === kindOf(thing);
}

/** A queue has keys, or no value of its own. */
function isDirectory(node: StoreNode | undefined): boolean {
  return node !== undefined && (node.children !== undefined || node.entry?.value === "");
}
