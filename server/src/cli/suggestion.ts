import { closestMatch } from "leven";

/**
 * Suggests what a mistyped name may have meant: the nearest name, or up to four that contain what was typed.
 * @returns "did you mean x?", or `otherwise` if no name is similar
 */
export function suggestion(typed: string, names: readonly string[], otherwise: string): string {
  const wanted = typed.toLowerCase();
  const nearest = closestMatch(wanted, names, { maxDistance: Math.ceil(wanted.length * 0.3) });
  const holding = wanted.length > 2 ? names.filter((known) => known.includes(wanted)).slice(0, 4) : [];
  const meant = nearest === undefined ? holding : [nearest];
  return meant.length === 0 ? otherwise : `did you mean ${meant.join(", ").replace(/, ([^,]*)$/, " or $1")}?`;
}
