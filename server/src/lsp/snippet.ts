const PLACEHOLDER_VALUE = /(= ")(<[^<>"\n]*>)(?=")/g;

/** Writes tab stops into texts that belong to one edit, numbered through all of them. */
export class SnippetWriter {
  #stops = 0;

  /** Whether there is anything to tab through. */
  static hasStops(text: string): boolean {
    return text.search(PLACEHOLDER_VALUE) >= 0;
  }

  /**
   * Turns a text into a snippet: each placeholder value is a tab stop, all else is literal.
   * @returns a snippet in the syntax of LSP
   */
  write(text: string): string {
    const literal = text.replace(/[\\$}]/g, "\\$&");
    return literal.replace(PLACEHOLDER_VALUE, (_, before: string, value: string) => {
      this.#stops += 1;
      return `${before}\${${this.#stops}:${value}}`;
    });
  }
}
