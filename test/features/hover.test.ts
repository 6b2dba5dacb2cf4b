import { describe, expect, test } from "vitest";
import { NETIF_KEYS } from "../../server/src/netif/keys";
import { describeValue, ownerAt, type NetifKey, type Place } from "../../server/src/netif/key";
import { createDumpService, type Hover } from "../../server/src/service";
import { openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const DIRECTORIES: Readonly<Record<Place, string>> = { frontend: FRONTEND, backend: BACKEND, queue: `${FRONTEND}/queue-0` };

const PAIR = `
/local/domain/0/name = "Domain-0"
${BACKEND}/frontend = "${FRONTEND}"
${BACKEND}/frontend-id = "1"
${BACKEND}/state = "2"
${BACKEND}/feature-sg = "1"
${BACKEND}/feature-split-event-channels = "1"
${BACKEND}/multi-queue-max-queues = "8"
/local/domain/1/name = "web01"
${FRONTEND}/backend = "${BACKEND}"
${FRONTEND}/backend-id = "0"
${FRONTEND}/state = "4"
${FRONTEND}/feature-sg = "0"
${FRONTEND}/request-rx-copy = "1"
${FRONTEND}/unknown-key = "1"
${FRONTEND}/multi-queue-num-queues = "2"
${FRONTEND}/queue-0/tx-ring-ref = "8"
${FRONTEND}/queue-0/rx-ring-ref = "9"
${FRONTEND}/queue-0/event-channel-tx = "5"
${FRONTEND}/queue-0/event-channel-rx = "6"
${FRONTEND}/queue-1/event-channel = "7"
/local/domain/1/device/vbd/51712/queue-0/ring-ref = "9"
/libxl/1/device/vif/0/frontend = "${FRONTEND}"
/libxl/1/device/vif/0/backend = "${BACKEND}"
/libxl/1/device/vif/0/state = "1"
`;

/** Points at the end of a path, or at what follows it in the line. */
function hoverOn(text: string, path: string, offset = 0): Hover | undefined {
  const lines = text.split("\n");
  const line = lines.findIndex((candidate) => candidate.includes(path));
  expect(line, `a line with ${path}`).toBeGreaterThanOrEqual(0);
  const failures: unknown[] = [];
  const service = createDumpService((_, error) => failures.push(error));
  const hover = service.open(text).hover({ line, character: (lines[line] ?? "").indexOf(path) + path.length + offset });
  expect(failures).toEqual([]);
  return hover;
}

const places: [string, Place, NetifKey][] = [...NETIF_KEYS.values()].flatMap((key) => key.places.map((place): [string, Place, NetifKey] => [key.name, place, key]));

describe("every netif key", () => {
  test.each(places)("%s in the %s directory", (name, place, key) => {
    const written = name === "queue-N" ? "queue-3" : name;
    const links = `${FRONTEND}/backend = "${BACKEND}"\n${BACKEND}/frontend = "${FRONTEND}"\n`;
    const hover = hoverOn(`${links}${DIRECTORIES[place]}/${written} = "1"\n`, `${DIRECTORIES[place]}/${written}`);
    expect(hover?.plain).toContain(written);
    expect(hover?.plain).toContain(key.description.replaceAll("`", ""));
    if (name === "queue-N") return;
    expect(hover?.plain).toContain(describeValue(key.type).replaceAll("`", ""));
    expect(hover?.plain).toContain(`Absent: ${key.absent.replaceAll("`", "")}`);
    expect(hover?.plain).toContain(`Written by: the ${ownerAt(key, place)}`);
    for (const source of key.sources) expect(hover?.plain).toContain(source.replaceAll("`", ""));
    for (const sentence of key.sentences ?? []) expect(hover?.plain).toContain(sentence);
  });
});

describe("an error node", () => {
  const DUMP = `${PAIR}/local/domain/1/error/device/vif/0/error = "2 reading x"\n/local/domain/12/device/vif/10/state = "4"\n/local/domain/12/error/device/vif/10/error = "2 x"\n/local/domain/34/backend/qnic/12/10/state = "4"\n/local/domain/34/error/backend/qnic/12/10/error = "2 x"\n/local/domain/0/error/backend/vif/1/0/error = "22 x"\n/local/domain/0/error/backend/vif/9/0/error = "22 x"\n`;

  test.each<readonly [where: string, path: string, offset: number, begins: string | undefined]>([
    ["of a frontend", "/error/device/vif/0/error", 0, "vif 0 — frontend directory, network card of domain 1"],
    ["of a backend, in its text", "/error/backend/vif/1/0/error", 6, "vif 0 — backend directory, network card of domain 1"],
    ["of a backend, in its path", "/error/backend/vif/1/0", 0, "vif 0 — backend directory, network card of domain 1"],
    ["of a device with numbers of several digits", "/error/device/vif/10/error", 0, "vif 10 — frontend directory, network card of domain 12"],
    ["of QEMU's backend", "/error/backend/qnic/12/10/error", 0, "vif 10 — backend directory, network card of domain 12"],
    ["of a device that is not in the dump", "/error/backend/vif/9/0/error", 0, undefined],
  ])("%s: the device that it is about", (_, path, offset, begins) => {
    expect(hoverOn(DUMP, path, offset)?.plain.slice(0, begins?.length)).toBe(begins);
  });
});

describe("what this dump says", () => {
  test.each([
    ["the limit of the backend", `${FRONTEND}/multi-queue-num-queues`, 'The backend allows up to "8" queues.'],
    ["the request of the frontend", `${BACKEND}/multi-queue-max-queues`, 'The frontend requests "2".'],
    ["the backend and its state", `${FRONTEND}/backend `, `The backend is "${BACKEND}", in state 2, InitWait.`],
    ["the frontend and its state", `${BACKEND}/frontend `, `The frontend is "${FRONTEND}", in state 4, Connected.`],
    ["the name and the meaning of a state", `${FRONTEND}/state`, "4 is Connected. The keys are complete and in force."],
    ["the state of the other end", `${FRONTEND}/state`, "The backend is in state 2, InitWait."],
    ["the queue and the partner of a split channel", "queue-0/event-channel-tx", 'The channel of the transmit ring of queue 0. Its partner event-channel-rx is "6".'],
    ["whether split channels are advertised", "queue-0/event-channel-tx", 'The backend has feature-split-event-channels = "1".'],
    ["the queue of a shared channel", "queue-1/event-channel", "The channel of queue 1, for both directions."],
    ["the partner of a ring", "queue-0/tx-ring-ref", 'The transmit ring of queue 0. Its partner rx-ring-ref is "9".'],
    ["the same feature at the other end", `${FRONTEND}/feature-sg`, 'The backend has feature-sg = "1".'],
    ["a feature that the other end lacks", `${FRONTEND}/request-rx-copy`, "The backend has no feature-rx-copy."],
    ["the name of a domain", `${FRONTEND}/backend-id`, 'Domain 0 ("Domain-0").'],
    ["the name of a guest", `${BACKEND}/frontend-id`, 'Domain 1 ("web01").'],
  ])("%s", (_, path, expected) => {
    expect(hoverOn(PAIR, path.trimEnd())?.plain).toContain(expected);
  });

  test.each<readonly [path: string, facts: readonly string[]]>([
    [`${FRONTEND}/feature-sg`, ['The backend has feature-sg = "1".']],
    [`${FRONTEND}/multi-queue-num-queues`, ['The backend allows up to "8" queues.']],
    ["queue-1/event-channel", ["The channel of queue 1, for both directions."]],
    ["queue-0/rx-ring-ref", ['The receive ring of queue 0. Its partner tx-ring-ref is "8".']],
    [`${FRONTEND}/backend-id`, ['Domain 0 ("Domain-0").']],
    [`${BACKEND}/state`, ["2 is InitWait. The features are advertised. netback waits for the frontend, or, with the rings connected, for the hotplug script.", "The frontend is in state 4, Connected."]],
  ])("and nothing else of %s", (path, facts) => {
    const key = NETIF_KEYS.get(path.slice(path.lastIndexOf("/") + 1));
    const paragraphs = hoverOn(PAIR, path)?.plain.split("\n\n") ?? [];
    expect(paragraphs.slice(1, paragraphs.indexOf(key?.description.replaceAll("`", "") ?? ""))).toEqual(facts);
  });

  test.each([
    ["tx-ring-ref", "The transmit ring of the only queue. Its partner rx-ring-ref is missing."],
    ["rx-ring-ref", "The receive ring of the only queue. Its partner tx-ring-ref is missing."],
    ["event-channel-tx", "The channel of the transmit ring of the only queue. Its partner event-channel-rx is missing."],
    ["event-channel-rx", "The channel of the receive ring of the only queue. Its partner event-channel-tx is missing."],
    ["event-channel", "The channel of the only queue, for both directions."],
  ])("of %s at the top level", (name, fact) => {
    expect(hoverOn(`${FRONTEND}/${name} = "8"\n`, name)?.plain.split("\n\n")[1]).toBe(fact);
  });

  test.each([
    ["multi-queue-num-queues", "Xen 4.5, Linux 3.16"],
    ["xdp-headroom", "Linux 5.9, in Linux's copy of netif.h, not in Xen's"],
    ["state", "there from the first XenBus of 2005"],
  ])("and since when there is %s", (name, since) => {
    expect(hoverOn(`${FRONTEND}/${name} = "1"\n`, name)?.plain.split("\n")).toContain(`- Since: ${since}`);
  });

  test("but not a state that the dump does not have", () => {
    const text = `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state = "9"\n${BACKEND}/frontend = "${FRONTEND}"\n`;
    expect(hoverOn(text, `${FRONTEND}/backend`)?.plain).toContain(`The backend is "${BACKEND}". Its state is not in this dump.`);
    expect(hoverOn(text, `${FRONTEND}/state`)?.plain).toMatch(/\n\n"9" is not a XenBus state: those are 0 to 8\.\n\nThe XenBus state of this end: /);
  });

  test.each([
    ["of the number of queues, that a key at the top level is none of a queue", '"2"', "tx-ring-ref", "2 queues are requested. netback does not read it here."],
    ["of a single queue, that a key under queue-0 is none of its", '"1"', "queue-0/event-channel", "One queue is requested. netback does not read it here."],
    ["of a single queue, the channel at the top level", '"1"', "event-channel", "The channel of the only queue, for both directions."],
  ])("%s", (_, number, path, expected) => {
    const text = `${FRONTEND}/multi-queue-num-queues = ${number}\n${FRONTEND}/${path} = "8"\n`;
    expect(hoverOn(text, `vif/0/${path}`)?.plain.split("\n\n")[1]).toBe(expected);
  });

  test.each([
    ["the whole pair", ["event-channel-tx", "event-channel-rx"], "Has split event channels."],
    ["one half, and which is missing", ["event-channel-rx"], "Has one half of a pair of event channels. Missing: event-channel-tx."],
    ["one half beside the shared channel, where nothing is missing", ["event-channel", "event-channel-rx"], "Has one event channel."],
    ["none", [], "Has no event channel. Missing: event-channel."],
  ])("of the event channels of a queue: %s", (_, channels, expected) => {
    const lines = ["", "/tx-ring-ref", "/rx-ring-ref", ...channels.map((name) => `/${name}`)].map((name) => `${FRONTEND}/queue-0${name} = "9"\n`);
    expect(hoverOn(lines.join(""), "vif/0/queue-0")?.plain.split("\n\n")[1]).toBe(expected);
  });

  test("without the other end", () => {
    const alone = `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/multi-queue-num-queues = "2"\n`;
    expect(hoverOn(alone, "multi-queue-num-queues")?.plain).toContain("The backend is not in this dump.");
    expect(hoverOn(alone, "vif/0/backend")?.plain).toContain(`The backend "${BACKEND}" is not in this dump.`);
  });
});

describe("segments of a path", () => {
  test.each([
    ["the domain", "/local/domain/1", `${FRONTEND}/state`, 'Domain 1 ("web01")'],
    ["the control domain", "/local/domain/0", `${BACKEND}/state`, 'Domain 0 ("Domain-0") — the control domain'],
    ["the domain of the frontend", "/backend/vif/1", `${BACKEND}/state`, 'Domain 1 ("web01") — the domain of the frontend'],
    ["the frontend device", FRONTEND, `${FRONTEND}/state`, 'vif 0 — frontend directory, network card of domain 1 ("web01")'],
    ["the backend device", BACKEND, `${BACKEND}/state`, 'vif 0 — backend directory, network card of domain 1 ("web01")'],
    ["a queue", "queue-0", "queue-0/tx-ring-ref", "queue-0 — of 2 requested"],
  ])("%s", (_, segment, path, expected) => {
    const offset = path.indexOf(segment) + segment.length - path.length;
    expect(hoverOn(PAIR, path, offset)?.plain.split("\n")[0]).toBe(expected);
  });

  test.each([
    ["within the requested number", "1", []],
    ["beyond it", "2", ["Beyond the requested number: netback does not read it."]],
  ])("a queue %s", (_, index, said) => {
    const text = `${FRONTEND}/multi-queue-num-queues = "2"\n${FRONTEND}/queue-${index}/tx-ring-ref = "8"\n`;
    expect(hoverOn(text, `queue-${index}`)?.plain.split("\n\n").filter((paragraph) => paragraph.includes("number: netback"))).toEqual(said);
  });

  // The third and fourth paragraphs are about the other half, and about the queues.
  test.each<readonly [what: string, keys: readonly string[], state: string, queues: string]>([
    ["without keys", ['state = "1"'], "State 1, Initialising.", "One queue; no ring keys yet."],
    ["with one queue and no channel", ['tx-ring-ref = "8"'], "The state is not in this dump.", "One queue, without an event channel."],
    ["with one queue", ['multi-queue-num-queues = "1"', 'event-channel = "5"', 'state = "x"'], 'State "x", which is not one.', "One queue, with one event channel."],
    ["with one queue and a pair", ['event-channel-tx = "5"', 'event-channel-rx = "6"', 'state = "4"'], "State 4, Connected.", "One queue, with split event channels."],
    ["with one queue in a subtree", ['multi-queue-num-queues = "1"', 'queue-0/tx-ring-ref = "8"'], "The state is not in this dump.", "One queue; one subtree is there."],
    ["without the queues that are requested", ['multi-queue-num-queues = "3"'], "The state is not in this dump.", "3 queues requested; none is there."],
    ["with some of the queues that are requested", ['multi-queue-num-queues = "3"', 'queue-0/tx-ring-ref = "8"', 'queue-1/tx-ring-ref = "9"'], "The state is not in this dump.", "3 queues requested; 2 subtrees are there."],
    ["with queues, and a number that is none", ['multi-queue-num-queues = "x"', 'queue-0/tx-ring-ref = "8"'], "The state is not in this dump.", "The number of requested queues is not known; one subtree is there."],
  ])("a frontend %s", (_, keys, state, queues) => {
    const [first = ""] = keys;
    const text = keys.map((key) => `${FRONTEND}/${key}\n`).join("");
    expect(hoverOn(text, `${FRONTEND}/${first}`, -first.length - 1)?.plain.split("\n\n").slice(1, 4)).toEqual([state, "No link to the backend is in this dump.", queues]);
  });

  test.each<readonly [what: string, text: string, said: readonly string[]]>([
    ["with a limit, alone", `${BACKEND}/multi-queue-max-queues = "8"\n${BACKEND}/state = "4"\n`, ["State 4, Connected.", "No link to the frontend is in this dump.", 'Allows up to "8" queues.']],
    ["without one", `${BACKEND}/frontend = "${FRONTEND}"\n${FRONTEND}/state = "3"\n`, ["The state is not in this dump.", `The frontend is "${FRONTEND}", in state 3, Initialised.`, "Does not advertise more than one queue."]],
    ["whose frontend has no state", `${BACKEND}/frontend = "${FRONTEND}"\n${FRONTEND}/backend = "${BACKEND}"\n`, ["The state is not in this dump.", `The frontend is "${FRONTEND}". Its state is not in this dump.`, "Does not advertise more than one queue."]],
    ["whose frontend is not there", `${BACKEND}/frontend = "${FRONTEND}"\n`, ["The state is not in this dump.", `The frontend "${FRONTEND}" is not in this dump.`, "Does not advertise more than one queue."]],
  ])("a backend %s", (_, text, said) => {
    expect(openDump(text).hover({ line: 0, character: BACKEND.length })?.plain.split("\n\n").slice(1, 4)).toEqual(said);
  });

  test("the range is that of the segment", () => {
    expect(hoverOn(PAIR, `${FRONTEND}/queue-0/tx-ring-ref`, -"/tx-ring-ref".length)?.range).toEqual({
      start: { line: 16, character: FRONTEND.length + 1 },
      end: { line: 16, character: FRONTEND.length + 8 },
    });
  });
});

describe("a name that is not a key there", () => {
  const NOWHERE = "Nor is it one anywhere else in a vif.";
  test.each<readonly [name: string, directory: string, title: string, elsewhere: string]>([
    ["unknown-key", FRONTEND, '"unknown-key" — no known frontend key', NOWHERE],
    ["unknown-key", BACKEND, '"unknown-key" — no known backend key', NOWHERE],
    ["unknown-key", `${FRONTEND}/queue-7`, '"unknown-key" — no known key of queue 7', NOWHERE],
    ["queue-N", FRONTEND, '"queue-N" — no known frontend key', NOWHERE],
    ["queue-07", FRONTEND, '"queue-07" — no known frontend key', NOWHERE],
    ["queue-0", BACKEND, '"queue-0" — no known backend key', "It belongs elsewhere: in the frontend directory."],
    ["multi-queue-max-queues", FRONTEND, '"multi-queue-max-queues" — no known frontend key', "It belongs elsewhere: in the backend directory."],
    ["tx-ring-ref", BACKEND, '"tx-ring-ref" — no known backend key', "It belongs elsewhere: in the frontend directory, in the directory of a queue."],
    ["ctrl-ring-ref", `${FRONTEND}/queue-0`, '"ctrl-ring-ref" — no known key of queue 0', "It belongs elsewhere: in the frontend directory."],
  ])("%s in %s", (name, directory, title, elsewhere) => {
    const links = `${FRONTEND}/backend = "${BACKEND}"\n${BACKEND}/frontend = "${FRONTEND}"\n`;
    const text = `${links}${directory}/${name} = "1"\n`;
    const [first, second, description] = hoverOn(text, `${directory}/${name}`)?.plain.split("\n\n") ?? [];
    expect([first, second]).toEqual([title, elsewhere]);
    expect(description).toBe(elsewhere === NOWHERE ? undefined : NETIF_KEYS.get(name === "queue-0" ? "queue-N" : name)?.description.replaceAll("`", ""));
  });

  test("is nearly the name of one", () => {
    expect(hoverOn(`${FRONTEND}/state = "4"\n${FRONTEND}/multi_queue_num_queues = "2"\n`, "multi_queue_num_queues")?.plain).toBe(
      `"multi_queue_num_queues" — no known frontend key\n\n${NOWHERE} Perhaps multi-queue-num-queues was meant.`,
    );
  });

  test("is said in words wherever it is told by its colour", () => {
    const dump = createDumpService().open(PAIR);
    const unknown = dump.semanticTokens().filter(({ type }) => type === "unknownKey");
    expect(unknown.length).toBeGreaterThan(0);
    for (const { line, start } of unknown) expect(dump.hover({ line, character: start + 1 })?.plain).toContain("no known");
  });

  test("may have been cut", () => {
    const hover = hoverOn(`0 = ""\n backend = "${BACKEND}"\n multi-queue-num = "\\..."\n`, "multi-queue-num");
    expect(hover?.plain).toBe('"multi-queue-num" — xenstore-ls may have cut this name, so it is not known what it is.');
  });

  test("is shown as text, whatever it is", () => {
    expect(hoverOn(`${FRONTEND}/state = "4"\n${FRONTEND}/**[x](command:y)** = "1"\n`, "**[x](command:y)**")?.markdown).toContain("`**[x](command:y)**` — no known frontend key");
  });
});

describe("nothing is said", () => {
  test.each([
    ["of a block device", "vbd/51712/queue-0/ring-ref"],
    ["of libxl's copy", "/libxl/1/device/vif/0/state"],
    ["of the directories between", "/local/domain/1/device/vbd"],
  ])("%s", (_, path) => {
    expect(hoverOn(PAIR, path)).toBeUndefined();
  });

  test("beyond the text", () => {
    const dump = createDumpService().open("");
    expect(dump.hover({ line: 99, character: 99 })).toBeUndefined();
  });
});

describe("hostile content is shown as text", () => {
  test.each([
    ["a link", "[click](command:evil)", "`[click](command:evil)`"],
    ["the end of a code span", "a`b``c", "``` a`b``c ```"],
    ["markup", "<img src=x onerror=y>**b**", "`<img src=x onerror=y>**b**`"],
    ["a reversed text", "a\u202Eb", "`a\\u{202e}b`"],
    ["blanks at both ends, of which a code span loses one each", " a ", "`  a  `"],
    ["a blank at one end", " a", "` a`"],
    ["nothing at all", "", "*empty*"],
  ])("%s", (_, value, expected) => {
    const text = `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/feature-sg = "1"\n${BACKEND}/frontend = "${FRONTEND}"\n${BACKEND}/feature-sg = "${value}"\n`;
    expect(hoverOn(text, `${FRONTEND}/feature-sg`)?.markdown).toContain(`The backend has \`feature-sg\` = ${expected}.`);
  });
});
