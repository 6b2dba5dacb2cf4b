import { describe, expect, test } from "vitest";
import { introduceNetifKey, plainText, type Completion, type Completions } from "../../server/src/service";
import { openDump } from "../open-dump";
import { realDump } from "../real-dumps";
import { withCursor } from "./marked-lines";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const PAIR = `${BACKEND}/frontend = "${FRONTEND}"
${BACKEND}/frontend-id = "1"
${BACKEND}/feature-split-event-channels = "1"
${BACKEND}/multi-queue-max-queues = "4"
/local/domain/1/name = "web01"
/local/domain/1/store/port = "1"
${FRONTEND}/backend = "${BACKEND}"
${FRONTEND}/state = "4"
${FRONTEND}/multi-queue-num-queues = "2"
${FRONTEND}/queue-0 = ""
${FRONTEND}/queue-0/tx-ring-ref = "8"
${FRONTEND}/queue-0/rx-ring-ref = "9"
${FRONTEND}/queue-0/event-channel-tx = "5"
${FRONTEND}/queue-0/event-channel-rx = "6"
`;
const ONE_QUEUE = `${FRONTEND}/backend = "${BACKEND}"
${FRONTEND}/state = "4"
${FRONTEND}/tx-ring-ref = "8"
`;
const TREE = `device = ""  . . . . . . . . . . . . . . . . . . . . . . . .  (n0,r1)
 vif = ""  . . . . . . . . . . . . . . . . . . . . . . . . .  (n0,r1)
  0 = "" . . . . . . . . . . . . . . . . . . . . . . . . . .  (n1,r0)
   backend = "${BACKEND}"  . . . . .  (n1,r0)
   state = "4" . . . . . . . . . . . . . . . . . . . . . . .  (n1,r0)
   multi-queue-num-queues = "2"  . . . . . . . . . . . . . .  (n1,r0)
   queue-0 = ""  . . . . . . . . . . . . . . . . . . . . . .  (n1,r0)
    tx-ring-ref = "8"  . . . . . . . . . . . . . . . . . . .  (n1,r0)
`;

/** Completes where the cursor is. */
function complete(marked: string, keepsIndentation = true): Completions | undefined {
  const { text, position } = withCursor(marked);
  return openDump(text).completions(position, { keepsIndentation });
}

function labels(found: Completions | undefined): string[] {
  return (found?.completions ?? []).map(({ label }) => label);
}

/** What choosing a completion makes of a dump, from the first line that it changes on. */
function choose(marked: string, label: string, keepsIndentation = true): string {
  const { text, position } = withCursor(marked);
  const dump = openDump(text);
  const found = dump.completions(position, { keepsIndentation });
  const chosen = found?.completions.find((completion) => completion.label === label);
  expect(labels(found)).toContain(label);
  if (found === undefined || chosen === undefined) return "";
  dump.edit(found.replaced, marks(chosen));
  const { start } = found.replaced;
  dump.edit({ start: { ...start, character: start.character - (chosen.outdent ?? 0) }, end: start }, "");
  return dump.text().split("\n").slice(position.line).join("\n").replace(/\n$/, "");
}

/** A text with the places to fill in marked. */
function marks({ text }: Completion): string {
  return text.map((part) => (typeof part === "string" ? part : `«${part.fill}»`)).join("");
}

