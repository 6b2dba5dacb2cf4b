import type { Fillable } from "../service";

/** Whether a text has anything to fill in. */
export function hasFields(text: Fillable): boolean {
  return text.some((part) => typeof part !== "string");
}

/** Writes the texts of one edit as snippets in the syntax of LSP. The numbers of tab stops go on from text to text. */
export class SnippetWriter {
  readonly #stops = new Set<number>();

  /** Turns each field into a tab stop, numbered in order unless the fields have numbers; all else is literal. */
  write(text: Fillable): string {
    return text.map((part) => (typeof part === "string" ? escapeLiteral(part) : this.#stop(part))).join("");
  }

  #stop({ fill, stop = this.#stops.size + 1 }: Exclude<Fillable[number], string>): string {
    const isRepeated = this.#stops.has(stop);
    this.#stops.add(stop);
    return fill === "" || isRepeated ? `\${${stop}}` : `\${${stop}:${escapeLiteral(fill)}}`;
  }
}

function escapeLiteral(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
