import { expect, test } from "vitest";
import { inside, openDump } from "../open-dump";
import { FIXTURES } from "../rules/fixtures";

/** The cases with several vifs: only there can a finding depend on another one. */
const SEVERAL_VIFS = [...FIXTURES].flatMap(([code, cases]) => cases.filter(({ text }) => hasSeveralVifs(text)).map(({ title, text }) => [code, title, text] as const));

function hasSeveralVifs(text: string): boolean {
  const { model } = inside(openDump(text));
  const sides = Array.from(model.directories, (node) => model.directory(node)?.side);
  return sides.length > new Set(sides).size;
}

test("there are cases with several vifs", () => {
  expect(SEVERAL_VIFS.length).toBeGreaterThan(20);
});

test.each(SEVERAL_VIFS)("%s, %s: what is found does not go stale as lines of the other vif go and come back", (_, __, text) => {
  const dump = openDump(text);
  const findings = dump.diagnostics();
  for (let line = 0; line < dump.lineCount; line += 1) {
    const back = dump.editAll([{ range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, newText: "" }]);
    expect(dump.diagnostics(), "a rule looks only at its own vif, and asks scene.resources about others").toEqual(openDump(dump.text()).diagnostics());
    dump.editAll(back);
    expect(dump.diagnostics()).toEqual(findings);
  }
});
