/** What a line of a dump is. Most kinds follow from its own text alone. */
export type LineKind =
  | "blank"
  | "comment"
  /** A node of the store: `path = "value"`, or a name without a readable value. */
  | "entry"
  /** The permissions that follow an unreadable node on a line of their own. */
  | "permissions"
  /** `[...]` or `...`: somebody left lines out. */
  | "elision"
  /** A message of the tool itself, mixed into its output. */
  | "tool-error"
  /** A shell prompt, or a comment or heading that tells a root: what follows is the output of another command. */
  | "prompt"
  /** The rest of an entry that a mailer wrapped; it is read together with the line that the entry begins in. */
  | "continuation"
  | "malformed";

/** `flat`: the line holds the whole path. `tree`: it holds an indented name. */
export type Form = "flat" | "tree";

/** How far the value of an entry can be trusted. */
export type ValueForm =
  | "whole"
  /** The writing tool cut it. */
  | "cut"
  /** The dump says that there is a node, but not what it holds. */
  | "unreadable"
  /** The line breaks off or lacks a quote. */
  | "malformed";

/**
 * Where the parts of a line stand. All offsets are UTF-16 code units, ends exclusive, into the text of the line's statement, or into its own text if it
 * has none. For a line that is not an entry, only `kind` and `start` mean anything.
 */
export interface LineSyntax {
  readonly kind: LineKind;
  readonly form: Form;
  /** The end of a comment or quote prefix (` * `, `> `), before any indentation. */
  readonly start: number;
  /** The path of a flat line, the name of a tree line. Empty if the tool cut the whole name away. */
  readonly pathStart: number;
  /** The last segment of a path; the name itself in a tree. */
  readonly nameStart: number;
  readonly pathEnd: number;
  /** The path has a character, an empty segment or a length that XenStore refuses. */
  readonly pathSuspect: boolean;
  readonly value: ValueForm;
  /** The value between its quotes, with a cut marker if there is one; to the end of a line `path: value`. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The permissions with their parentheses; both 0 if there are none. */
  readonly permissionsStart: number;
  readonly permissionsEnd: number;
  /** The line alone is exactly as xenstore-ls prints it, so that it says nothing but what the node holds. */
  readonly isPrinted: boolean;
}

/** The syntaxes of lines that have nothing before what they are. */
const AT_START = new Map<LineKind, LineSyntax>();

/** A syntax for lines that hold no node. A text may have millions of them: those that begin at once share one object for each kind. */
export function plainSyntax(kind: Exclude<LineKind, "entry">, start: number): LineSyntax {
  const known = start === 0 ? AT_START.get(kind) : undefined;
  if (known !== undefined) return known;
  const syntax: LineSyntax = {
    kind,
    form: "flat",
    start,
    pathStart: start,
    nameStart: start,
    pathEnd: start,
    pathSuspect: false,
    value: "unreadable",
    valueStart: 0,
    valueEnd: 0,
    permissionsStart: 0,
    permissionsEnd: 0,
    isPrinted: false,
  };
  if (start === 0) AT_START.set(kind, syntax);
  return syntax;
}

/** A syntax with all offsets moved right, for a line that was read without its first characters. */
export function moved(syntax: LineSyntax, by: number): LineSyntax {
  const hasValue = syntax.valueStart > 0;
  const hasPermissions = syntax.permissionsEnd > 0;
  return {
    ...syntax,
    start: syntax.start + by,
    pathStart: syntax.pathStart + by,
    nameStart: syntax.nameStart + by,
    pathEnd: syntax.pathEnd + by,
    valueStart: hasValue ? syntax.valueStart + by : 0,
    valueEnd: hasValue ? syntax.valueEnd + by : 0,
    permissionsStart: hasPermissions ? syntax.permissionsStart + by : 0,
    permissionsEnd: hasPermissions ? syntax.permissionsEnd + by : 0,
    isPrinted: false,
  };
}

/** Whether a line says without doubt what it is. */
export function isClear({ kind, value, pathSuspect }: LineSyntax): boolean {
  return kind !== "malformed" && !(kind === "entry" && (pathSuspect || value === "malformed"));
}
