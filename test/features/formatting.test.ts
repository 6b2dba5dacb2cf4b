import { describe, expect, test } from "vitest";
import type { Range } from "../../server/src/service";
import { openDump } from "../open-dump";
import { REAL_DUMPS, realDump } from "../real-dumps";

/** The text after formatting. */
function formatted(text: string, range?: Range): string {
  const dump = openDump(text);
  dump.editAll(dump.formatting(range).toReversed());
  return dump.text();
}

/** The lines from one up to, but not including, another. */
function lines(from: number, to: number): Range {
  return { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
}

const BACKEND = "/local/domain/0/backend/vif/1/0";

describe("formatting", () => {
  test.each<readonly [what: string, before: string, after: string]>([
    ["writes one blank a level", 'device = ""\n    vif = ""\n        0 = ""\n            state = "4"\n    vbd = ""\n', 'device = ""\n vif = ""\n  0 = ""\n   state = "4"\n vbd = ""\n'],
    ["moves a fragment to the left", '   0 = ""\n    state = "4"\n', '0 = ""\n state = "4"\n'],
    ["takes tabs for blanks", '0 = ""\n\tstate = "4"\n\tqueue-0 = ""\n\t\ttx-ring-ref = "8"\n', '0 = ""\n state = "4"\n queue-0 = ""\n  tx-ring-ref = "8"\n'],
    ["keeps the prefix of a mail", '> 0 = ""\n>   state = "4"\n', '> 0 = ""\n>  state = "4"\n'],
    [
      "leads to the permissions",
      'device = "" (n0)\n vif = ""     (n0,r1)\n',
      'device = ""  . . . . . . . . . . . . . . . . . . . . . . . .  (n0)\n vif = ""  . . . . . . . . . . . . . . . . . . . . . . . . .  (n0,r1)\n',
    ],
    ["takes blanks from the end of entries", '/a = "1"  \n/b = "2"   (n0) \t\n0 = ""\n state = "4" \n', '/a = "1"\n/b = "2"   (n0)\n0 = ""\n state = "4"\n'],
    ["sorts two queues", `0 = ""\n backend = "${BACKEND}"\n queue-1 = ""\n queue-0 = ""\n mac = ""\n`, `0 = ""\n backend = "${BACKEND}"\n queue-0 = ""\n queue-1 = ""\n mac = ""\n`],
    [
      "sorts queues",
      `0 = ""\n backend = "${BACKEND}"\n queue-10 = ""\n  event-channel = "3"\n queue-2 = ""\n  event-channel = "4"\n queue-1 = ""\n mac = ""\n`,
      `0 = ""\n backend = "${BACKEND}"\n queue-1 = ""\n queue-2 = ""\n  event-channel = "4"\n queue-10 = ""\n  event-channel = "3"\n mac = ""\n`,
    ],
    ["moves a name whose value cannot be read with the others", '0 = ""\n    queue-0 = ""\n        tx-ring-ref="8"\n    feature-sg = yes\n', '0 = ""\n queue-0 = ""\n  tx-ring-ref="8"\n feature-sg = yes\n'],
    ["keeps line ends", '0 = ""\r\n  state = "4"\r\n  mac = ""\r\n', '0 = ""\r\n state = "4"\r\n mac = ""\r\n'],
  ])("%s", (_, before, after) => {
    expect(formatted(before)).toBe(after);
    expect(openDump(after).formatting()).toEqual([]);
  });

  test.each<readonly [what: string, text: string]>([
    ["flat lines", '/local/domain/1/device/vif/0/queue-1 = ""\n/local/domain/1/device/vif/0/queue-0 = ""   (n0)\n'],
    ["comments and what is between", '# a   comment  \n \n   # another  \n0 = ""\n state = "4"\n  # below  \n'],
    ["prompts and elisions", "[root@dom0 ~]# xenstore-ls  \n[...]  \n"],
    ["values", '0 = ""\n state = "  4  "\n name = "a   (n0)   "\n'],
    ["queues with something between them", `0 = ""\n backend = "${BACKEND}"\n queue-1 = ""\n# xenstore-ignore queue-missing\n queue-0 = ""\n state = "4"\n`],
    ["queues where the text breaks off", `0 = ""\n backend = "${BACKEND}"\n queue-1 = ""\n  event-channel = "4"\n queue-0 = ""\n  event-channel = "3"`],
    ["a line that breaks off", '0 = ""\n state = "4  \n'],
    ["names that may have been cut", ` ${"d".repeat(69)} = ""\n`],
    ["wrapped lines", 'frontend =\n"/local/domain/1/device/vif/0"\n'],
    ["a capture that a line with no value begins where it is", '       frontend = "/local/domain/1/device/vif/0"\n       mac = ""\n   backend =\n\n  backend-id = "0"\n'],
    ["nothing", ""],
  ])("leaves alone %s", (_, text) => {
    expect(formatted(text)).toBe(text);
  });

  test.each(REAL_DUMPS.filter((name) => !name.startsWith("oxenstored")))("leaves %s as the tool wrote it", (name) => {
    expect(openDump(realDump(name)).formatting()).toEqual([]);
  });

  test.each<readonly [what: string, line: string, from: number, to: number, newText: string]>([
    ["blanks", '    state = "4"', 2, 4, ""],
    ["a tab before blanks", '\t  state = "4"', 0, 1, ""],
    ["a tab behind a blank", ' \tstate = "4"', 1, 2, " "],
  ])("changes no more of a line than it must: %s", (_, line, from, to, newText) => {
    expect(openDump(`vif = ""\n 0 = ""\n${line}\n`).formatting()).toEqual([{ range: { start: { line: 2, character: from }, end: { line: 2, character: to } }, newText }]);
  });
});

describe("formatting a range", () => {
  test.each<readonly [what: string, before: string, range: Range, after: string]>([
    ["touches its lines only", '/a = "1" \n/b = "2" \n/c = "3" \n', lines(1, 2), '/a = "1" \n/b = "2"\n/c = "3" \n'],
    ["moves no line to another directory", '0 = ""\n    queue-0 = ""\n        event-channel = "5"  \n', lines(1, 2), '0 = ""\n queue-0 = ""\n        event-channel = "5"  \n'],
    ["keeps the indentation where that would", '0 = ""\n    queue-0 = ""\n        event-channel = "5"  \n', lines(2, 3), '0 = ""\n    queue-0 = ""\n        event-channel = "5"\n'],
    [
      "does not mind that another capture begins within a tree",
      'a/b = ""\nz = ""\n    y = ""\na = ""\n b = ""\n',
      lines(2, 3),
      'a/b = ""\nz = ""\n y = ""\na = ""\n b = ""\n',
    ],
    [
      "sorts only queues that are all in it",
      `0 = ""\n backend = "${BACKEND}"\n queue-2 = ""\n queue-1 = ""\n queue-0 = ""\n mac = ""\n`,
      lines(3, 5),
      `0 = ""\n backend = "${BACKEND}"\n queue-2 = ""\n queue-0 = ""\n queue-1 = ""\n mac = ""\n`,
    ],
  ])("%s", (_, before, range, after) => {
    expect(formatted(before, range)).toBe(after);
  });
});
