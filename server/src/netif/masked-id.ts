/** What people write in place of the number of a domain to mask it: `X`, `N`, `domid`, `guest_id`. No domain has such a name. */
const MASK = "(?:[A-Za-z]{1,2}|[xX]{3,8}|(?:dom|DOM|domain|domu|domU|guest|vm|frontend|backend)(?:[-_]?(?:id|ID|x|X|n|N))?)";
const MASKED_ID = new RegExp(`^${MASK}$`);
/** The number of a domain, or what stands for it: to be put into a regular expression. */
export const DOMAIN_ID = `(?:[0-9]+|${MASK})`;
/** The signs around a word that stands for a part of a path: `<domid>`, `$domid`, `${domid}`, `{domid}`. */
const SIGNS = /(?<=\/)(?:<([\w-]{1,20})>|\$?\{([\w-]{1,20})\}|\$([\w-]{1,20}))(?=\/|$)/g;

/** Whether a name stands for the number of a domain. */
export function isMaskedId(name: string): boolean {
  return MASKED_ID.test(name);
}

/** A path in a value without the signs around words that stand for whole segments, as a line with that path is read. */
export function withoutSegmentSigns(path: string | undefined): string | undefined {
  return path !== undefined && /[<{$]/.test(path) ? path.replaceAll(SIGNS, "$1$2$3") : path;
}

/** Whether two paths are the same, or may be: a masked number stands for any number. */
export function mayBeSamePath(left: string, right: string): boolean {
  if (left === right) return true;
  const others = right.split("/");
  const names = left.split("/");
  return names.length === others.length && names.every((name, at) => name === others[at] || isMaskOf(name, others[at] ?? "") || isMaskOf(others[at] ?? "", name));
}

function isMaskOf(mask: string, number: string): boolean {
  return isMaskedId(mask) && /^[0-9]+$/.test(number);
}
