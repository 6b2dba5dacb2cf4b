import { lexer, type Token, type Tokens } from "marked";
import wrapAnsi from "wrap-ansi";
import type { Paint } from "./paint";

/** A blank at which no line is broken. */
const UNBROKEN = "\u00a0";

/**
 * Renders Markdown for a terminal: headings bold, paragraphs wrapped, code as it is, a row of a table as a paragraph.
 * @param markdown from our own documentation
 * @param width in columns
 * @returns lines that end in "\n"
 */
export function renderMarkdown(markdown: string, width: number, paint: Paint): string {
  const page = new Page(width, paint);
  return `${lexer(markdown).flatMap((token) => page.block(token)).join("\n\n")}\n`.replaceAll(UNBROKEN, " ");
}

/** Wraps a text; lines after the first begin below the end of `head`. */
export function hang(head: string, headWidth: number, text: string, width: number): string {
  return head + wrapAnsi(text, Math.max(width - headWidth, 10)).replaceAll("\n", `\n${" ".repeat(headWidth)}`);
}

/** Renders the tokens of a page. */
class Page {
  readonly #width: number;
  readonly #paint: Paint;

  constructor(width: number, paint: Paint) {
    this.#width = width;
    this.#paint = paint;
  }

  /** The paragraphs of a token that stands on lines of its own. */
  block(token: Token): string[] {
    if (isHeading(token)) return [wrapAnsi(this.#paint("heading", this.#inlines(token.tokens)), this.#width)];
    if (isCode(token)) return [token.text.replace(/^(?=.)/gm, "    ")];
    if (isTable(token)) return [this.#table(token)];
    if (isList(token)) return [token.items.map((item) => hang("- ", 2, this.#inlines(item.tokens), this.#width)).join("\n")];
    if (token.type === "space" || token.type === "html") return [];
    return [wrapAnsi(this.#inline(token), this.#width)];
  }

  /** A cell may be longer than a line, so the other cells of a row stand below its first one. */
  #table({ rows }: Tokens.Table): string {
    return rows.map((cells) => cells.map(({ tokens }, at) => this.#cell(this.#inlines(tokens), at)).join("\n")).join("\n");
  }

  #cell(text: string, at: number): string {
    return at === 0 ? hang("- ", 2, this.#paint("strong", text), this.#width) : hang("  ", 2, text, this.#width);
  }

  /** Code is not broken, unless it is longer than half a line. */
  #unbroken(code: string): string {
    return code.length > this.#width / 2 ? code : code.replaceAll(" ", UNBROKEN);
  }

  #inlines(tokens: readonly Token[]): string {
    return tokens.map((token) => this.#inline(token)).join("");
  }

  #inline(token: Token): string {
    const inner = "tokens" in token && token.tokens !== undefined ? this.#inlines(token.tokens) : undefined;
    switch (token.type) {
      case "codespan": return this.#paint("code", `\`${this.#unbroken(token["text"])}\``);
      case "strong": return this.#paint("strong", inner ?? "");
      case "em": return this.#paint("emphasis", inner ?? "");
      case "link": return token["href"].startsWith("https:") && token["href"] !== inner ? `${inner} <${token["href"]}>` : (inner ?? "");
      case "br": return "\n";
      default: return inner ?? ("text" in token && typeof token.text === "string" ? token.text : token.raw);
    }
  }
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === "heading";
const isCode = (token: Token): token is Tokens.Code => token.type === "code";
const isTable = (token: Token): token is Tokens.Table => token.type === "table";
const isList = (token: Token): token is Tokens.List => token.type === "list";
