import { COLON, QUOTE, STAR } from "../dump/characters";
import type { Form } from "../dump/line-syntax";
import { writeLine } from "../dump/write-line";
import type { Entry, StoreNode } from "./node";
import { pathSpan, subtreeEntries } from "./spans";

/** How the lines of one directory are written, so that a new line can look like its neighbours. */
export interface EntryStyle {
  readonly form: Form;
  /** A comment or quote prefix. */
  readonly prefix: string;
  /** Flat form: the path of the directory as written, with its slash. */
  readonly directory: string;
  /** Tree form: the blanks before a name. */
  readonly indentation: string;
  /** Tree form: the further blanks of the next level. */
  readonly step: string;
  /** `(n0,r1)`, or empty. */
  readonly permissions: string;
  /** Lines read `path: value`, as xenstore-read prints them; `quoted`: `path: "value"`. */
  readonly colon?: "bare" | "quoted" | undefined;
}

/**
 * Reads the style of a directory from the lines in it.
 * @param like the line in the directory that a new line should look like most, if there is one
 * @returns undefined if no line stands in the directory
 */
export function styleInside(directory: StoreNode, like?: Entry): EntryStyle | undefined {
  // In flat form, that line alone tells the style.
  const isEnough = like?.syntax.form === "flat" && like.place?.parent === directory;
  const below = isEnough ? [like] : subtreeEntries(directory).filter((entry) => entry.place !== directory);
  const inside = below.filter((entry) => entry.place?.parent === directory);
  const sample = inside.find((entry) => entry === like) ?? inside[0] ?? below[0];
  if (sample?.place === undefined) return undefined;
  let depth = 0;
  for (let node: StoreNode | undefined = sample.place; node !== undefined && node !== directory; node = node.parent) depth += 1;
  const own = directory.entry;
  const name = nameStart(sample);
  // What stands before the path is kept as written, not as read; both are equally wide there.
  const indentation = sample.syntax.form === "tree" ? name - sample.indentation : name;
  return {
    form: sample.syntax.form,
    // A fragment may be indented as a whole: in flat form, this indentation is a prefix like any other.
    prefix: sample.text.slice(0, Math.max(0, indentation)),
    directory: directoryText(sample.path, depth),
    indentation: sample.text.slice(Math.max(0, indentation), name),
    step: (sample.text.charAt(name - 1) === "\t" ? "\t" : " ").repeat(stepOf(below, own, sample)),
    permissions: sample.permissions,
    colon: colonStyle(sample),
  };
}

/** The style of a directory inside one with the given style. */
export function styleBelow(style: EntryStyle, name: string): EntryStyle {
  return { ...style, directory: `${style.directory}${name}/`, indentation: style.indentation + style.step };
}

/** Writes a line in a style, without its end. */
export function writeEntry(style: EntryStyle, name: string, value: string): string {
  const { form, prefix, permissions } = style;
  if (style.colon !== undefined) return `${prefix}${style.directory}${name}: ${style.colon === "quoted" ? `"${value}"` : value}`;
  return prefix + writeLine({ form, place: (form === "flat" ? style.directory : style.indentation) + name, value, permissions });
}

/** Where the path or name of a line begins, or the stars before it that set the line in bold: those of a line are never opened without being closed. */
function nameStart(line: Entry): number {
  const { start } = pathSpan(line);
  if (line.statement === undefined || line.codeAt(line.syntax.pathStart - 1) === STAR) return start;
  return start - (/\*{1,2}$/.exec(line.text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0);
}

function colonStyle({ read, syntax }: Entry): EntryStyle["colon"] {
  if (read.charCodeAt(syntax.pathEnd) !== COLON || syntax.value !== "whole") return undefined;
  return read.charCodeAt(syntax.valueStart - 1) === QUOTE ? "quoted" : "bare";
}

function directoryText(path: string, depth: number): string {
  let end = path.length;
  for (let level = 0; level < depth; level += 1) end = path.lastIndexOf("/", end - 1);
  return path.slice(0, end + 1);
}

/** How many blanks a level of the tree has: as the lines below the directory show, else its own line, else one, as the tool writes it. */
function stepOf(below: readonly Entry[], own: Entry | undefined, sample: Entry): number {
  const lines = new Set(below);
  for (const entry of lines) {
    if (entry.parent !== undefined && lines.has(entry.parent)) return entry.indentation - entry.parent.indentation;
  }
  if (own?.syntax.form === "tree" && sample.syntax.form === "tree") return Math.max(1, sample.indentation - own.indentation);
  return 1;
}
