import { describe, expect, test } from "vitest";
import { edited } from "../edited";
import { openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const PEER = [`${BACKEND}/frontend = "${FRONTEND}"`, `${BACKEND}/mac = "00:16:3e:00:00:01"`, `${BACKEND}/feature-rx-copy = "1"`, `${BACKEND}/feature-split-event-channels = "1"`];

/** A frontend with these keys, and a backend that supports so many queues. */
function vif(keys: readonly string[], limit = 4): string {
  return [...PEER, `${BACKEND}/multi-queue-max-queues = "${limit}"`, `${FRONTEND}/backend = "${BACKEND}"`, `${FRONTEND}/state = "4"`, `${FRONTEND}/request-rx-copy = "1"`, ...keys.map((key) => `${FRONTEND}/${key}`), ""].join("\n");
}

const lineOf = (text: string, part: string): number => text.split("\n").findIndex((line) => line.includes(part));

function titlesAt(text: string, line: number): string[] {
  return openDump(text).rewrites(line);
}

function titles(text: string, part = "vif/0/state"): string[] {
  return titlesAt(text, lineOf(text, part));
}

/** The text after a rewrite at a line. */
function rewritten(text: string, title: string, part = `${FRONTEND}/state`): string {
  const [dump, line] = [openDump(text), lineOf(text, part)];
  expect(dump.rewrites(line)).toContain(title);
  return edited(text, dump.rewrite(line, title));
}

const ONE = ['multi-queue-num-queues = "1"', 'tx-ring-ref = "8"', 'rx-ring-ref = "9"', 'event-channel = "5"'];
const TWO = ['multi-queue-num-queues = "2"', 'queue-0 = ""', 'queue-0/tx-ring-ref = "8"', 'queue-0/rx-ring-ref = "9"', 'queue-0/event-channel = "5"'];
const SECOND = ['queue-1 = ""', 'queue-1/tx-ring-ref = "<ring-ref-tx1>"', 'queue-1/rx-ring-ref = "<ring-ref-rx1>"', 'queue-1/event-channel = "<evtchn1>"'];
const THIRD = SECOND.map((key) => key.replaceAll("1", "2"));

describe("the number of queues", () => {
  test("goes from one to more: the keys move into queue-0", () => {
    expect(rewritten(vif(ONE), "Use 2 queues")).toBe(vif([...TWO, ...SECOND]));
  });

  test("goes from one to more where it is not written", () => {
    expect(rewritten(vif(ONE.slice(1)), "Use 2 queues")).toBe(vif([...TWO, ...SECOND]));
  });

  test("goes from one to more: queues that nobody reads give way", () => {
    expect(rewritten(vif([...ONE, 'queue-0/tx-ring-ref = "18"', 'queue-3/tx-ring-ref = "28"']), "Use 2 queues")).toBe(vif([...TWO, ...SECOND]));
  });

  test("goes up: what is new has placeholders", () => {
    expect(rewritten(vif([...TWO, ...SECOND]), "Use 3 queues")).toBe(vif([...TWO, ...SECOND, ...THIRD]).replace('num-queues = "2"', 'num-queues = "3"'));
  });

  test("goes down: what is beyond goes", () => {
    const three = vif([...TWO, ...SECOND, ...THIRD]).replace('num-queues = "2"', 'num-queues = "3"');
    expect(rewritten(three, "Use 2 queues")).toBe(vif([...TWO, ...SECOND]));
  });

  test("goes down to one: the keys of queue-0 move up", () => {
    expect(rewritten(vif([...TWO, ...SECOND]), "Use 1 queue")).toBe(vif(ONE));
  });

  test("is offered on the rest of a wrapped entry too", () => {
    const text = vif(ONE).replace(`${FRONTEND}/state = "4"`, `${FRONTEND}/state =\n"4"`);
    expect(titlesAt(text, lineOf(text, `${FRONTEND}/state`) + 1)).toEqual(titles(vif(ONE)));
  });

  test("goes as far as the backend allows", () => {
    expect(titles(vif(ONE, 3))).toEqual(["Use split event channels", "Use 2 queues", "Use 3 queues"]);
    expect(titles(vif(ONE).replace(/.*max-queues.*\n/, ""))).toEqual(["Use split event channels"]);
  });

  test("goes no further than where a queue that was left behind, and is not complete, would be in use", () => {
    const keys = [...TWO, ...SECOND, 'queue-3/tx-ring-ref = "28"'];
    for (const limit of [4, 6]) expect(titles(vif(keys, limit))).toEqual(["Use split event channels", "Use 1 queue", "Use 3 queues"]);
  });

  test("goes down where it cannot go up: removing queues is tried out with the lines that the trial before put back", () => {
    const three = vif([...TWO, ...SECOND, ...THIRD, 'queue-3/tx-ring-ref = "28"']).replace('num-queues = "2"', 'num-queues = "3"');
    expect(titles(three)).toEqual(["Use split event channels", "Use 1 queue", "Use 2 queues"]);
  });

  test("goes no further than a menu can hold", () => {
    expect(titles(vif(ONE, 64)).at(-1)).toBe("Use 16 queues");
  });
});

describe("the event channels", () => {
  test("become split", () => {
    const split = ONE.flatMap((key) => (key.startsWith("event") ? ['event-channel-tx = "5"', 'event-channel-rx = "<evtchn-rx0>"'] : [key]));
    expect(rewritten(vif(ONE), "Use split event channels")).toBe(vif(split));
    expect(rewritten(vif(split), "Use shared event channels")).toBe(vif(ONE));
  });

  test("become split in each queue", () => {
    const channels = [0, 1].map((queue) => `queue-${queue}/event-channel = "${5 + queue}"`);
    const shared = ['multi-queue-num-queues = "2"', ...[0, 1].flatMap((queue) => [`queue-${queue}/tx-ring-ref = "${8 + 2 * queue}"`, `queue-${queue}/rx-ring-ref = "${9 + 2 * queue}"`, channels[queue] ?? ""])];
    const split = shared.flatMap((key) => (channels.includes(key) ? [key.replace("channel", "channel-tx"), `${key.slice(0, 8)}event-channel-rx = "<evtchn-rx${key.charAt(6)}>"`] : [key]));
    expect(rewritten(vif(shared), "Use split event channels")).toBe(vif(split));
  });

  test("do not where the backend does not have it", () => {
    expect(titles(vif(ONE).replace('split-event-channels = "1"', 'split-event-channels = "0"'))).not.toContain("Use split event channels");
  });
});

test("nothing is offered outside a frontend, or where the number of queues is not known", () => {
  expect(titles(vif(ONE), `${BACKEND}/mac`)).toEqual([]);
  expect(titles(vif(["multi-queue-num-queues = \"<n>\""]))).toEqual([]);
  expect(openDump("").rewrites(0)).toEqual([]);
});

/** A capture of one frontend, whose link stands at the top: any line there may be a reason to look again for where captures begin. */
function captured(queues: number): string {
  const head = [`$ xenstore-ls ${FRONTEND}`, `backend = "${BACKEND}"`, 'state = "4"', 'request-rx-copy = "1"', 'multi-queue-num-queues = "2"'];
  const directories = Array.from({ length: queues }, (_, queue) => `queue-${queue} = ""\n tx-ring-ref = "${2 * queue + 8}"\n rx-ring-ref = "${2 * queue + 9}"\n event-channel = "${queue + 5}"`);
  return [...head, ...directories, ""].join("\n");
}

test("of a vif that was captured twice, each capture is rewritten as if it were alone", () => {
  const [healthy, broken] = [captured(2), captured(1)];
  const alone = titlesAt(healthy, 2);
  expect(alone).toContain("Use 1 queue");
  expect(titlesAt(broken + healthy, broken.split("\n").length + 1)).toEqual(alone);
  expect(titlesAt(healthy + broken, 2)).toEqual(alone);
});
