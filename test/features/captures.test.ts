import { describe, expect, test } from "vitest";
import { inside, openDump, vifsOf } from "../open-dump";

const BACKEND = 'frontend = "/local/domain/1/device/vif/0"\nfrontend-id = "1"\nstate = "4"\n';
const ROOT = "/local/domain/0/backend/vif/1/0";

/** The text after the comment was written. */
function withRoot(text: string, line: number, root: string): string {
  const dump = openDump(text);
  dump.editAll(dump.setRoot({ line, character: 0 }, root));
  return Array.from(inside(dump).text.lines(), (written) => written.text + written.eol).join("");
}

describe("setting the root of a capture", () => {
  test.each([
    ["above its first line", BACKEND, 2, `# xenstore-root ${ROOT}\n${BACKEND}`],
    ["below what is not an entry", `# a note\n\n${BACKEND}`, 3, `# a note\n\n# xenstore-root ${ROOT}\n${BACKEND}`],
    ["in place of another", `# xenstore-root /local\n${BACKEND}`, 1, `# xenstore-root ${ROOT}\n${BACKEND}`],
    ["of the second capture", `# xenstore-root /tool\nx = "1"\n# xenstore-ls .\n${BACKEND}`, 4, `# xenstore-root /tool\nx = "1"\n# xenstore-ls .\n# xenstore-root ${ROOT}\n${BACKEND}`],
    ["with the line ends of the text", BACKEND.replaceAll("\n", "\r\n"), 0, `# xenstore-root ${ROOT}\n${BACKEND}`.replaceAll("\n", "\r\n")],
  ])("%s", (_, text, line, expected) => {
    expect(withRoot(text, line, ROOT)).toBe(expected);
  });

  test.each([["no path", "local"], ["a path that no store has", "/local//domain"], ["nothing", ""]])("with %s changes nothing", (_, root) => {
    expect(withRoot(BACKEND, 0, root)).toBe(BACKEND);
  });

  test("in a text without entries changes nothing", () => {
    expect(withRoot("# nothing\n", 0, ROOT)).toBe("# nothing\n");
  });

  test.each([
    ["whole", '/local/domain/1/name = "a"\n', true],
    ["relative", BACKEND, false],
    ["those of a tree", 'local = ""\n domain = ""\n', false],
    ["both", `/local/domain/1/name = "a"\nname = "b"\n`, false],
  ])("has no effect only where all paths are whole: %s", (_, text, absolute) => {
    expect(openDump(text).captures().map((capture) => capture.absolute)).toEqual([absolute]);
  });

  test.each<readonly [what: string, text: string, root: string | null, told: boolean, candidates: readonly string[]]>([
    ["paths are whole", '/local/domain/1/name = "a"\n', "/", false, []],
    ["a comment tells it", `# xenstore-root ${ROOT}\n${BACKEND}`, ROOT, true, []],
    ["its links tell it", 'backend = "/local/domain/0/backend/vif/1/0"\nstate = "4"\n', "/local/domain/1/device/vif/0", false, []],
    ["its links tell it from further up", 'domain/0/backend/vif/1/0/frontend = "/local/domain/1/device/vif/0"\n', "/local", false, []],
    ["its links leave it open", BACKEND, null, false, [ROOT]],
    ["nothing tells it", 'a = "1"\n', null, false, []],
  ])("begins with what is known where %s", (_, text, root, told, candidates) => {
    expect(openDump(text).captures().map((capture) => ({ root: capture.root, told: capture.told, candidates: capture.candidates }))).toEqual([{ root, told, candidates }]);
  });

  test("makes the vif known", () => {
    expect(vifsOf(openDump(BACKEND))[0]?.backend).toBeNull();
    expect(vifsOf(openDump(withRoot(BACKEND, 0, ROOT)))[0]?.backend).toBe(ROOT);
  });
});

describe("what is suggested", () => {
  test("is what the links allow, on the first line only", () => {
    const dump = openDump(BACKEND);
    expect(dump.rootSuggestions({ line: 0, character: 5 }).map(({ title }) => title)).toEqual([`Set the root of this capture to ${ROOT}`]);
    expect(dump.rootSuggestions({ line: 1, character: 0 })).toEqual([]);
  });

  test.each([
    ["paths are whole", '/local/domain/1/name = "a"\n'],
    ["a comment tells it", `# xenstore-root ${ROOT}\n${BACKEND}`],
    ["its links tell it", 'backend = "/local/domain/0/backend/vif/1/0"\nstate = "4"\n'],
  ])("is nothing where %s", (_, text) => {
    expect(openDump(text).rootSuggestions({ line: text.startsWith("#") ? 1 : 0, character: 0 })).toEqual([]);
  });
});
