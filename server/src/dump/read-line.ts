import { COLON, DOT, HASH, isBlank, isNameCharacter, OPEN, QUOTE, SLASH, SPACE } from "./characters";
import { isFlattened } from "./damage";
import { plainSyntax, type LineSyntax } from "./line-syntax";
import { LONGEST_READ_PATH, MAX_PATH_LENGTH, suspectPath } from "./path";
import { readPrefix } from "./read-prefix";
import { readPrinted } from "./read-printed";
import { isLeader, readPermissions, readValue, UNREADABLE, type ValueSyntax } from "./read-value";
import { isShellPrompt } from "./shell-prompt";
import { isPathOfValue, TOP_PATH } from "./store-path";

const ASSIGN = ' = "';
/** The sign of a broken entry. Other blanks around it count only before a quote: elsewhere they are those of settings, which people align. */
const SIGN = /^(?: ?=|[ \t]+=[ \t]*")/;
/** Words that people put in the place of what they redacted. */
export const REDACTED = "redacted|removed|deleted|hidden|masked|censored|obfuscated|anonymi[sz]ed|filtered(?: for security)?";
/** A value that was redacted together with its quotes, as the collector of bug reports does. */
const FILTERED = new RegExp(`^ = [<[](?:${REDACTED})[>\\]]$`, "i");
const LONGEST_FILTERED = 40;
const BROKEN: ValueSyntax = { ...UNREADABLE, form: "malformed" };
const TOOL_ERROR = "xenstore-ls: ";
/** A patch or grep puts `-` before a path, perhaps behind the name of a file. With it, the first segment is still a legal name, but no node has it. */
const DASH_BEFORE_PATH = new RegExp(`^\\d*-/|-${TOP_PATH}(?:/|$)`);
/** A prompt with a command that prints something of the store. */
const COMMAND = /^(?:\[[^\]]{0,200}\] ?[#$]|[\w.@:~/-]{1,200} ?[#$%>]|[#$+]) ?(?:sudo )?(?:\S{0,200}\/)?xenstore[- ](?:ls|list|read)(?: |$)/;
/** `[...]`, `…`, `[snip]`, `[REDACTED]`, `[... 20 lines omitted ...]`: what people put where they left something out. A terminal shows `^C` where somebody ended the output. */
const ELISION = new RegExp(`^(?:(?:\\.{3}|\\u2026|\\^C)|[[(<{] ?(?:(?:\\.{3}|\\u2026)(?:[^"=]* ?(?:\\.{3}|\\u2026))?|s(?:ni|ki)p(?:ped)?|cut|omitted|truncated|${REDACTED}|\\d{1,9} lines [a-z]{3,20}) ?[\\])>}])$`, "i");
const LONGEST_ELISION = 100;
/** No more of a line is looked at for a prompt with its command. */
const LONGEST_PROMPT = 600;
/** What grep puts between lines that do not follow each other. With a blank behind it, it begins the signature of a mail. */
const GREP_GAP = "--";
/** The tool in a command, and not the name of a file that it wrote, or `xenstore-ls[123]: ` in a log. */
export const TOOL = /xenstore[- ]ls(?![\w.:[-])/;
/** Any other way to start the tool: over ssh, in a container, behind a prompt that somebody set up. No line of a dump names the tool. */
const STARTS_TOOL = new RegExp(`(?:^|[\\s/'"\`(])${TOOL.source}`);
/** Code in an item of a list of Markdown, whose sign is that of a C comment, too. What closes it may be cut off already. */
const LISTED = /^`\/[^`]+`?$/;
/** A comment in which the user says where the lines below were taken. */
export const ROOT_COMMENT = /^#\s*xenstore-root(?![\w-])[\s:]*/;

/**
 * Reads one line of a dump, in any form of `xenstore-ls` output. Never fails: what is in no known form is `malformed`.
 * Takes time linear in the length of the line.
 * @param text the line without its line end
 */
export function readLine(text: string): LineSyntax {
  return readPrinted(text, 0, text.length) ?? readAny(text);
}

function readAny(text: string): LineSyntax {
  const prefix = readPrefix(text);
  const start = prefix.end;
  let end = text.length;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at += 1;
  if (at === end) return plainSyntax("blank", start);

  const first = text.charCodeAt(at);
  if (first === HASH) return readComment(text, start, at);
  if ((first === OPEN || first === DOT) && isPermissions(text, at, end)) return plainSyntax("permissions", start);

  const syntax = readEntry(text, start, at, end);
  // A C comment is mostly prose: a line in it that is not a clean entry is not meant to be one.
  const prose = prefix.comment && (syntax === undefined || isProse(text, syntax)) && !isListed(text.slice(at, end));
  if (syntax !== undefined && !prose) return syntax;
  const kind = text.slice(at) === GREP_GAP ? "elision" : kindByWords(text.slice(at, Math.min(end, at + LONGEST_PROMPT)));
  if (kind !== undefined) return plainSyntax(kind, start);
  if (prose) return plainSyntax("comment", start);
  // An indented line may hold the place of a node in a tree: the lines below must not fall to the directory above it.
  return at > start ? entrySyntax(text, start, at, at, BROKEN) : plainSyntax("malformed", start);
}

/** What a line that is no entry says that it is; undefined if it does not. */
function kindByWords(content: string): "elision" | "tool-error" | "prompt" | undefined {
  if (content.length < LONGEST_ELISION && ELISION.test(content)) return "elision";
  if (content.startsWith(TOOL_ERROR)) return "tool-error";
  return COMMAND.test(content) || isShellPrompt(content) || STARTS_TOOL.test(content) ? "prompt" : undefined;
}

function isListed(content: string): boolean {
  return LISTED.test(content) && content.includes(ASSIGN);
}

/** Whether a line is a sentence that only looks like an entry: `algorithm = 0`, `says x = "1"`. A broken line with a whole path is an entry. */
function isProse(text: string, { form, pathStart, pathEnd, pathSuspect, value }: LineSyntax): boolean {
  if (/[ \t]/.test(text.slice(pathStart, pathEnd))) return true;
  return form === "tree" ? pathSuspect || value === "malformed" : !text.startsWith("/", pathStart) && pathSuspect;
}

/** Whether there are only permissions, perhaps behind the dots that led to them. */
function isPermissions(text: string, at: number, end: number): boolean {
  const open = readPermissions(text, end);
  if (open < at) return false;
  for (let before = at; before < open; before += 1) if (!isLeader(text.charCodeAt(before))) return false;
  return true;
}

function readComment(text: string, start: number, at: number): LineSyntax {
  const content = text.slice(at, at + LONGEST_PROMPT);
  return plainSyntax(COMMAND.test(content) || ROOT_COMMENT.test(content) ? "prompt" : "comment", start);
}

/** A shorter value cannot hold two more pairs. */
const SHORTEST_PAIRS = 12;

/** Names are cut away completely only at this indentation or a deeper one: the narrowest terminal in use has 80 columns. */
const SHORTEST_WIDTH = 60;

/** Reads `path = "value"   (perms)`, `path:`, or what has at least a name and an equals sign. */
function readEntry(text: string, start: number, at: number, end: number): LineSyntax | undefined {
  // In deep trees the tool cuts names, down to nothing. The last blank before `=` is then part of ` = "`, not of the indentation.
  const isNameless = text.startsWith(ASSIGN.trimStart(), at) && at > start;
  const pathStart = isNameless ? at - 1 : at;
  const pathEnd = endOfPath(text, pathStart, end);
  // Only in deep trees does the tool print a node without its name. Alone, a colon is what less shows below a page.
  if (pathEnd === start && text.charCodeAt(start) === COLON) return undefined;
  const value = valueBehind(text, start, pathStart, pathEnd, end);
  const syntax = value === undefined ? readBroken(text, start, pathStart, pathEnd, end) : entrySyntax(text, start, pathStart, pathEnd, value);
  if (syntax === undefined || syntax.pathEnd - pathStart > LONGEST_READ_PATH) return undefined;
  const holdsPairs = syntax.valueEnd - syntax.valueStart > SHORTEST_PAIRS && text.includes(ASSIGN, syntax.valueStart) && isFlattened(text.slice(at, end));
  if (holdsPairs && syntax.pathSuspect) return undefined;
  const told: LineSyntax = holdsPairs ? { ...syntax, value: "malformed" } : syntax;
  return isNameless && at - start < SHORTEST_WIDTH ? { ...told, pathSuspect: true } : told;
}

/** Where the characters end that a path or a name may have. */
function endOfPath(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isPathCharacter(text.charCodeAt(at))) at += 1;
  return at;
}

