import type { Fillable } from "../service";

const PLACEHOLDER_VALUE = /(= ")(<[^<>"\n]*>)(?=")/g;

/** Writes tab stops into texts that belong to one edit. Their numbers go on from text to text. */
export class SnippetWriter {
  #stops = 0;

  /** Whether a text has a placeholder value to tab through. */
  static hasStops(text: string): boolean {
    return text.search(PLACEHOLDER_VALUE) >= 0;
  }

  /**
   * Turns a text into a snippet: each placeholder value becomes a tab stop, all else is literal.
   * @returns a snippet in the syntax of LSP
   */
  write(text: string): string {
    return escapeLiteral(text).replace(PLACEHOLDER_VALUE, (_, before: string, value: string) => {
      this.#stops += 1;
      return `${before}\${${this.#stops}:${value}}`;
    });
  }
}

/** Writes a text with fields to fill in as a snippet in the syntax of LSP: one tab stop for each field, numbered in order unless the fields have numbers. */
export function toSnippet(text: Fillable): string {
  const stops = new Set<number>();
  return text
    .map((part) => {
      if (typeof part === "string") return escapeLiteral(part);
      const { fill, stop = stops.size + 1 } = part;
      const isRepeated = stops.has(stop);
      stops.add(stop);
      return fill === "" || isRepeated ? `\${${stop}}` : `\${${stop}:${escapeLiteral(fill)}}`;
    })
    .join("");
}

function escapeLiteral(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
