import { describe, expect, test } from "vitest";
import { openDump } from "../open-dump";
import { realDump } from "../real-dumps";
import { placeIn, showRange } from "./marked-lines";
import { BACKEND, FRONTEND, HOST, hostTree, SECOND } from "./sample-host";

/** The lines that a rename changes, as they are afterwards; the reason if it is refused. */
function renamed(text: string, marked: string, newName: string): string | readonly string[] {
  const dump = openDump(text);
  const before = text.split("\n");
  const answer = dump.rename(placeIn(text, marked), newName);
  if ("refusal" in answer) return answer.refusal;
  dump.editAll(answer.changes.toReversed());
  return dump.text().split("\n").filter((line, at) => line !== before[at]);
}

/** All lines that hold one of the given texts, with their replacements. */
function replaced(text: string, ...pairs: readonly (readonly [from: string, to: string])[]): readonly string[] {
  const swap = (line: string): string => pairs.reduce((left, [from, to]) => left.replaceAll(from, to), line);
  return text.split("\n").filter((line) => swap(line) !== line).map(swap);
}

describe("a queue", () => {
  test.each(["3", "queue-3"])("is renamed to %s in each of its lines, and in the error node", (name) => {
    expect(renamed(HOST, `${FRONTEND}/queue-|1 = ""`, name)).toEqual(replaced(HOST, [`${FRONTEND}/queue-1`, `${FRONTEND}/queue-3`]));
  });

  test("can be named by any line of it, and by an error node", () => {
    const expected = renamed(HOST, `${FRONTEND}/queue-|1 = ""`, "3");
    expect(renamed(HOST, `${FRONTEND}/que|ue-1/tx-ring-ref = "10"`, "3")).toEqual(expected);
    expect(renamed(HOST, `/local/domain/1/error/device/vif/0/error = "2 reading ${FRONTEND}/q|ueue-1/tx-ring-ref"`, "3")).toEqual(expected);
  });

  test("of a tree has one line, and the one of the other device stays", () => {
    expect(renamed(hostTree(), '      que|ue-1 = ""', "3")).toEqual(['      queue-3 = ""', `       error = "2 reading ${FRONTEND}/queue-3/tx-ring-ref"`]);
  });

  test("has a number before it has keys", () => {
    expect(renamed(`${FRONTEND}/queue-1 = ""\n`, `${FRONTEND}/queue-|1 = ""`, "3")).toEqual([`${FRONTEND}/queue-3 = ""`]);
  });

  test.each(["e_1", "e(1"])("that has a wrong name, queu%s, can be given a right one", (end) => {
    expect(renamed(`${FRONTEND}/state = "4"\n${FRONTEND}/queu${end}/tx-ring-ref = "8"\n`, `${FRONTEND}/queu|${end}/tx-ring-ref = "8"`, "1")).toEqual([`${FRONTEND}/queue-1/tx-ring-ref = "8"`]);
  });
});

test("numbers of several digits are renamed in ids, too", () => {
  const vif = "/local/domain/12/device/vif/10";
  expect(renamed(`${vif}/state = "4"\n${vif}/handle = "10"\n`, `/local/domain/12/device/vif/|10/state = "4"`, "3")).toEqual(['/local/domain/12/device/vif/3/state = "4"', '/local/domain/12/device/vif/3/handle = "3"']);
});

