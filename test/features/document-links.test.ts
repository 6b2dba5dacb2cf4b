import { describe, expect, test } from "vitest";
import { finish, openDump } from "../open-dump";
import { showRange } from "./marked-lines";
import { HOSTILE_VALUES } from "./hostile-values";
import { BACKEND, FRONTEND, HOST } from "./sample-host";

/** The links of a dump with the lines that they lead to. */
function links(text: string): [link: string, target: string | undefined][] {
  return finish(openDump(text).links()).map(({ range, line }) => [showRange(text, range), line === undefined ? undefined : text.split("\n")[line]]);
}

/** A dump so long that links are worked out when they are followed. */
const LONG = `/a = "/b"\n${'/c/d = ""\n'.repeat(20_000)}/b = ""\n`;

describe("links", () => {
  test("are the values that lead to a node of the dump", () => {
    expect(links(HOST)).toEqual([
      [`${BACKEND}/frontend = "«${FRONTEND}»"`, `${FRONTEND} = ""`],
      ['/local/domain/1/vm = "«/vm/a»"', '/vm/a = ""'],
      [`${FRONTEND}/backend = "«${BACKEND}»"`, `${BACKEND} = ""`],
      [`/libxl/1/device/vif/0/frontend = "«${FRONTEND}»"`, `${FRONTEND} = ""`],
      [`/libxl/1/device/vif/0/backend = "«${BACKEND}»"`, `${BACKEND} = ""`],
    ]);
  });

  test("of halves that were listed one by one, and again later, lead to those of their time, as highlights do", () => {
    const once = `# xenstore-ls -f\n${FRONTEND}/backend = "${BACKEND}"\n# xenstore-ls -f\n${BACKEND}/frontend = "${FRONTEND}"\n`;
    const dump = openDump(once + once);
    expect(finish(dump.links()).map(({ line }) => line)).toEqual([3, 1, 7, 5]);
    const linesMarkedAt = (line: number): number[] => dump.highlights({ line, character: BACKEND.length }).map(({ range }) => range.start.line);
    expect(linesMarkedAt(3)).toEqual([3, 1]);
    expect(linesMarkedAt(7)).toEqual([7, 5]);
  });

  test("lead nowhere else, whatever a guest writes", () => {
    const values = [...HOSTILE_VALUES, "/", "//", "/..", "/etc/passwd", "file:///etc/passwd", "//host/share", "/a\u0000", "/a#L1", "command:x", "/constructor", "/__proto__"];
    const text = values.map((value, at) => `/guest/${at} = "${value}"\n`).join("");
    expect(links(text)).toEqual([]);
  });

  test("of a long dump are worked out when they are followed", () => {
    const dump = openDump(LONG);
    const [link, ...others] = finish(dump.links());
    expect(link).toEqual({ range: { start: { line: 0, character: 6 }, end: { line: 0, character: 8 } }, line: undefined });
    expect(others).toEqual([]);
    expect(dump.linkedLine({ line: 0, character: 6 })).toBe(20_001);
    expect(dump.linkedLine({ line: 0, character: 1 })).toBeUndefined();
    dump.edit({ start: { line: 20_001, character: 0 }, end: { line: 20_002, character: 0 } }, "");
    expect(dump.linkedLine({ line: 0, character: 6 })).toBeUndefined();
  });
});