function isPathCharacter(code: number): boolean {
  return code === SLASH || isNameCharacter(code);
}

/** Whether there is a slash in a path, so that it is not the name in a tree. */
function isFlat(text: string, pathStart: number, pathEnd: number): boolean {
  return pathEnd > pathStart && text.lastIndexOf("/", pathEnd - 1) >= pathStart;
}

/** The value right behind a path; undefined if there is none. */
function valueBehind(text: string, start: number, pathStart: number, pathEnd: number, end: number): ValueSyntax | undefined {
  if (text.startsWith(ASSIGN, pathEnd)) return readValue(text, pathEnd + ASSIGN.length, end, isFlat(text, pathStart, pathEnd) ? pathEnd : start);
  if (text.charCodeAt(pathEnd) === COLON) return (isFlat(text, pathStart, pathEnd) ? valueBehindColon(text, pathStart, pathEnd, end) : undefined) ?? (pathEnd + 1 === end ? UNREADABLE : undefined);
  return end - pathEnd < LONGEST_FILTERED && FILTERED.test(text.slice(pathEnd, end)) ? UNREADABLE : undefined;
}

/** Reads an entry whose path has characters that none may have, or which lacks its sign or the quote behind that. */
function readBroken(text: string, start: number, pathStart: number, pathEnd: number, end: number): LineSyntax | undefined {
  const sign = text.indexOf(ASSIGN, pathEnd);
  if (sign > 0 && text.slice(pathEnd, sign).trim() !== "") {
    if (COMMAND.test(text.slice(pathStart, Math.min(sign, pathStart + LONGEST_PROMPT)))) return undefined;
    const value = readValue(text, sign + ASSIGN.length, end, isFlat(text, pathStart, sign) ? sign : start);
    return { ...entrySyntax(text, start, pathStart, sign, value), pathSuspect: true };
  }
  const behind = text.slice(pathEnd, end);
  // Without the sign, only a path of the store and nothing but a value in quotes behind it tell an entry from a sentence.
  const lacksSign = behind.startsWith(' "') && isPathOfValue(text.slice(pathStart, pathEnd)) && readValue(text, pathEnd + 2, end, pathEnd).form !== "malformed";
  return pathEnd > pathStart && (SIGN.test(behind) || lacksSign) ? entrySyntax(text, start, pathStart, pathEnd, BROKEN) : undefined;
}

