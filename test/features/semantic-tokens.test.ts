import { describe, expect, test } from "vitest";
import type { Dump, Range } from "../../server/src/service";
import { inside, openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";

/** The text of a dump with its tokens marked: `[type.modifier:text]`. */
function marked(dump: Dump, range?: Range): string[] {
  const lines = dump.text().split("\n");
  for (const { line, start, length, type, modifier } of dump.semanticTokens(range).toReversed()) {
    const text = lines[line] ?? "";
    const name = modifier === undefined ? type : `${type}.${modifier}`;
    lines[line] = `${text.slice(0, start)}[${name}:${text.slice(start, start + length)}]${text.slice(start + length)}`;
  }
  return lines;
}

describe("tokens", () => {
  test.each<readonly [what: string, line: string, marked: string]>([
    ["a key of the frontend driver", `${FRONTEND}/feature-sg = "1"`, `${FRONTEND}/[netifKey.frontend:feature-sg] = "[number:1]"`],
    ["a key of the backend driver", `${BACKEND}/feature-sg = "1"`, `${BACKEND}/[netifKey.backend:feature-sg] = "[number:1]"`],
    ["a link of the toolstack", `${FRONTEND}/backend = "${BACKEND}"`, `${FRONTEND}/[netifKey.toolstack:backend] = "[link:${BACKEND}]"`],
    ["a key of a hotplug script", `${BACKEND}/hotplug-status = "connected"`, `${BACKEND}/[netifKey.hotplug:hotplug-status] = "connected"`],
    ["a state", `${FRONTEND}/state = "4"   (n1,r0)`, `${FRONTEND}/[netifKey.frontend:state] = "[state:4]"   (n1,r0)`],
    ["what is no state", `${FRONTEND}/state = "9"`, `${FRONTEND}/[netifKey.frontend:state] = "9"`],
    ["a key that nobody knows", `${FRONTEND}/colour = "1"`, `${FRONTEND}/[unknownKey:colour] = "1"`],
    ["a key of the other end", `${FRONTEND}/multi-queue-max-queues = "1"`, `${FRONTEND}/[unknownKey:multi-queue-max-queues] = "1"`],
    ["a queue", `${FRONTEND}/queue-0 = ""`, `${FRONTEND}/[queue:queue-0] = ""`],
    ["a key in a queue", `${FRONTEND}/queue-0/tx-ring-ref = "8"`, `${FRONTEND}/[queue:queue-0]/[netifKey.frontend:tx-ring-ref] = "[number:8]"`],
    ["a queue with a wrong name", `${FRONTEND}/queue-00 = ""`, `${FRONTEND}/[unknownKey:queue-00] = ""`],
    ["a placeholder", `${FRONTEND}/tx-ring-ref = "<ring-ref-tx0>"`, `${FRONTEND}/[netifKey.frontend:tx-ring-ref] = "[placeholder:<ring-ref-tx0>]"`],
    ["what is not a number", `${FRONTEND}/tx-ring-ref = "0x8"`, `${FRONTEND}/[netifKey.frontend:tx-ring-ref] = "0x8"`],
    ["a value that was cut", '/vm/1/name = "a long\\..."', '/vm/1/name = "[cutValue:a long]\\..."'],
    ["a value of a key that was cut", `${FRONTEND}/backend = "/local/dom\\..."`, `${FRONTEND}/[netifKey.toolstack:backend] = "[cutValue:/local/dom]\\..."`],
    ["a value that was cut before its first character", '/vm/1/name = "\\..."', '/vm/1/name = "\\..."'],
    ["a value that was cut in a long line", `a = "${"v".repeat(72)}..."`, `a = "[cutValue:${"v".repeat(72)}]..."`],
    ["keys of other devices", '/local/domain/1/device/vbd/51712/state = "4"', '/local/domain/1/device/vbd/51712/state = "4"'],
    ["a comment", `# ${FRONTEND}/state = "4"`, `# ${FRONTEND}/state = "4"`],
    ["a prompt", `[root@dom0 ~]# xenstore-ls ${FRONTEND}`, `[root@dom0 ~]# xenstore-ls ${FRONTEND}`],
  ])("%s", (_, line, expected) => {
    expect(marked(openDump(`${line}\n`))[0]).toBe(expected);
  });

  test("in a tree, in a mail", () => {
    const text = `> 0 = ""\n>  backend = "${BACKEND}"\n>  queue-0 = ""\n>   event-channel = "5"\n`;
    expect(marked(openDump(text))).toEqual([
      '> 0 = ""',
      `>  [netifKey.toolstack:backend] = "[link:${BACKEND}]"`,
      '>  [queue:queue-0] = ""',
      '>   [netifKey.frontend:event-channel] = "[number:5]"',
      "",
    ]);
  });

  test.each<readonly [what: string, lines: readonly string[], expected: readonly string[]]>([
    [
      "keys of other devices, and directories, with the name of a key of a vif",
      ['local = ""', ' domain = ""', '  0 = ""', '   backend = ""', '    vbd = ""', '     1 = ""', '      51712 = ""', '       state = "4"', '       mode = "w"'],
      ['local = ""', ' domain = ""', '  0 = ""', '   [otherKey:backend] = ""', '    vbd = ""', '     1 = ""', '      51712 = ""', '       [otherKey:state] = "4"', '       mode = "w"'],
    ],
    ["of a place that nobody knows, only directories", ['backend = ""', ' script = "a"', 'state = "4"'], ['[otherKey:backend] = ""', ' script = "a"', 'state = "4"']],
  ])("in a tree, %s", (_, lines, expected) => {
    expect(marked(openDump(`${lines.join("\n")}\n`)).slice(0, -1)).toEqual(expected);
  });

  test("of a value that a mailer has wrapped", () => {
    const text = `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state =\n"4"\n`;
    expect(marked(openDump(text)).slice(1, 3)).toEqual([`${FRONTEND}/[netifKey.frontend:state] =`, '"[state:4]"']);
  });

  test("of a value that is wrapped in the middle, none: an editor takes none over several lines", () => {
    const text = '/vm/1/name = "two\nwords that are cut off after a while\\..."\n';
    const dump = openDump(text);
    expect(inside(dump).text.lineAt(1)?.first).toBe(inside(dump).text.lineAt(0));
    expect(marked(dump)).toEqual(text.split("\n"));
  });

  test("of a range", () => {
    const dump = openDump(`${FRONTEND}/state = "4"\n`.repeat(3));
    expect(dump.semanticTokens({ start: { line: 1, character: 5 }, end: { line: 2, character: 0 } }).map(({ line }) => line)).toEqual([1, 1]);
  });
});
