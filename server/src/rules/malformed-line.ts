import { damageIn, type Damage } from "../dump/damage";
import type { Line } from "../dump/line";
import { readPermissions } from "../dump/read-value";
import { show } from "../dump/show";
import type { Span } from "../dump/span";
import { t } from "../l10n";
import type { StoreNode } from "../store/node";
import { badRoot } from "../store/prompt";
import { NONE, type Fix, type LineRule, type Report, type Scene } from "./rule";

/** A dump holds `path = "value"` lines; this one is in no form that a tool writes. */
export const malformedLine: LineRule = {
  on: "line",
  code: "malformed-line",
  level: "error",
  summary: "the line is not in a known form",
  concerns: ({ kind, value }) => kind === "malformed" || kind === "prompt" || value === "malformed",
  check(line, scene) {
    if (line.syntax.kind === "prompt") return checkRoot(line);
    const damage = damageIn(line);
    if (damage !== undefined) return [{ at: wholeLine(line), message: DAMAGES[damage]() }];
    const { kind, pathStart, pathEnd, valueStart } = line.syntax;
    const broken = kind === "entry" && pathEnd > pathStart;
    const at = wholeLine(line);
    const { end } = at;
    return [{
      at,
      message: broken
        ? `${fault(line.text.slice(valueStart > 0 ? valueStart : pathEnd, end), valueStart > 0)} ${t("The value of the key is not known.")}`
        : t('This line is not in the form that xenstore-ls prints, path = "value". It is left out of the analysis.'),
      fixes: () => fixes(line, broken, end, scene),
    }];
  },
};

const DAMAGES: Readonly<Record<Damage, () => string>> = {
  "quoted-printable": () =>
    `${t('The text is quoted-printable, as mails are sent: "=3D" stands for "=", and lines are broken anywhere. It cannot be decoded safely here.')} ` +
    t("Save the original attachment, or the mail as text, and open that."),
  flattened: () =>
    `${t("Several entries are on one line: the line ends were lost, as in a text copied from a web page. It is not clear which quote ends which value.")} ` +
    t("Save the original attachment and open that."),
};

/** The line without the prefix of a mail and the blanks around it. */
function wholeLine(line: Line<StoreNode>): Span<StoreNode> {
  const end = line.text.trimEnd().length;
  const content = line.text.slice(line.syntax.start, end).trimStart();
  return { line, start: end - content.length, end };
}

/** A comment that was meant to tell where a capture was taken. */
function checkRoot(line: Line<StoreNode>): readonly Report[] {
  const written = badRoot(line);
  if (written === undefined) return NONE;
  const message =
    written === ""
      ? t("The path is missing, so the root of what follows is not known. Write it as # xenstore-root /local/domain/1/device/vif/0.")
      : t('"{0}" is not an absolute XenStore path, so the root of what follows is not known. Write it as # xenstore-root /local/domain/1/device/vif/0.', show(written));
  return [{ at: wholeLine(line), message }];
}

/** Says what is wrong with the part of a line behind its path or behind the opening quote. */
function fault(rest: string, opened: boolean): string {
  if (!rest.includes('"')) return opened ? t("The value has no closing quote.") : t('The value is not in quotes: path = "value".');
  return opened ? t("What follows the closing quote is not a list of permissions.") : t('The line is not written as path = "value", with one blank on each side of the equals sign.');
}

function* fixes(line: Line<StoreNode>, broken: boolean, end: number, scene: Pick<Scene, "draft" | "text">): Generator<Fix> {
  const fixed = broken ? fixedValue(line, end) : undefined;
  // The next line may hold the value or the rest of it: then nobody knows where a quote belongs.
  const next = scene.text.next(line);
  const goesOn = next?.syntax.kind === "malformed" && /^\s*"|"\s*$/.test(next.text);
  if (fixed !== undefined && !goesOn) {
    const { title, value, from, to } = fixed;
    yield { title, draft: scene.draft().replace({ line, start: from, end: to }, value), preferred: true };
  }
  yield { title: t("Comment the line out"), draft: scene.draft().replace({ line, start: 0, end: 0 }, "# "), preferred: !broken };
}

/**
 * What a broken line was meant to hold, if that is beyond doubt: quotes that are there are kept, and none is added beside
 * another.
 */
function fixedValue(line: Line<StoreNode>, end: number): { title: string; value: string; from: number; to: number } | undefined {
  const { pathEnd, valueStart } = line.syntax;
  const permissionsStart = readPermissions(line.text, end);
  const to = permissionsStart < 0 ? end : line.text.slice(0, permissionsStart).trimEnd().length;
  if (valueStart > 0) {
    const open = line.text.slice(valueStart, to);
    return /["(]/.test(open) ? undefined : { title: t("Add the missing quote"), value: '"', from: to, to };
  }
  const written = line.text.slice(pathEnd, to).replace(/^\s*=?\s*/, "");
  const quoted = /^"(.*)"$/.exec(written) ?? /^([^"]+)"$/.exec(written);
  const value = quoted === null ? written : (quoted[1] ?? "");
  // `=3D` is a mail in quoted-printable, an apostrophe another kind of quote.
  if (quoted === null && /["']|^3D/.test(value)) return undefined;
  return { title: written.startsWith('"') ? t("Write it as xenstore-ls does") : t("Put the value in quotes"), value: ` = "${value}"`, from: pathEnd, to };
}
