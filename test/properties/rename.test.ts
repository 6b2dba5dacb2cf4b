import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Dump, Position } from "../../server/src/service";
import { openDump } from "../open-dump";
import { DOCUMENTS } from "./documents";
import { anyVifs, behind, flat, flatWithPermissions, inComment, inMail, promptedTrees, relative, storeWith, tree, treeWithPermissions, wrapped } from "./generated-store";
import { propertyRuns } from "./runs";

const anyForm = fc.oneof(
  fc.constantFrom(flat, tree, flatWithPermissions, treeWithPermissions, inComment(flat), inMail(tree), promptedTrees, relative, behind(flat, (number) => `${number}: `)),
  fc.array(fc.nat(), { minLength: 1, maxLength: 5 }).map((chosen) => wrapped(flatWithPermissions, chosen)),
);
const anyStore = fc.tuple(anyVifs, anyForm).map(([vifs, form]) => form(storeWith(vifs)));
const anyText = fc.oneof(anyStore, fc.constantFrom(...Object.values(DOCUMENTS)));

/** The next place from some line on where something can be renamed and renamed back. A queue with a wrong name could not get it back. */
function placeFrom(dump: Dump, chosen: number): { readonly at: Position; readonly name: string } | undefined {
  const { lineCount } = dump;
  for (let step = 0; step < lineCount; step += 1) {
    const line = (chosen + step) % lineCount;
    const length = dump.lineText(line)?.length ?? 0;
    for (let at = 0; at <= length; at += 1) {
      const character = (chosen + at) % (length + 1);
      const place = dump.renamePlace({ line, character });
      if ("placeholder" in place && /^(?:queue-)?(?:0|[1-9][0-9]*)$/.test(place.placeholder)) return { at: place.range.start, name: place.placeholder };
    }
  }
  return undefined;
}

function reported(dump: Dump): string[] {
  return dump.diagnostics().map(({ code, severity }) => `${severity} ${code}`).toSorted();
}

/** Applies a rename. @returns where the renamed place begins afterwards; undefined if it was refused */
function rename(dump: Dump, at: Position, name: string): Position | undefined {
  const renaming = dump.rename(at, name);
  if ("refusal" in renaming) return undefined;
  dump.editAll(renaming.changes.toReversed());
  let moved = 0;
  for (const { range, newText } of renaming.changes) {
    if (range.start.line === at.line && range.end.line === at.line && range.start.character < at.character) moved += newText.length - (range.end.character - range.start.character);
  }
  return { line: at.line, character: at.character + moved };
}

test("what was renamed and renamed back is what it was, and a domain or a vif of another number has the same faults", () => {
  fc.assert(
    fc.property(anyText, fc.nat(), fc.constantFrom("0", "3", "5", "23", "32751"), (text, chosen, name) => {
      const dump = openDump(text);
      const place = placeFrom(dump, chosen);
      fc.pre(place !== undefined);
      // After a queue gets another number, the old number may be missing.
      const faults = (): string[] => (place.name.startsWith("queue") ? [] : reported(dump));
      const before = faults();
      const there = rename(dump, place.at, name);
      expect(faults()).toEqual(before);
      expect(dump.diagnostics()).toEqual(openDump(dump.text()).diagnostics());
      expect(there === undefined ? place.at : rename(dump, there, place.name)).toEqual(place.at);
      expect(dump.text()).toBe(text);
    }),
    propertyRuns(50),
  );
});
