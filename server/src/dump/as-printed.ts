import { rewrite, type Replacement, type Rewriting } from "./rewriting";

/** What stands before the first value of a line. */
const BEFORE_VALUE = /^[^"=]*=[ \t]*(?=")/;
const MASKED_NUMBER = /(?:\/domain|\/backend\/\w+)\/((?:<|\$\{?|\{)([\w-]{1,20})[>}]?)(?=[/ =])/g;
const STARS = /\*{1,2}/g;
/** The sign of an item in a list, which is that of a C comment too, before an entry in bold. */
const ITEM_IN_BOLD = /^[\s>]*\*\s+(?=\*)/;

/** Writes a line as xenstore-ls does, if people or tools have set parts of it in bold, or have put other blanks around the sign of a path. */
export function asPrinted(line: Rewriting): Rewriting {
  return withoutDomidSigns(withSpacing(withoutBold(line)));
}

/** `/local/domain/<domid>/…`, `…/backend/vbd/$domid/768`: the masked number of a domain. The word stays, which can be a name in a path; the signs around it go. */
function withoutDomidSigns(line: Rewriting): Rewriting {
  const before = BEFORE_VALUE.exec(line.text)?.[0];
  if (before === undefined || !/[<{$]/.test(before)) return line;
  const signs: Replacement[] = [];
  for (const { 0: whole, 1: opened = "", 2: word = "", index } of before.matchAll(MASKED_NUMBER)) {
    const start = index + whole.length - opened.length;
    const first = start + opened.indexOf(word);
    signs.push({ start, end: first, by: "" });
    if (first + word.length < start + opened.length) signs.push({ start: first + word.length, end: start + opened.length, by: "" });
  }
  return rewrite(line, signs);
}

/** `path="value"`, or `path  =  "value"` as `column -t` writes it. Only a path tells such a line from a setting of a shell. */
function withSpacing(line: Rewriting): Rewriting {
  const before = BEFORE_VALUE.exec(line.text)?.[0];
  if (before === undefined) return line;
  const path = before.slice(0, before.indexOf("=")).trimEnd();
  const start = path.length;
  if (before.slice(start) === " = " || path.lastIndexOf("/") <= Math.max(path.lastIndexOf(" "), path.lastIndexOf("\t"))) return line;
  return rewrite(line, [{ start, end: before.length, by: " = " }]);
}

/** `**path = "value"**`: no path has a star, so a pair of them outside of the value is a mark of Markdown. */
function withoutBold(line: Rewriting): Rewriting {
  const { text } = line;
  const open = text.indexOf('"');
  const close = text.lastIndexOf('"');
  if (open < 0 || !text.includes("*")) return line;
  const item = ITEM_IN_BOLD.exec(text)?.[0].length ?? 0;
  const stars: Replacement[] = [];
  for (const { 0: run, index } of text.matchAll(STARS)) {
    if ((index >= item && index < open) || index > close) stars.push({ start: index, end: index + run.length, by: "" });
    if (stars.length > 2) return line;
  }
  const [first, second] = stars;
  const isPair = first !== undefined && second !== undefined && first.end - first.start === second.end - second.start;
  return isPair && /\S/.test(text.charAt(first.end)) && /\S/.test(text.charAt(second.start - 1)) ? rewrite(line, stars) : line;
}
