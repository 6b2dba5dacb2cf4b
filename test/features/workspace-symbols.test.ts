import { describe, expect, test } from "vitest";
import { openDump } from "../open-dump";
import { showRange } from "./marked-lines";
import { BACKEND, FRONTEND, HOST, SECOND } from "./sample-host";

function find(text: string, query: string, limit = 100): string[] {
  return openDump(text).find(query, limit).map(({ name, path }) => `${name}: ${path}`);
}

const ALL = [
  "domain 0 (Domain-0): /local/domain/0",
  "domain 1 (web01): /local/domain/1",
  `vif1.0 backend (web01): ${BACKEND}`,
  `vif1.0 frontend (web01): ${FRONTEND}`,
  `vif1.1 frontend (web01): ${SECOND}`,
];

describe("a query finds", () => {
  test.each<readonly [what: string, query: string, found: readonly string[]]>([
    ["all where it says nothing", "", ALL],
    ["what a guest is called", "web01", ALL.slice(1)],
    ["letters in that order, whatever their case", "BCKND", [`vif1.0 backend (web01): ${BACKEND}`]],
    ["a path", "device/vif/0", [`vif1.0 frontend (web01): ${FRONTEND}`]],
    ["nothing else", "tool", []],
  ])("%s", (_, query, found) => {
    expect(find(HOST, query)).toEqual(found);
  });

  test("capitals, too, whatever the case of the query", () => {
    expect(find(HOST.replaceAll("web01", "WEB01"), "web01")).toEqual(ALL.slice(1).map((one) => one.replace("web01", "WEB01")));
  });

  test("in the order of the dump, however it came to be", () => {
    const dump = openDump(HOST.replaceAll("device/vif/0", "device/vif/none"));
    for (const [line, text] of HOST.split("\n").entries()) {
      const end = { line, character: dump.lineText(line)?.length ?? 0 };
      dump.edit({ start: { line, character: 0 }, end }, text);
    }
    expect(dump.find("", 100).map(({ name, path }) => `${name}: ${path}`)).toEqual(ALL);
  });

  test("first what has it in one piece", () => {
    expect(find(HOST, "vif1.1")).toEqual([ALL[4], ALL[2], ALL[3]]);
  });

  test("so many at the most", () => {
    expect(find(HOST, "", 2)).toEqual(ALL.slice(0, 2));
    expect(find(HOST, "", 0)).toEqual([]);
  });

  test("the place where the directory is named", () => {
    expect(openDump(HOST).find("vif1.1", 1).map(({ range }) => showRange(HOST, range))).toEqual(['/local/domain/1/device/vif/«1» = ""']);
  });

  test.each<readonly [what: string, text: string, found: readonly string[]]>([
    ["a vif alone", `backend = "${BACKEND}"\nstate = "4"\n`, ["domain 1: /local/domain/1", `vif1.0 frontend: ${FRONTEND}`].slice(1)],
    ["a domain", `# xenstore-ls -f /local/domain/1\nname = "web01"\ndevice/vif/0/backend = "${BACKEND}"\n`, ["domain 1 (web01): /local/domain/1", `vif1.0 frontend (web01): ${FRONTEND}`]],
    ["all domains", '# xenstore-ls -f /local/domain\n1/name = "web01"\n2/name = "web02"\n', ["domain 1 (web01): /local/domain/1", "domain 2 (web02): /local/domain/2"]],
    ["a name that would reorder text", '/local/domain/1/name = "a\u202Eb"\n', ["domain 1 (a\\u{202e}b): /local/domain/1"]],
  ])("in a dump of %s", (_, text, found) => {
    expect(find(text, "")).toEqual(found);
  });
});