describe("a domain", () => {
  const expected = replaced(HOST, ["/local/domain/1", "/local/domain/5"], ["/backend/vif/1", "/backend/vif/5"], ['frontend-id = "1"', 'frontend-id = "5"'], ["/libxl/1", "/libxl/5"]);

  test.each([
    "/local/domain/|1 = \"\"",
    "/local/domain/1|/name = \"web01\"",
    `/local/domain/0/backend/vif/|1 = ""`,
    `${BACKEND}/frontend = "/local/domain/|1/device/vif/0"`,
    `${BACKEND}/frontend-id = "1|"`,
    `${FRONTEND}/backend = "/local/domain/0/backend/vif/1|/0"`,
    '/libxl/|1 = ""',
  ])("is renamed in paths, links and ids, from %s", (marked) => {
    expect(renamed(HOST, marked, "5")).toEqual(expected);
  });

  test("of the backend is renamed in what leads there, and nowhere else", () => {
    expect(renamed(HOST, '/local/domain/|0 = ""', "7")).toEqual(replaced(HOST, ["/local/domain/0", "/local/domain/7"], ['backend-id = "0"', 'backend-id = "7"']));
  });

  test("that is not in the dump is renamed where it is named", () => {
    expect(renamed(HOST, `${SECOND}/backend-id = "|3"`, "4")).toEqual([`${SECOND}/backend = "/local/domain/4/backend/vif/1/1"`, `${SECOND}/backend-id = "4"`]);
  });

  test("is renamed where its number has leading zeros", () => {
    const text = `${FRONTEND}/backend-id = "00"\n${FRONTEND}/backend = "/local/domain/0/backend/vif/1/0"\n`;
    expect(renamed(text, `${FRONTEND}/backend = "/local/domain/|0/backend/vif/1/0"`, "7")).toEqual([`${FRONTEND}/backend-id = "7"`, `${FRONTEND}/backend = "/local/domain/7/backend/vif/1/0"`]);
  });

  test("is renamed in what it says of itself, and in permissions", () => {
    const text = '/local/domain/1 = ""   (n0,r1)\n/local/domain/0/device-model/1/state = "running"   (n0)\n/local/domain/1/domid = "1"   (n1)\n/local/domain/1/data/1 = "1"   (n11,b1)\n/local/domain/1/x:\n(n0,r1)\n/vm/1/x = "1"   (n0)\n';
    expect(renamed(text, '/local/domain/|1 = ""   (n0,r1)', "22")).toEqual([
      '/local/domain/22 = ""   (n0,r22)',
      '/local/domain/0/device-model/22/state = "running"   (n0)',
      '/local/domain/22/domid = "22"   (n22)',
      '/local/domain/22/data/1 = "1"   (n11,b22)',
      "/local/domain/22/x:",
      "(n0,r22)",
    ]);
    expect(renamed(text, '/local/domain/1 = ""   (n0,r|1)', "22")).toHaveLength(6);
  });

  test("of a tree is renamed in its own line, its backends' and their links", () => {
    expect(renamed(hostTree(), '  |1 = ""', "5")).toEqual([
      '     5 = ""',
      '       frontend = "/local/domain/5/device/vif/0"',
      '       frontend-id = "5"',
      '  5 = ""',
      '      backend = "/local/domain/0/backend/vif/5/0"',
      '      backend = "/local/domain/3/backend/vif/5/1"',
      '       error = "2 reading /local/domain/5/device/vif/0/queue-1/tx-ring-ref"',
      ' 5 = ""',
      '     frontend = "/local/domain/5/device/vif/0"',
      '     backend = "/local/domain/0/backend/vif/5/0"',
    ]);
  });
});

describe("a vif", () => {
  const expected = replaced(
    HOST,
    ["/local/domain/1/device/vif/0", "/local/domain/1/device/vif/4"],
    [BACKEND, "/local/domain/0/backend/vif/1/4"],
    ["/error/device/vif/0", "/error/device/vif/4"],
    ["/libxl/1/device/vif/0", "/libxl/1/device/vif/4"],
  );

  test.each([`${FRONTEND}| = ""`, `${BACKEND}| = ""`, `${FRONTEND}/backend = "${BACKEND}|"`, '/local/domain/1/error/device/vif/0| = ""'])("is renamed at both ends, from %s", (marked) => {
    expect(renamed(HOST, marked, "4")).toEqual(expected);
  });

  test("is not renamed in a handle that is none of a vif", () => {
    const text = '/local/domain/5/name = "a"\n/local/domain/1/handle = "5"\n/local/domain/1/device/vbd/0/handle = "5"\n';
    expect(renamed(text, '/local/domain/|5/name = "a"', "6")).toEqual(['/local/domain/6/name = "a"']);
  });

  test("is renamed in its handles, and the vif of another domain is not", () => {
    const text = [
      '/local/domain/1/device/vif/0/handle = "0"',
      '/local/domain/2/device/vif/0/handle = "0"',
      '/local/domain/0/backend/qnic/1/0/handle = "0"',
      '/local/domain/0/backend/vbd/1/0/handle = "0"',
      '/local/domain/1/attr/vif/0/ipv4/0 = "192.0.2.1"',
      "",
    ].join("\n");
    expect(renamed(text, '/local/domain/1/device/vif/0/handle = "|0"', "6")).toEqual([
      '/local/domain/1/device/vif/6/handle = "6"',
      '/local/domain/0/backend/qnic/1/6/handle = "6"',
      '/local/domain/1/attr/vif/6/ipv4/0 = "192.0.2.1"',
    ]);
  });
});

