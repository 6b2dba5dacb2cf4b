import { HASH, isBlank, isNameCharacter, OPEN, SLASH } from "./characters";
import { plainSyntax, type Form, type LineSyntax } from "./line-syntax";
import { LONGEST_READ_PATH, MAX_PATH_LENGTH, suspectPath } from "./path";
import { readPrefix } from "./read-prefix";
import { readPermissions, readValue, UNREADABLE, type ValueSyntax } from "./read-value";

const BLANK = plainSyntax("blank", 0);
const COMMENT = plainSyntax("comment", 0);
const ASSIGN = ' = "';
const FILTERED = " = <filtered for security>";
const TOOL_ERROR = "xenstore-ls: ";
/** A prompt with the command that prints a dump. */
const COMMAND = /^(?:\[[^\]]{0,200}\] ?[#$]|[\w.@:~/-]{1,200} ?[#$%>]|[#$+]) ?(?:sudo |\S{0,200}\/)?xenstore-ls(?: |$)/;
/** A prompt alone or with another command: `user@host:~# exit`, `netdd#`, `/ #`. */
const PROMPT = /^\[?[\w.-]{1,80}@[\w.-]{1,80}[ :][^#$]{0,200}[#$](?: |$)|^(?:[\w.~/-]{1,80} ?)?[#$]$/;

/**
 * Reads one line of a dump, in any form of `xenstore-ls` output. Never fails: what is in no known form is `malformed`.
 * Takes time linear in the length of the line.
 * @param text the line without its line end
 */
export function readLine(text: string): LineSyntax {
  const prefix = readPrefix(text);
  const start = prefix.end;
  let end = text.length;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at += 1;
  if (at === end) return start === 0 ? BLANK : plainSyntax("blank", start);

  const first = text.charCodeAt(at);
  if (first === HASH) return readComment(text, start, at);
  if (first === OPEN && readPermissions(text, end) === at) return plainSyntax("permissions", start);

  const syntax = readEntry(text, start, at, end);
  // A C comment is mostly prose: what is no clean entry in it is not meant to be one.
  const prose = prefix.comment && (syntax === undefined || isProse(text, syntax));
  if (syntax !== undefined && !prose) return syntax;
  const rest = text.slice(at, Math.min(end, at + 600));
  if (rest === "[...]" || rest === "...") return plainSyntax("elision", start);
  if (rest.startsWith(TOOL_ERROR)) return plainSyntax("tool-error", start);
  if (COMMAND.test(rest) || PROMPT.test(rest)) return plainSyntax("prompt", start);
  if (prose) return plainSyntax("comment", start);
  // In a tree, what is indented holds the place of a node: what is below it must not fall to the directory above.
  return at > start ? entrySyntax("tree", start, at, at, false, { ...UNREADABLE, form: "malformed" }) : plainSyntax("malformed", start);
}

/** `algorithm = 0`, `says x = "1"`: a sentence that only looks like an entry; a broken line with a whole path is one. */
function isProse(text: string, { form, pathStart, pathEnd, pathSuspect, value }: LineSyntax): boolean {
  if (/[ \t]/.test(text.slice(pathStart, pathEnd))) return true;
  return form === "tree" ? pathSuspect || value === "malformed" : !text.startsWith("/", pathStart) && pathSuspect;
}

function readComment(text: string, start: number, at: number): LineSyntax {
  if (COMMAND.test(text.slice(at, at + 600))) return plainSyntax("prompt", start);
  return start === 0 ? COMMENT : plainSyntax("comment", start);
}

/** Reads `path = "value"   (perms)`, `path:`, or what has at least a name and an equals sign. */
function readEntry(text: string, start: number, at: number, end: number): LineSyntax | undefined {
  // The tool cuts the names of deep trees, down to nothing: the blank before `=` is then the one of ` = "`.
  const nameless = text.startsWith(ASSIGN.trimStart(), at) && at > start;
  const pathStart = nameless ? at - 1 : at;
  let pathEnd = pathStart;
  let flat = false;
  for (; pathEnd < end; pathEnd += 1) {
    const code = text.charCodeAt(pathEnd);
    if (code === SLASH) flat = true;
    else if (!isNameCharacter(code)) break;
  }
  let suspect = pathEnd - pathStart > MAX_PATH_LENGTH || (flat && suspectPath(text, pathStart, pathEnd));
  let value = assignedValue(text, flat ? pathEnd : start, pathEnd, end);
  if (value === undefined) {
    const later = text.indexOf(ASSIGN, pathEnd);
    if (later > 0) {
      if (COMMAND.test(text.slice(at, Math.min(later, at + 600)))) return undefined;
      pathEnd = later;
      suspect = true;
      flat = text.slice(pathStart, pathEnd).includes("/");
      value = readValue(text, later + ASSIGN.length, end, flat ? pathEnd : start);
    } else {
      if (pathEnd === pathStart || !/^ ?=/.test(text.slice(pathEnd, pathEnd + 2))) return undefined;
      value = { ...UNREADABLE, form: "malformed" };
    }
  }
  if (pathEnd - pathStart > LONGEST_READ_PATH) return undefined;
  const form: Form = flat ? "flat" : "tree";
  if (nameless && at - start < SHORTEST_WIDTH) suspect = true;
  return entrySyntax(form, start, pathStart, pathEnd, suspect, value);
}

/** Names are cut away whole only where a tree is this deep or deeper: the narrowest terminal in use has 80 columns. */
const SHORTEST_WIDTH = 60;

function assignedValue(text: string, origin: number, at: number, end: number): ValueSyntax | undefined {
  if (text.startsWith(ASSIGN, at)) return readValue(text, at + ASSIGN.length, end, origin);
  if (text.charCodeAt(at) === 58 && at + 1 === end) return UNREADABLE;
  if (text.startsWith(FILTERED, at) && at + FILTERED.length === end) return UNREADABLE;
  return undefined;
}

function entrySyntax(
  form: Form,
  start: number,
  pathStart: number,
  pathEnd: number,
  pathSuspect: boolean,
  value: ValueSyntax,
): LineSyntax {
  return {
    kind: "entry",
    form,
    start,
    pathStart,
    pathEnd,
    pathSuspect,
    value: value.form,
    valueStart: value.start,
    valueEnd: value.end,
    permissionsStart: value.permissionsStart,
    permissionsEnd: value.permissionsEnd,
  };
}