/**
 * Reads `path: value`, as `xenstore-read -p` prints it. There are no quotes, so only a path of the store tells it from a sentence. In
 * `path: "value"`, somebody has kept the quotes of a dump: they are not part of the value.
 */
function valueBehindColon(text: string, pathStart: number, pathEnd: number, end: number): ValueSyntax | undefined {
  if (text.charCodeAt(pathEnd + 1) !== SPACE || !isPathOfValue(text.slice(pathStart, pathEnd))) return undefined;
  if (text.charCodeAt(pathEnd + 2) === QUOTE) {
    const quoted = readValue(text, pathEnd + 3, end, pathEnd);
    if (quoted.form === "whole") return quoted;
  }
  return { form: "whole", start: pathEnd + 2, end: Math.max(end, pathEnd + 2), permissionsStart: 0, permissionsEnd: 0 };
}

function entrySyntax(text: string, start: number, pathStart: number, pathEnd: number, value: ValueSyntax): LineSyntax {
  const slash = pathEnd > pathStart ? text.lastIndexOf("/", pathEnd - 1) : -1;
  const isTree = slash < pathStart;
  return {
    kind: "entry",
    form: isTree ? "tree" : "flat",
    start,
    pathStart,
    nameStart: isTree ? pathStart : slash + 1,
    pathEnd,
    pathSuspect: pathEnd - pathStart > MAX_PATH_LENGTH || (!isTree && (suspectPath(text, pathStart, pathEnd) || hasDash(text, pathStart, pathEnd))),
    value: value.form,
    valueStart: value.start,
    valueEnd: value.end,
    permissionsStart: value.permissionsStart,
    permissionsEnd: value.permissionsEnd,
    isPrinted: false,
  };
}

/** Whether the sign of a patch or of grep may stand before a path. */
function hasDash(text: string, pathStart: number, pathEnd: number): boolean {
  return text.charCodeAt(pathStart) !== SLASH && DASH_BEFORE_PATH.test(text.slice(pathStart, pathEnd));
}
