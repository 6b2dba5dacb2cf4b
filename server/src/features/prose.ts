import { show } from "../dump/show";
import { pieces, t, translated } from "../l10n";

/** A part of a sentence. `dump` is text that a guest may have written: it is shown literally, never as markup. */
export type Inline = string | { readonly code: string } | { readonly strong: string } | { readonly dump: string };

/** Paragraphs to be shown to people, in Markdown or as plain text. */
export class Prose {
  readonly #paragraphs: { readonly inlines: readonly Inline[]; readonly item: boolean }[] = [];

  /** Adds a paragraph. */
  paragraph(...inlines: readonly Inline[]): this {
    this.#paragraphs.push({ inlines, item: false });
    return this;
  }

  /** Adds an item of a list: items in a row are one list. */
  item(...inlines: readonly Inline[]): this {
    this.#paragraphs.push({ inlines, item: true });
    return this;
  }

  /** As Markdown: nothing but `strong` and `code` is markup in it. */
  get markdown(): string {
    return this.#render((inline) => {
      if (typeof inline === "string") return escapeMarkdown(inline);
      if ("strong" in inline) return `**${escapeMarkdown(inline.strong)}**`;
      return codeSpan("code" in inline ? inline.code : show(inline.dump));
    });
  }

  /** As plain text, with what stands in the dump in quotes. */
  get plain(): string {
    return this.#render((inline) => {
      if (typeof inline === "string") return inline;
      if ("strong" in inline) return inline.strong;
      return "code" in inline ? inline.code : t('"{0}"', show(inline.dump));
    });
  }

  #render(write: (inline: Inline) => string): string {
    let text = "";
    let before: boolean | undefined;
    for (const { inlines, item } of this.#paragraphs) {
      if (before !== undefined) text += before && item ? "\n" : "\n\n";
      text += (item ? "- " : "") + inlines.map(write).join("");
      before = item;
    }
    return text;
  }
}

/** A sentence as plain text. */
export function plainOf(inlines: readonly Inline[]): string {
  return new Prose().paragraph(...inlines).plain;
}

/** Turns prose with `code` in backticks into parts. */
export function withCode(text: string): Inline[] {
  return text.split("`").map((part, at) => (at % 2 === 1 ? { code: part } : part));
}

/** Turns prose from a table, such as the key table, into parts, in the language of the user. */
export function fromTable(text: string): Inline[] {
  return withCode(translated(text));
}

/**
 * Says something in the language of the user, as `t` does, with values that keep their kind: code, strong or dump.
 * @param message a whole sentence or clause, as a literal: `code` in backticks, `{0}`, `{1}` and so on for the values
 */
export function phrase(message: string, ...values: readonly (Inline | readonly Inline[])[]): Inline[] {
  return withCode(translated(message)).flatMap((part) => (typeof part === "string" ? pieces(part, values).flat() : [part]));
}

/** Escapes what would be markup in a sentence of this program. `libxl_device.c` and `(n0)` are not markup, and read better as they are. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*[\]<>&~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&");
}

/** A code span that its content cannot end: the fence is longer than any run of backticks in it. */
function codeSpan(text: string): string {
  if (text === "") return `*${escapeMarkdown(t("empty"))}*`;
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || /^ .* $/.test(text) ? " " : "";
  return fence + pad + text + pad + fence;
}
