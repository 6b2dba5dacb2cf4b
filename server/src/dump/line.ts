import { isClear, type LineSyntax } from "./line-syntax";
import { readLine } from "./read-line";
import { readOrnate } from "./read-ornate";
import type { Statement } from "./statement";
import type { Block } from "./text";

/**
 * One line of a text. It knows no line number: lines above it come and go. It lives as long as its place in the
 * text does, so that what was found out about it stays while other lines are edited.
 * @typeParam Place what the floor above keeps for a line
 */
export class Line<Place> {
  /** The line without its end. */
  text: string;
  /** `"\n"`, `"\r\n"`, `"\r"`, or empty at the end of the text. */
  eol: string;
  syntax: LineSyntax;
  /** What is read instead of the text; undefined for nearly all lines, which are read as they are. */
  statement: Statement<Place> | undefined = undefined;
  /** The line that this one is the rest of. Kept by the text. */
  head: Line<Place> | undefined = undefined;
  block: Block<Place>;
  place: Place | undefined = undefined;
  /** In tree form, the line that this one is indented under. Kept by the store. */
  parent: Line<Place> | undefined = undefined;

  constructor(text: string, eol: string, block: Block<Place>) {
    this.text = text;
    this.eol = eol;
    this.block = block;
    this.syntax = readLine(text);
    if (this.#mayBeOrnate) this.#readOrnate();
  }

  /** Gives the line another text and reads that. */
  rewrite(text: string, eol: string): void {
    this.text = text;
    this.eol = eol;
    this.readAlone();
  }

  /** Reads the line by its own text, as if no line stood around it. */
  readAlone(): void {
    this.statement = undefined;
    this.head = undefined;
    this.syntax = readLine(this.text);
    if (this.#mayBeOrnate) this.#readOrnate();
  }

  /** Whether the line stands above another one of its text. */
  isBefore(other: Line<Place>): boolean {
    if (this.block !== other.block) return this.block.index < other.block.index;
    return this !== other && this.block.lines.indexOf(this) < this.block.lines.indexOf(other);
  }

  /** What the offsets of the syntax count in. */
  get read(): string {
    return this.statement === undefined ? this.text : this.statement.text;
  }

  /** The line that the entry begins in which this one belongs to: itself, unless it is a continuation. */
  get first(): Line<Place> {
    return this.head ?? this;
  }

  /** The path of a flat line, the name of a tree line, as written; empty for a line that holds no node. */
  get path(): string {
    return this.read.slice(this.syntax.pathStart, this.syntax.pathEnd);
  }

  /** The value as written, escapes and cut marker included; empty where there is none. */
  get value(): string {
    return this.read.slice(this.syntax.valueStart, this.syntax.valueEnd);
  }

  /** The permissions as written, `(n0,r1)`; empty where the dump has none. */
  get permissions(): string {
    return this.read.slice(this.syntax.permissionsStart, this.syntax.permissionsEnd);
  }

  /** The number of blanks before the name of a tree line. */
  get indentation(): number {
    return this.syntax.pathStart - this.syntax.start;
  }

  /** Whether something may stand in the line that is not of xenstore-ls. That tool writes the escape of a terminal as `\x1b`, in values too. */
  get #mayBeOrnate(): boolean {
    return !isClear(this.syntax) || this.text.includes("\u001B");
  }

  #readOrnate(): void {
    const ornate = readOrnate(this.text);
    if (ornate === undefined) return;
    this.syntax = ornate.syntax;
    if (ornate.pieces === undefined) return;
    this.statement = { text: ornate.text, pieces: ornate.pieces.map((piece) => ({ ...piece, line: this })), continuations: [] };
  }
}