describe("several captures", () => {
  const told = `[root@dom0 ~]# xenstore-ls ${FRONTEND}
backend = "${BACKEND}"
state = "4"
[root@dom0 ~]# xenstore-ls -f /local/domain/0/backend
vif/1/0/frontend = "${FRONTEND}"
vif/1/0/state = "4"
`;

  test("are followed from one to the other, with the commands that took them", () => {
    expect(renamed(told, `vif/|1/0/state = "4"`, "9")).toEqual([
      "[root@dom0 ~]# xenstore-ls /local/domain/9/device/vif/0",
      'backend = "/local/domain/0/backend/vif/9/0"',
      'vif/9/0/frontend = "/local/domain/9/device/vif/0"',
      'vif/9/0/state = "4"',
    ]);
    expect(renamed(told, "[root@dom0 ~]# xenstore-ls /local/domain/1/device/vif/|0", "2")).toHaveLength(4);
  });

  test("are named by the commands that took them, in a mail too", () => {
    const quoted = told.replaceAll(/^(?=.)/gm, "> ");
    expect(renamed(quoted, `> vif/|1/0/state = "4"`, "9")).toEqual((renamed(told, `vif/|1/0/state = "4"`, "9") as string[]).map((line) => `> ${line}`));
  });

  test("are named by the paths above them", () => {
    const headings = `${FRONTEND}:\n state = "4"\n=== ${BACKEND} ===\n state = "4"\n`;
    expect(renamed(headings, "/local/domain/1/device/vif/|0:", "2")).toEqual(["/local/domain/1/device/vif/2:", "=== /local/domain/0/backend/vif/1/2 ==="]);
  });

  test("of the same domain are two domains", () => {
    const text = `/tool = ""\n${FRONTEND}/state = "1"\n/tool = ""\n${FRONTEND}/state = "4"\n`;
    expect(renamed(text, `/local/domain/|1/device/vif/0/state = "4"`, "5")).toEqual(['/local/domain/5/device/vif/0/state = "4"']);
  });

  test("of the same domain are two domains, and what one leaves open is not asked of the other", () => {
    const text = `/tool = ""\n/local/domain/12/name = "a"\n/tool = ""\n/local/domain/12/name = "b"\n${FRONTEND}/backend = "/local/domain/0/backend/vif/1\\..."\n`;
    expect(renamed(text, '/local/domain/|12/name = "a"', "5")).toEqual(['/local/domain/5/name = "a"']);
  });

  test("of different domains may both have the new number afterwards", () => {
    const text = '/tool = ""\n/local/domain/1/name = "a"\n/tool = ""\n/local/domain/5/name = "b"\n';
    expect(renamed(text, '/local/domain/|1/name = "a"', "5")).toEqual(['/local/domain/5/name = "a"']);
  });

  test.each<readonly [why: string, text: string, marked: string, line: number]>([
    ["has it, where two captures speak of the one that is renamed", `${told}[root@dom0 ~]# xenstore-ls -f /local/domain/5\nname = "b"\n`, 'vif/|1/0/state = "4"', 7],
    ["only names it", `/tool = ""\n/local/domain/1/name = "a"\n/tool = ""\n${SECOND}/backend-id = "5"\n`, '/local/domain/|1/name = "a"', 4],
  ])("do not get a number where another %s", (_, text, marked, line) => {
    expect(renamed(text, marked, "5")).toBe(`Domain 5 is in this dump already, in line ${line}: the two could not be told apart any more.`);
  });

  test("that only the repetition of a line tells apart are not joined", () => {
    const text = `${FRONTEND}/state = "1"\n${FRONTEND}/state = "4"\n`.repeat(2).replace(/^.*\n/, "");
    expect(renamed(text, `/local/domain/|1/device/vif/0/state = "1"`, "5")).toContain("begins two captures");
  });
});

