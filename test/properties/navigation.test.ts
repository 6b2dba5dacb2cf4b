import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Dump, Position } from "../../server/src/service";
import { finish, openDump } from "../open-dump";
import { faults, outline } from "../outline";
import { DOCUMENTS } from "./documents";
import { anyEdit } from "./edits";
import { propertyRuns } from "./runs";

/** Places all over a dump, the same ones for the same text. */
function* placesIn(dump: Dump): Generator<Position> {
  const step = Math.ceil(dump.lineCount / 12);
  for (let line = 0; line < dump.lineCount; line += step) {
    const length = dump.lineText(line)?.length ?? 0;
    for (const part of [0.2, 0.5, 0.8, 0.95]) yield { line, character: Math.floor(length * part) };
  }
}

function sorted(items: readonly object[]): string[] {
  return items.map((item) => JSON.stringify(item)).toSorted();
}

/** All answers that help to navigate a dump, in an order that does not depend on earlier edits. */
function answers(dump: Dump): unknown {
  return {
    links: finish(dump.links()),
    folds: finish(dump.folds()),
    symbols: finish(dump.symbols()),
    found: sorted(dump.find("", 1000)),
    places: Array.from(placesIn(dump), (place) => ({
      place,
      definition: dump.definition(place),
      references: dump.references(place, true),
      highlights: sorted(dump.highlights(place)),
      selections: dump.selections(place),
      linkedLine: dump.linkedLine(place),
    })),
  };
}

test("what is said of a dump that was edited is what is said of one that was opened with the text", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(DOCUMENTS)), fc.array(anyEdit, { minLength: 1, maxLength: 5 }), (document, edits) => {
      const dump = openDump(document);
      // Ask before the edits too, so that what is kept between questions is there.
      answers(dump);
      for (const edit of edits) for (const { range, newText } of edit.changes(dump)) dump.edit(range, newText);
      expect(answers(dump)).toEqual(answers(openDump(dump.text())));
    }),
    propertyRuns(60),
  );
});

test("after any edits, the outline is that of the text, with ranges that lie in each other and names that are not blank", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(DOCUMENTS)), fc.array(anyEdit, { minLength: 1, maxLength: 5 }), (document, edits) => {
      const dump = openDump(document);
      for (const edit of edits) {
        for (const { range, newText } of edit.changes(dump)) dump.edit(range, newText);
        expect(faults(dump)).toEqual([]);
      }
      expect(outline(finish(dump.symbols()))).toEqual(outline(finish(openDump(dump.text()).symbols())));
    }),
    propertyRuns(60),
  );
});
