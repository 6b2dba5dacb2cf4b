import { closestMatch } from "leven";

/**
 * What somebody who mistyped a name may have meant: the nearest name, or those that hold what was typed.
 * @returns "did you mean x?", or `otherwise` where there is nothing like it
 */
export function suggestion(typed: string, names: readonly string[], otherwise: string): string {
  const wanted = typed.toLowerCase();
  const nearest = closestMatch(wanted, names, { maxDistance: Math.ceil(wanted.length * 0.3) });
  const holding = wanted.length > 2 ? names.filter((known) => known.includes(wanted)).slice(0, 4) : [];
  const meant = nearest === undefined ? holding : [nearest];
  return meant.length === 0 ? otherwise : `did you mean ${meant.join(", ").replace(/, ([^,]*)$/, " or $1")}?`;
}