test("wrapped lines are renamed where their parts stand", () => {
  const text = `> /local/domain/1/device/vif/0/backend =\n"/local/domain/0/backend/vif/1/0"\n> /local/domain/1/device/vif/0/state = "4"\n(n0,r1)\n`;
  expect(renamed(text, `"/local/domain/0/backend/vif/|1/0"`, "22")).toEqual([
    "> /local/domain/22/device/vif/0/backend =",
    '"/local/domain/0/backend/vif/22/0"',
    '> /local/domain/22/device/vif/0/state = "4"',
    "(n0,r22)",
  ]);
});

describe("nothing is renamed", () => {
  test.each<readonly [why: string, text: string, marked: string, newName: string, reason: string]>([
    ["to no number", HOST, '/local/domain/|1 = ""', "web", '"web" is not the number of a domain. Type a decimal number from 0 to 32751, without leading zeros.'],
    ["to nothing", HOST, '/local/domain/|1 = ""', "", '"" is not the number of a domain. Type a decimal number from 0 to 32751, without leading zeros.'],
    ["to a reserved domain", HOST, '/local/domain/|1 = ""', "32752", '"32752" is not the number of a domain. Type a decimal number from 0 to 32751, without leading zeros.'],
    ["to a number with zeros", HOST, `${FRONTEND}| = ""`, "01", '"01" is not the number of a vif. Type a decimal number from 0 to 4294967295, without leading zeros.'],
    ["to another directory", HOST, `${FRONTEND}/queue-1| = ""`, "queue-2/x", '"queue-2/x" is not the number of a queue. Type a decimal number from 0 to 4294967295, such as 3 or queue-3, without leading zeros.'],
    ["to a queue that is there", HOST, `${FRONTEND}/queue-1| = ""`, "0", "queue-0 of vif 0 of domain 1 is in this dump already, in line 35: the two could not be told apart any more."],
    ["to a domain that is there", HOST, '/local/domain/|1 = ""', "0", "Domain 0 is in this dump already, in line 5: the two could not be told apart any more."],
    ["to a domain that is only named", HOST, '/local/domain/|1 = ""', "3", "Domain 3 is in this dump already, in line 46: the two could not be told apart any more."],
    ["to a vif that is there", HOST, `${FRONTEND}| = ""`, "1", "Vif 1 of domain 1 is in this dump already, in line 45: the two could not be told apart any more."],
    ["but numbers, as a key", HOST, `${FRONTEND}/sta|te = "4"`, "5", '"state" has its meaning by its name, for drivers and tools. What can be renamed is the number of a domain, a vif or a queue.'],
    ["but numbers, as a misspelt key", `${FRONTEND}/multi-queue-num-queue = "2"\n`, `${FRONTEND}/multi-|queue-num-queue = "2"`, "5", '"multi-queue-num-queue" is not the name of a key. Perhaps multi-queue-num-queues was meant: the name is edited where it stands.'],
    ["but numbers, as a name like a key's where there is no vif", '/tool/multi-queue-num-queue = "2"\n', '/tool/multi-|queue-num-queue = "2"', "5", '"multi-queue-num-queue" has its meaning by its name, for drivers and tools. What can be renamed is the number of a domain, a vif or a queue.'],
    ["but numbers, as a value", HOST, `${FRONTEND}/state = "|4"`, "5", "A value is edited where it stands. What can be renamed is the number of a domain, a vif or a queue."],
    ["but vifs, as a disk", HOST, '/local/domain/1/device/vbd/51|712 = ""', "5", '"51712" has its meaning by its name, for drivers and tools. What can be renamed is the number of a domain, a vif or a queue.'],
    ["but directories, as a queue with a value", `${FRONTEND}/queue-1 = "x"\n`, `${FRONTEND}/queue-|1 = "x"`, "5", '"queue-1" has its meaning by its name, for drivers and tools. What can be renamed is the number of a domain, a vif or a queue.'],
    ["in a comment", "# /local/domain/1\n", "# /local/domain/|1", "5", "Nothing here can be renamed: only the number of a domain, a vif or a queue can."],
    [
      "where it is not known where the capture was taken",
      'device/vif/0/queue-1/tx-ring-ref = "8"\n',
      'device/vif/0/queue-|1/tx-ring-ref = "8"',
      "3",
      "The dump does not show where this capture was taken, so it is not known what else has this number. Put a line # xenstore-root PATH above it first.",
    ],
    [
      "where it is cut",
      `${FRONTEND}/backend = "/local/domain/0/backend/vif/1\\..."\n`,
      `${FRONTEND}/backend = "/local/domain/0/backend/vif/|1\\..."`,
      "5",
      "The line is cut here, so the rest of the number is not known. Complete it first.",
    ],
    [
      "while another line may name it and is cut",
      `${FRONTEND}/state = "4"\n/local/domain/12/device/vif/0/backend = "/local/domain/0/backend/vif/1\\..."\n`,
      `/local/domain/12|/device/vif/0/backend = "/local/domain/0/backend/vif/1\\..."`,
      "5",
      "Line 2 is cut where it may name this domain. Complete it first, so that the rename does not leave it behind.",
    ],
    [
      "while the link to another vif is cut and may lead to it",
      `${FRONTEND}/state = "4"\n/local/domain/0/backend/vif/1/1/frontend = "/local/domain/1/device/vif/1\\..."\n/local/domain/1/device/vif/12/state = "4"\n`,
      '/local/domain/1/device/vif/12|/state = "4"',
      "5",
      "Line 2 is cut where it may name this vif. Complete it first, so that the rename does not leave it behind.",
    ],
    [
      "while the text of an error is cut and may name it",
      `${FRONTEND}/queue-12/tx-ring-ref = "8"\n/local/domain/1/error/device/vif/0/error = "2 reading ${FRONTEND}/queue-1\\..."\n`,
      `${FRONTEND}/queue-12|/tx-ring-ref = "8"`,
      "5",
      "Line 2 is cut where it may name this queue. Complete it first, so that the rename does not leave it behind.",
    ],
  ])("%s", (_, text, marked, newName, reason) => {
    expect(renamed(text, marked, newName)).toBe(reason);
  });

  test("where the name stays the same", () => {
    expect(renamed(HOST, '/local/domain/|1 = ""', "1")).toEqual([]);
  });

  test("that a guest wrote is shown as it is", () => {
    const text = `${FRONTEND}/state = "4"\n`;
    expect(renamed(text, `${FRONTEND}| /state`.replace(" ", "") + ' = "4"', "1\u202e2")).toContain('"1\\u{202e}2" is not the number');
  });
});

