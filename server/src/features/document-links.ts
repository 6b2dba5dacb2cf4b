import { SLASH } from "../dump/characters";
import { rangeOf, type Position, type Range } from "../dump/text";
import type { Entry } from "../store/node";
import { directorySpan, valueSpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { isLong } from "./long-dump";
import { linkTarget } from "./occurrences";
import { pointedAt } from "./pointed";
import type { Steps } from "./steps";

/** A value that is the path of another node of the same dump. */
export interface PathLink {
  readonly range: Range;
  /** The number of the line that it leads to, from zero. Undefined in a long dump: there `linkedLine` finds it for the one link that the user follows. */
  readonly line: number | undefined;
}

/** The values that lead to another place of the dump, from the top. Nothing outside the dump is ever linked. */
export function* pathLinks(dump: AnalysedDump): Steps<PathLink[]> {
  // A long dump has thousands of links, and nobody follows more than a few.
  const areMany = isLong(dump.text);
  const links: PathLink[] = [];
  for (const row of dump.text.rowsFrom(0)) {
    for (let at = 0; at < row.length; at += 1) {
      const entry = row[at] as Entry;
      if (entry.slot === undefined || entry.codeAt(entry.syntax.valueStart) !== SLASH) continue;
      const node = linkTarget(dump, entry);
      if (node === undefined) continue;
      const place = areMany ? undefined : directorySpan(node);
      links.push({ range: rangeOf(valueSpan(entry)), line: place?.line.number });
    }
    yield;
  }
  return links;
}

/** The number of the line that the value at a position leads to, from zero; undefined if it leads nowhere in the dump. */
export function linkedLine(dump: AnalysedDump, position: Position): number | undefined {
  const pointed = pointedAt(dump, position);
  const node = pointed?.isValue === true ? linkTarget(dump, pointed.entry) : undefined;
  const place = node && directorySpan(node);
  return place?.line.number;
}
