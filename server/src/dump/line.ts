import type { LineSyntax } from "./line-syntax";
import { readLine } from "./read-line";
import { mayBeOrnate, readOrnate } from "./read-ornate";
import { readPrinted } from "./read-printed";
import type { EndOfLine } from "./split-lines";

/** What the layer above keeps for a line: its place, or an object that makes the place when somebody asks. */
export interface Slot<Place> {
  /** The place of a line that has this slot. */
  placeOf(line: Line<Place>): Place;
  /** What that place is in, or the place itself if others are in it. Never makes a place. */
  surroundingsOf(line: Line<Place>): Place;
  /** Whether the slot is the place of the line itself. */
  isHeldBy(line: Line<Place>): boolean;
}

/** A run of lines that are numbered together: inserting one moves a block, not the whole text. */
export class Block<Place> {
  /** The line number of the first line; kept by the text. */
  first = 0;
  /** The block's own index in the text; kept by the text. */
  index = 0;
  lines: Line<Place>[] = [];
  /** All its lines are printed (`LineSyntax.isPrinted`). Kept by the text, which leaves it false when the last line goes that is not. */
  isPrinted = true;
}

/** A stretch of what is read that stands unchanged in a line of the text. */
export interface Piece<Place> {
  readonly line: Line<Place>;
  /** Where it begins in what is read. */
  readonly at: number;
  /** Where it begins in the line. */
  readonly start: number;
  readonly length: number;
}

/** What is read instead of a line's own text: the line without its ornaments, or several lines that were one. */
export interface Statement<Place> {
  readonly text: string;
  /** From the left, without what was put between them. Never empty. */
  readonly pieces: readonly Piece<Place>[];
  /** The lines below that it goes on in, from the top. */
  readonly continuations: readonly Line<Place>[];
}

/** How a line belongs together with others. */
interface Ties<Place> {
  readonly statement: Statement<Place> | undefined;
  readonly head: Line<Place> | undefined;
  readonly parent: Line<Place> | undefined;
}

const END_OF_LINES: readonly EndOfLine[] = ["", "\n", "\r\n", "\r"];

/**
 * One line of a text. It does not keep its number, since lines above it come and go. The object stays the same until the line is
 * removed, so that what was found out about it stays while other lines are edited. A dump has very many lines, so each is
 * a stretch of the text that it came with, and copies nothing until somebody asks.
 * @typeParam Place what the layer above keeps for a line
 */
export class Line<Place> {
  syntax: LineSyntax;
  block: Block<Place>;
  /** Kept by the store. */
  slot: Slot<Place> | undefined;
  #source: string;
  #start: number;
  /** The length without the end of the line, and which end that is. */
  #extent: number;
  /** Nearly all lines are tied to nothing but the line that they are indented under. It is then kept here directly, to save memory. */
  #ties: Ties<Place> | Line<Place> | undefined;

  /**
   * @param source holds the line from `start` to before `end`
   * @param eol what follows it
   */
  constructor(source: string, start: number, end: number, eol: EndOfLine, block: Block<Place>) {
    this.#source = source;
    this.#start = start;
    this.#extent = extentOf(end - start, eol);
    this.block = block;
    const printed = readPrinted(source, start, end);
    this.syntax = printed ?? readLine(source.slice(start, end));
    if (printed === undefined) Line.#readOrnate(this);
  }

  /** The line without its end. */
  get text(): string {
    return this.#source.slice(this.#start, this.#start + (this.#extent >> 2));
  }