describe("what would be renamed", () => {
  test.each([
    [`${FRONTEND}/qu|eue-1 = ""`, `${FRONTEND}/«queue-1» = ""`, "queue-1"],
    [`${BACKEND}/frontend = "/local/domain/1/device/vif/0|"`, `${BACKEND}/frontend = "/local/domain/1/device/vif/«0»"`, "0"],
    ['/local/domain/1|/name = "web01"', '/local/domain/«1»/name = "web01"', "1"],
  ])("%s", (marked, shown, placeholder) => {
    const place = openDump(HOST).renamePlace(placeIn(HOST, marked));
    if ("refusal" in place) throw new Error(place.refusal);
    expect(showRange(HOST, place.range)).toBe(shown);
    expect(place.placeholder).toBe(placeholder);
  });

  test("is nothing at a key", () => {
    expect(openDump(HOST).renamePlace(placeIn(HOST, '/local/domain/1/na|me = "web01"'))).toHaveProperty("refusal");
  });
});

test.each(["g1v1.flat-perms.xenstore", "g1v1.tree-perms.xenstore", "g1v1.sub-be-vif.tree-perms.xenstore"])("a real dump says the same of another domain: %s", (file) => {
  const text = realDump(file);
  const dump = openDump(text);
  const reported = (): string[] => dump.diagnostics().map(({ code, severity }) => `${severity} ${code}`);
  const rename = (from: string, to: string): void => {
    const lines = dump.text().split("\n");
    const line = lines.findIndex((candidate) => candidate.includes(`frontend-id = "${from}"`));
    const renaming = dump.rename({ line, character: (lines[line]?.indexOf(`"${from}"`) ?? 0) + 1 }, to);
    if ("refusal" in renaming) throw new Error(renaming.refusal);
    dump.editAll(renaming.changes.toReversed());
  };
  const before = reported();
  rename("1", "321");
  expect(reported()).toEqual(before);
  expect(dump.text().match(/\/local\/domain\/1\b|frontend-id = "1"|[rn]1[,)]/)).toBeNull();
  rename("321", "1");
  expect(dump.text()).toBe(text);
});
