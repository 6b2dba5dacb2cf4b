import type { Block } from "./text";
import type { LineSyntax } from "./line-syntax";
import { readLine } from "./read-line";

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
  block: Block<Place>;
  place: Place | undefined = undefined;
  /** In tree form, the line that this one is indented under. Kept by the store. */
  parent: Line<Place> | undefined = undefined;

  constructor(text: string, eol: string, block: Block<Place>) {
    this.text = text;
    this.eol = eol;
    this.block = block;
    this.syntax = readLine(text);
  }

  /** Gives the line another text and reads that. */
  rewrite(text: string, eol: string): void {
    this.text = text;
    this.eol = eol;
    this.syntax = readLine(text);
  }

  /** Whether the line stands above another one of its text. */
  isBefore(other: Line<Place>): boolean {
    if (this.block !== other.block) return this.block.index < other.block.index;
    return this !== other && this.block.lines.indexOf(this) < this.block.lines.indexOf(other);
  }

  /** The path of a flat line, the name of a tree line, as written; empty for a line that holds no node. */
  get path(): string {
    return this.text.slice(this.syntax.pathStart, this.syntax.pathEnd);
  }

  /** The value as written, escapes and cut marker included; empty where there is none. */
  get value(): string {
    return this.text.slice(this.syntax.valueStart, this.syntax.valueEnd);
  }

  /** The permissions as written, `(n0,r1)`; empty where the dump has none. */
  get permissions(): string {
    return this.text.slice(this.syntax.permissionsStart, this.syntax.permissionsEnd);
  }

  /** The number of blanks before the name of a tree line. */
  get indentation(): number {
    return this.syntax.pathStart - this.syntax.start;
  }
}