  /** What ends the line; empty for the last line of a text. */
  get eol(): EndOfLine {
    return END_OF_LINES[this.#extent & 3] ?? "";
  }

  /** What is read instead of the text; undefined for nearly all lines, which are read as they are. */
  get statement(): Statement<Place> | undefined {
    return this.#ties instanceof Line ? undefined : this.#ties?.statement;
  }

  set statement(statement: Statement<Place> | undefined) {
    this.#ties = tiesOf(statement, this.head, this.parent);
  }

  /** The line that this one continues. Kept by the text. */
  get head(): Line<Place> | undefined {
    return this.#ties instanceof Line ? undefined : this.#ties?.head;
  }

  set head(head: Line<Place> | undefined) {
    this.#ties = tiesOf(this.statement, head, this.parent);
  }

  /** In tree form, the line that this one is indented under. Kept by the store. */
  get parent(): Line<Place> | undefined {
    return this.#ties instanceof Line ? this.#ties : this.#ties?.parent;
  }

  set parent(parent: Line<Place> | undefined) {
    this.#ties = this.#ties === undefined || this.#ties instanceof Line ? parent : { ...this.#ties, parent };
  }

  /** What the line holds, as the layer above sees it; undefined if it holds nothing. It may be made only now. */
  get place(): Place | undefined {
    return this.slot?.placeOf(this);
  }

  /** What the place of the line is in, or the place itself if others are in it. Makes no place, so it can be asked of very many lines. */
  get surroundings(): Place | undefined {
    return this.slot?.surroundingsOf(this);
  }

  /** Gives the line another text and reads that. */
  rewrite(text: string, eol: EndOfLine): void {
    // Make the place now: later it would get the new name.
    this.slot?.placeOf(this);
    this.#source = text;
    this.#start = 0;
    this.#extent = extentOf(text.length, eol);
    this.readAlone();
  }

  /** Reads the line by its own text, as if no line stood around it. */
  readAlone(): void {
    this.slot?.placeOf(this);
    this.#ties = this.parent;
    this.syntax = readLine(this.text);
    Line.#readOrnate(this);
  }

  /** The current number of the line in its text, from zero. */
  get number(): number {
    return this.block.first + this.block.lines.indexOf(this);
  }

  /** Whether the line stands above another one of the same text. */
  isBefore(other: Line<Place>): boolean {
    if (this.block !== other.block) return this.block.index < other.block.index;
    return this !== other && this.block.lines.indexOf(this) < this.block.lines.indexOf(other);
  }

  /** The text that the offsets of the syntax count in. */
  get read(): string {
    return this.statement === undefined ? this.text : this.statement.text;
  }

  /** The line that its entry begins in: the line itself, unless it is a continuation. */
  get first(): Line<Place> {
    return this.head ?? this;
  }

  /** The path of a flat line, the name of a tree line, as written; empty for a line that holds no node. */
  get path(): string {
    return Line.#slice(this, this.syntax.pathStart, this.syntax.pathEnd);
  }

  /** The last segment of the path. */
  get name(): string {
    return Line.#slice(this, this.syntax.nameStart, this.syntax.pathEnd);
  }

  /** The first character of the name; empty for an empty one. */
  get initial(): string {
    return Line.#slice(this, this.syntax.nameStart, Math.min(this.syntax.nameStart + 1, this.syntax.pathEnd));
  }

  /** The path without its last segment and the slash before that; empty in tree form. */
  get directoryPath(): string {
    return Line.#slice(this, this.syntax.pathStart, Math.max(this.syntax.pathStart, this.syntax.nameStart - 1));
  }

  /** The value as written, escapes and cut marker included; empty if there is none. */
  get value(): string {
    return Line.#slice(this, this.syntax.valueStart, this.syntax.valueEnd);
  }

  /** The permissions as written, `(n0,r1)`; empty if the dump has none. */
  get permissions(): string {
    return Line.#slice(this, this.syntax.permissionsStart, this.syntax.permissionsEnd);
  }

  /** The number of blanks before the name of a tree line. */
  get indentation(): number {
    return this.syntax.pathStart - this.syntax.start;
  }

  /** Whether the last segment of the path is that name. */
  isNamed(name: string): boolean {
    const { nameStart, pathEnd } = this.syntax;
    return pathEnd - nameStart === name.length && this.name === name;
  }

  /** Whether the path without its last segment is that one. */
  isIn(directoryPath: string): boolean {
    const { pathStart, nameStart } = this.syntax;
    return nameStart - pathStart - 1 === directoryPath.length && this.directoryPath === directoryPath;
  }

  /** The code of the character at an offset in `read`; NaN outside it. */
  codeAt(offset: number): number {
    if (this.statement !== undefined) return this.statement.text.charCodeAt(offset);
    return offset < this.#extent >> 2 ? this.#source.charCodeAt(this.#start + offset) : Number.NaN;
  }

  // Static, because private methods would add a hidden field to each object, and there are very many lines.

  static #slice<Place>(line: Line<Place>, start: number, end: number): string {
    if (line.statement !== undefined) return line.statement.text.slice(start, end);
    return line.#source.slice(line.#start + start, line.#start + end);
  }

  /** Reads a line again if it may hold something that xenstore-ls did not print. */
  static #readOrnate<Place>(line: Line<Place>): void {
    const { text } = line;
    const ornate = mayBeOrnate(line.syntax, text) ? readOrnate(text) : undefined;
    if (ornate === undefined) return;
    line.syntax = { ...ornate.syntax, isPrinted: false };
    if (ornate.pieces === undefined) return;
    line.statement = { text: ornate.text, pieces: ornate.pieces.map((piece) => ({ ...piece, line })), continuations: [] };
  }
}

function extentOf(length: number, eol: EndOfLine): number {
  return (length << 2) | END_OF_LINES.indexOf(eol);
}

function tiesOf<Place>(statement: Statement<Place> | undefined, head: Line<Place> | undefined, parent: Line<Place> | undefined): Ties<Place> | Line<Place> | undefined {
  return statement === undefined && head === undefined ? parent : { statement, head, parent };
}