/** A line without what leads to its permissions. */
function leaderless(line: string): string {
  return line.replace(/" {1,2}(?:\. )*\.? {1,2}\(/, '" (');
}

describe("keys", () => {
  test.each<readonly [what: string, marked: string, labels: readonly string[]]>([
    ["of a queue, channels in the style of its neighbours first", `${PAIR}${FRONTEND}/queue-1/|`, ["tx-ring-ref", "rx-ring-ref", "event-channel-tx", "event-channel-rx", "event-channel"]],
    ["that complete a split pair", `${PAIR}${FRONTEND}/queue-1/tx-ring-ref = "7"\n${FRONTEND}/queue-1/event-channel-rx = "7"\n${FRONTEND}/queue-1/|`, ["rx-ring-ref", "event-channel-tx"]],
    ["beside a shared channel", `${PAIR}${FRONTEND}/queue-1/event-channel = "7"\n${FRONTEND}/queue-1/|`, ["tx-ring-ref", "rx-ring-ref"]],
    ["of a queue in the second capture of a vif, in the style of its neighbours there", `${PAIR}${PAIR.replace(/^.*event-channel-rx.*\n/m, "").replace("event-channel-tx", "event-channel")}${FRONTEND}/queue-1/|`, ["tx-ring-ref", "rx-ring-ref", "event-channel", "event-channel-tx", "event-channel-rx"]],
    ["of a complete queue", `${PAIR}${FRONTEND}/queue-0/|`, []],
    ["in another device", `${PAIR}/local/domain/1/device/vbd/51712/|`, []],
    ["in a comment", `${PAIR}# ${FRONTEND}/|`, []],
    ["in the prose of a C comment", ` * ${FRONTEND}/state = "4"\n * feature|`, []],
    ["at a prompt", `${PAIR}[root@dom0 ~]# xenstore-ls ${FRONTEND}/|`, []],
    ["behind an entry", `${PAIR}${FRONTEND}/mac = "00:16:3e:00:00:01" |`, []],
    ["in permissions", `${FRONTEND}/state = "4"   (n1|,r0)\n`, []],
    ["in place of a name in a queue", TREE.replace("tx-ring", "tx-|ring"), ["tx-ring-ref", "rx-ring-ref", "event-channel", "event-channel-tx", "event-channel-rx"]],
    ["between the keys of a queue", TREE.replace(/(?=    tx-ring-ref)/, "    |\n"), ["rx-ring-ref", "event-channel", "event-channel-tx", "event-channel-rx"]],
    ["between a directory and what is in it", TREE.replace(/(?=    tx-ring-ref)/, "   |\n"), []],
    ["in an empty text", "|", ["vif", "vif-tree", "vif-2-queues", "vif-tree-2-queues", "vif-4-queues", "vif-tree-4-queues"]],
    ["of nobody's directory", `/tool/xenstored = ""\nx|`, []],
    ["that are directories, whose names may turn the text around", '/tool/a\u202eb/c = "1"\n/tool/|', ["a\\u{202e}b"]],
    ["that are directories, with long names in full: editors filter by them", `/tool/${"n".repeat(90)}/c = "1"\n/tool/|`, ["n".repeat(90)]],
  ])("%s", (_, marked, expected) => {
    expect(labels(complete(marked))).toEqual(expected);
  });

  test.each<readonly [what: string, marked: string, offered: readonly string[], withheld: readonly string[]]>([
    ["of a frontend with several queues", `${PAIR}${FRONTEND}/|`, ["queue-1", "mac", "feature-sg", "ctrl-ring-ref", "queue-0"], ["state", "tx-ring-ref", "event-channel", "multi-queue-max-queues"]],
    ["of a frontend with all the queues that its backend allows", `${PAIR.replace('max-queues = "4"', 'max-queues = "2"')}${FRONTEND}/queue-1 = ""\n${FRONTEND}/|`, ["mac"], ["queue-2"]],
    ["of a frontend with one queue", `${ONE_QUEUE}${FRONTEND}/|`, ["rx-ring-ref", "event-channel", "multi-queue-num-queues"], ["tx-ring-ref", "queue-0"]],
    ["of a backend", `${PAIR}${BACKEND}/|`, ["state", "mac", "hotplug-status"], ["frontend", "multi-queue-max-queues", "multi-queue-num-queues", "queue-1", "tx-ring-ref"]],
    ["of a frontend that is not there yet", "/local/domain/7/device/vif/3/|", ["backend", "state", "tx-ring-ref"], ["frontend"]],
    ["of a backend that is not there yet", "/local/domain/7/backend/vif/3/0/|", ["frontend", "state", "mac"], ["backend", "tx-ring-ref"]],
    ["of a frontend that has not asked for queues, and has no rings", `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/|`, ["queue-0", "tx-ring-ref"], ["queue-1"]],
    ["in place of the one that stands there", PAIR.replace("/state", "/st|ate"), ["state", "mac"], ["backend"]],
  ])("%s", (_, marked, offered, withheld) => {
    const found = labels(complete(marked));
    expect(found).toEqual(expect.arrayContaining([...offered]));
    expect(found.filter((label) => withheld.includes(label))).toEqual([]);
  });
});

test("keys that the backend does not advertise come last, said so", () => {
  const found = complete(`${PAIR}${FRONTEND}/|`)?.completions ?? [];
  const unadvertised = found.filter(({ detail }) => detail === "not advertised by the backend").map(({ label }) => label);
  expect(unadvertised).toEqual(["ctrl-ring-ref", "event-channel-ctrl", "request-rx-copy", "xdp-headroom", "request-multicast-control"]);
  const keys = found.filter(({ kind }) => kind === "key").map(({ label }) => label);
  expect(keys.slice(-unadvertised.length)).toEqual(unadvertised);
});

test.each([
  ["/local/domain/7/device/vif/3/|", ["backend", "backend-id", "tx-ring-ref"]],
  ["/local/domain/7/backend/vif/3/0/|", ["frontend", "frontend-id", "multi-queue-max-queues"]],
])("the link to the other half comes first: %s", (marked, first) => {
  expect(labels(complete(marked)).slice(0, 3)).toEqual(first);
});

test("a ring key that a queue and the top level lack is offered once", () => {
  const single = TREE.replace('num-queues = "2"', 'num-queues = "1"');
  expect(labels(complete(`${single}    rx|`)).filter((label) => label === "rx-ring-ref")).toHaveLength(1);
  expect(choose(`${single}    rx|`, "rx-ring-ref")).toMatch(/^ {4}rx-ring-ref/);
});

test("keys that nobody reads any more come after all others", () => {
  expect(labels(complete("/local/domain/7/device/vif/3/|")).slice(-4)).toEqual(["vifname", "feature-rx-flip", "feature-gso-tcpv4-prefix", "feature-gso-tcpv6-prefix"]);
});

describe("the rest of the line", () => {
  test.each<readonly [what: string, marked: string, label: string, written: string]>([
    ["a flat path", `${PAIR}${FRONTEND}/xdp|`, "xdp-headroom", `${FRONTEND}/xdp-headroom = "«»"`],
    ["with the permissions beside it", `${FRONTEND}/state = "4"   (n1,r0)\n${FRONTEND}/hand|`, "handle", `${FRONTEND}/handle = "«0»"   (n1,r0)`],
    ["with the permissions of its directory, if nothing is in that", `${FRONTEND} = ""   (n1,r0)\n/local/domain/1/name = "x"   (n0,r1)\n${FRONTEND}/hand|`, "handle", `${FRONTEND}/handle = "«0»"   (n1,r0)`],
    ["a ring key", `${PAIR}${FRONTEND}/queue-1/tx|`, "tx-ring-ref", `${FRONTEND}/queue-1/tx-ring-ref = "«<ring-ref-tx1>»"`],
    ["the control ring", `${PAIR}${FRONTEND}/ctrl|`, "ctrl-ring-ref", `${FRONTEND}/ctrl-ring-ref = "«<ring-ref-ctrl>»"`],
    ["a MAC address that the other half has", `${PAIR}${FRONTEND}/mac = "00:16:3e:00:00:01"\n${BACKEND}/ma|`, "mac", `${BACKEND}/mac = "«00:16:3e:00:00:01»"`],
    ["a link", `${BACKEND}/frontend = "${FRONTEND}"\n${FRONTEND}/state = "4"\n${FRONTEND}/|`, "backend", `${FRONTEND}/backend = "«${BACKEND}»"`],
    ["a name where an entry stands", PAIR.replace("/state", "/st|ate"), "mac", PAIR.slice(PAIR.indexOf(`${FRONTEND}/state`), -1).replace("/state", "/mac")],
    ["a bare name among flat lines", `${FRONTEND}/state = "4"\nreq|`, "request-rx-copy", `${FRONTEND}/request-rx-copy = "«1»"`],
    ["an empty line in a fragment", `  vif/0/backend = "${BACKEND}"\n  |`, "state", `  vif/0/state = "«»"`],
    ["a tree", `${TREE}    rx|`, "rx-ring-ref", `    rx-ring-ref = "«<ring-ref-rx0>»"  . . . . . . . . . . . .  (n1,r0)`],
    ["a tree, one level up from a queue where an editor began the line", `${TREE}    m|`, "mac", `   mac = "«»"  . . . . . . . . . . . . . . . . . . . . . . .  (n1,r0)`],
    ["a tree, one level up", `${TREE}   |`, "mac", `   mac = "«»"  . . . . . . . . . . . . . . . . . . . . . . .  (n1,r0)`],
    ["a tree in a mail", `${TREE}   |`.replaceAll(/^/gm, "> "), "mac", `>    mac = "«»"  . . . . . . . . . . . . . . . . . . . . . . .  (n1,r0)`],
    ["a line in a C comment", ` * ${FRONTEND}/state = "4"\n * ${FRONTEND}/ma|`, "mac", ` * ${FRONTEND}/mac = "«»"`],
    ["a directory in a tree", 'local = ""\n domain = ""\n  1 = ""\n   device = ""\n    |', "vif", '    vif = ""'],
  ])("%s", (_, marked, label, written) => {
    // The leader has the width for the value itself, without the marks that stand around it here.
    expect(leaderless(choose(marked, label))).toBe(leaderless(written));
  });

  test("a queue with its keys", () => {
    expect(choose(`${PAIR}${FRONTEND}/qu|`, "queue-1")).toBe(
      `${FRONTEND}/queue-1 = ""\n${FRONTEND}/queue-1/tx-ring-ref = "«<ring-ref-tx1>»"\n${FRONTEND}/queue-1/rx-ring-ref = "«<ring-ref-rx1>»"\n${FRONTEND}/queue-1/event-channel-tx = "«<evtchn-tx1>»"\n${FRONTEND}/queue-1/event-channel-rx = "«<evtchn-rx1>»"`,
    );
  });

  test("a queue in a tree, and only its first line where an editor would move the others", () => {
    const text = `0 = ""\n backend = "${BACKEND}"\n multi-queue-num-queues = "2"\n queue-0 = ""\n  event-channel = "5"\n |`;
    expect(choose(text, "queue-1")).toBe(' queue-1 = ""\n  tx-ring-ref = "«<ring-ref-tx1>»"\n  rx-ring-ref = "«<ring-ref-rx1>»"\n  event-channel = "«<evtchn1>»"');
    expect(choose(text, "queue-1", false)).toBe(' queue-1 = ""');
  });

  test("a queue beyond the number that is requested, said so", () => {
    const found = complete(`${PAIR.replace('num-queues = "2"', 'num-queues = "1"')}${FRONTEND}/qu|`);
    expect(labels(found)).not.toContain("queue-1");
    const beyond = complete(`${PAIR}${FRONTEND}/queue-1 = ""\n${FRONTEND}/qu|`)?.completions.find(({ label }) => label === "queue-2");
    expect(beyond?.detail).toBe("one more than requested");
  });
});

test.each<readonly [what: string, marked: string, leadingOn: readonly string[]]>([
  ["where its value is to be chosen, on a new line", `${PAIR}${BACKEND}/|`, ["state", "online", "carrier", "type", "hotplug-status"]],
  ["not where the value stands already", PAIR.replace(`${BACKEND}/frontend-id`, `${BACKEND}/front|end-id`), []],
])("a key leads on to its values %s", (_, marked, leadingOn) => {
  const found = complete(marked)?.completions ?? [];
  expect(found).not.toHaveLength(0);
  expect(found.filter(({ leadsOn }) => leadsOn === true).map(({ label }) => label)).toEqual(leadingOn);
});

test("of a limit beyond all reason, only the first numbers of queues are offered", () => {
  expect(complete(PAIR.replace('max-queues = "4"', 'max-queues = "4000000000"').replace('num-queues = "2"', 'num-queues = "|2"'))?.completions).toHaveLength(64);
});

describe("values", () => {
  test.each<readonly [what: string, marked: string, values: readonly string[]]>([
    ["of a state, those of a frontend first", `${FRONTEND}/state = "|"`, ["0 – Unknown", "1 – Initialising", "3 – Initialised", "4 – Connected", "5 – Closing", "6 – Closed", "7 – Reconfiguring", "2 – InitWait", "8 – Reconfigured"]],
    ["of a flag", `${FRONTEND}/feature-sg = "|"`, ["1", "0"]],
    ["of the number of queues, the present one first", PAIR.replace('num-queues = "2"', 'num-queues = "|2"'), ["1", "2", "3", "4"]],
    ["of a link back", PAIR.replace(`frontend = "${FRONTEND}"`, 'frontend = "|"'), [FRONTEND]],
    ["of a link to a backend that links here", PAIR.replace(`backend = "${BACKEND}"`, 'backend = "|"'), [BACKEND]],
    ["of a link to a backend that is not in the dump", `${FRONTEND}/backend-id = "3"\n${FRONTEND}/backend = "|"`, ["/local/domain/3/backend/vif/1/0"]],
    ["of an id, by the link", `${FRONTEND}/backend = "/local/domain/5/backend/vif/1/0"\n${FRONTEND}/backend-id = "|"`, ["5"]],
    ["of an id, by the path", `${BACKEND}/frontend-id = "|"`, ["1"]],
    ["of a flag that a mailer has wrapped", `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/feature-sg =\n"|"\n`, ["1", "0"]],
    ["of a handle", `${BACKEND}/handle = "|"`, ["0"]],
    ["of a port, with an example that is free", PAIR.replace('event-channel-tx = "5"', 'event-channel-tx = "|5"'), ["<evtchn-tx0>", "7"]],
    ["of a port, with an example that the console has not either", `${PAIR.replace('event-channel-tx = "5"', 'event-channel-tx = "|5"')}/local/domain/1/console/port = "8"\n/local/domain/1/console/vnc-port = "5900"\n/local/domain/1/console/port-2 = "5901"\n`, ["<evtchn-tx0>", "9"]],
    ["of a port that is the highest, which may stay", PAIR.replace('event-channel-rx = "6"', 'event-channel-rx = "|6"'), ["<evtchn-rx0>", "6"]],
    ["of a reference without anything to compare with", `${FRONTEND}/tx-ring-ref = "|"`, ["<ring-ref-tx0>"]],
    ["of a reference of a queue", `${FRONTEND}/queue-3/tx-ring-ref = "|"`, ["<ring-ref-tx3>"]],
    ["of a port after the last one", `${FRONTEND}/event-channel-tx = "131071"\n${FRONTEND}/event-channel-rx = "|"`, ["<evtchn-rx0>"]],
    ["of a hotplug status", `${BACKEND}/hotplug-status = "|"`, ["connected", "error"]],
    ["of a MAC address, that of the other half", `${PAIR}${BACKEND}/mac = "00:16:3e:00:00:01"\n${FRONTEND}/mac = "|"`, ["00:16:3e:00:00:01"]],
    ["of a MAC address that the other half has masked", `${PAIR}${BACKEND}/mac = "00:16:3e:xx:xx:xx"\n${FRONTEND}/mac = "|"`, []],
    ["of a MAC address of one half alone", `${FRONTEND}/mac = "|"`, []],
    ["of a key of others", '/local/domain/1/device/vbd/51712/state = "|"', []],
    ["behind the closing quote", `${FRONTEND}/state = "4"|`, []],
    ["that were cut", 'local = ""\n domain = ""\n  1 = ""\n   device = ""\n    vif = ""\n     0 = ""\n      state = "|4\\..."', []],
  ])("%s", (_, marked, expected) => {
    expect(labels(complete(marked))).toEqual(expected);
  });

  test.each<readonly [what: string, marked: string, label: string, written: string]>([
    ["between quotes", `${FRONTEND}/state = "|"   (n1)`, "4 – Connected", `${FRONTEND}/state = "4"   (n1)`],
    ["in the place of another", `${FRONTEND}/state = "3|"`, "4 – Connected", `${FRONTEND}/state = "4"`],
    ["where the line breaks off", `${FRONTEND}/state = "|`, "4 – Connected", `${FRONTEND}/state = "4"`],
    ["in a tree", TREE.replace('state = "4"', 'state = "|"').split("\n").slice(0, 5).join("\n"), "1 – Initialising", `   state = "1" . . . . . . . . . . . . . . . . . . . . . . .  (n1,r0)`],
  ])("written %s", (_, marked, label, written) => {
    expect(choose(marked, label)).toBe(written);
  });
});

describe("in an editor that keeps the text behind the cursor, that text", () => {
  test.each<readonly [what: string, marked: string, behind: string]>([
    ["goes if it is the rest of a value, also before its first character", `${FRONTEND}/state = "|4"`, ""],
    ["goes if it is the rest of a path that is a value", `${FRONTEND}/backend = "/local|/domain/0/backend/vif/1/0"`, ""],
    ["stays if it is the rest of a name", `${FRONTEND}/st|ate = "4"`, "ate"],
  ])("%s", (_, marked, behind) => {
    const found = complete(marked);
    const { start, end } = { start: found?.inserted.end, end: found?.replaced.end };
    expect(withCursor(marked).text.slice(start?.character, end?.character)).toBe(behind);
  });
});

describe("paths", () => {
  test.each<readonly [what: string, marked: string, written: readonly string[]]>([
    ["of an empty text", "/|", ["local/"]],
    ["from the top", `${PAIR}/|`, ["local/"]],
    ["of domains", `${PAIR}/local/domain/|`, ["0/", "1/"]],
    ["of a domain, with what any domain has", `${PAIR}/local/domain/1/|`, ["device/", "store/", "backend/"]],
    ["of devices", `${PAIR}/local/domain/1/device/|`, ["vif/"]],
    ["of backends", "/local/domain/1/backend/|", ["vif/"]],
    ["of vifs", `${PAIR}/local/domain/1/device/vif/|`, ["0/"]],
    ["in the middle of a path", `${PAIR}/local/do|m/1/x = ""`, ["domain"]],
    ["that is relative", 'vif/0/state = "4"\nvif/|', ["0/"]],
  ])("%s", (_, marked, expected) => {
    expect((complete(marked)?.completions ?? []).map(({ text }) => plainText(text))).toEqual(expected);
  });

  test("domains with their names, made safe", () => {
    const found = complete('/local/domain/1/name = "web\u202e01"\n/local/domain/|');
    expect(found?.completions.map(({ label, detail }) => [label, detail])).toEqual([["1", "web\\u{202e}01"]]);
  });

  test("the vifs of a domain with its name, and what else has its number without it", () => {
    const names = '/local/domain/1/name = "web01"\n/local/domain/12/name = "db"\n';
    const found = (backends: string): unknown => complete(`${names}/local/domain/11/backend/${backends}/1/0/state = "4"\n/local/domain/11/backend/${backends}/|`)?.completions.map(({ label, detail }) => [label, detail]);
    expect(found("vif")).toEqual([["1", "web01"]]);
    expect(found("qnic")).toEqual([["1", "web01"]]);
    expect(found("vbd")).toEqual([["1", undefined]]);
  });

  test("numbers by their size, and then names", () => {
    const directories = ["10", "b", "9a", "9", "10a", "a"].map((name) => `/x/${name}/y = "1"\n`).join("");
    expect(labels(complete(`${directories}/x/|`))).toEqual(["9", "10", "10a", "9a", "a", "b"]);
  });

  test("very many, as more is typed", () => {
    const domains = Array.from({ length: 1000 }, (_, at) => `/local/domain/${at}/name = "g${at}"\n`).join("");
    const first = complete(`${domains}/local/domain/|`);
    expect([first?.isIncomplete, first?.completions.length]).toEqual([true, 200]);
    const typed = complete(`${domains}/local/domain/99|`);
    expect([typed?.isIncomplete, labels(typed).length]).toEqual([true, 11]);
  });
});

test("a key is explained as the hover does, but for what only a dump tells", () => {
  expect(introduceNetifKey({ key: "tx-ring-ref", at: "queue" })?.plain).toMatch(/^tx-ring-ref — key of a queue, grant reference, a decimal integer\n\nGrant reference of the page/);
  expect(introduceNetifKey({ key: "tx-ring-ref", at: "backend" })).toBeUndefined();
});

test("every line of a real dump can be completed at its end", () => {
  const text = realDump("g1v1.tree-perms.xenstore");
  const dump = openDump(text);
  // On the empty line at the end, another vif could begin.
  const answers = text.trimEnd().split("\n").map((line, at) => dump.completions({ line: at, character: line.length }, { keepsIndentation: true }));
  expect(answers.filter((answer) => answer !== undefined)).toEqual([]);
});
