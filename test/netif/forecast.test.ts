import { describe, expect, test } from "vitest";
import { KERNELS, type Kernel } from "../../server/src/netif/kernel";
import { openDump, vifsOf } from "../open-dump";
import { BACKEND, BACKEND_KEYS, CLOSES, connects, FRONTEND, type Future, futures, inAllKernels, type Keys, lines, LINK, queue, refuses, TOP, TWO, UNKNOWN, vif, WAITS } from "./vif-dump";

const NO_TOP = refuses(`2 reading ${FRONTEND}/ring-ref`);
const ZERO: Record<Kernel, Future> = {
  current: refuses("22 guest requested 0 queues, but valid range is 1 - 4."),
  "4.10": refuses("12 allocating queues"),
  "3.16": connects(0),
};

// What netback says about queue 1, and about the control ring.
const channel = (errno: number) => refuses(`${errno} reading ${FRONTEND}/queue-1/event-channel(-tx/rx)`);
const reference = (errno: number) => refuses(`${errno} reading ${FRONTEND}/queue-1/ring-ref`);
const unbound = (tx: number, rx = tx, references = "102/103") => refuses(`22 mapping shared-frames ${references} port tx ${tx} rx ${rx}`);
const control = (errno: number) => refuses(`${errno} connecting control ring`);

describe("a request for queues", () => {
  // A value of multi-queue-num-queues beside two good queues, and what all kernels do with it, or each of them.
  test.each<[string, Future | Record<Kernel, Future>]>([
    ["2", connects(2)],
    ["0", ZERO],
    ["00", ZERO],
    ["0x2", ZERO],
    ["0x10", ZERO],
    ["4294967296", ZERO],
    ["18446744073709551616", ZERO],
    ["-2", NO_TOP],
    ["-1", NO_TOP],
    ["two", NO_TOP],
    ["", NO_TOP],
    ["  ", NO_TOP],
    ["+2", NO_TOP],
    ["２", NO_TOP],
    ["2abc", connects(2)],
    ["2 ", connects(2)],
    [" 2", connects(2)],
    [String.raw`\t\n2`, connects(2)],
    [String.raw`\x0b2`, connects(2)],
    [String.raw`\xa02`, connects(2)],
    [String.raw`\x852`, NO_TOP],
    ["02", connects(2)],
    ["002", connects(2)],
    ["4294967298", connects(2)],
    ["18446744073709551618", connects(2)],
    [`18446744073709551616${"0".repeat(29)}2`, connects(2)],
    ["1", NO_TOP],
    [
      "5",
      {
        current: refuses("22 guest requested 5 queues, but valid range is 1 - 4."),
        "4.10": refuses("22 guest requested 5 queues, exceeding the maximum of 4."),
        "3.16": refuses("-1 guest requested 5 queues, exceeding the maximum of 4."),
      },
    ],
    [
      "010",
      {
        current: refuses("22 guest requested 10 queues, but valid range is 1 - 4."),
        "4.10": refuses("22 guest requested 10 queues, exceeding the maximum of 4."),
        "3.16": refuses("-1 guest requested 10 queues, exceeding the maximum of 4."),
      },
    ],
    [
      "4294967295",
      {
        current: refuses("22 guest requested 4294967295 queues, but valid range is 1 - 4."),
        "4.10": refuses("22 guest requested 4294967295 queues, exceeding the maximum of 4."),
        "3.16": refuses("-1 guest requested 4294967295 queues, exceeding the maximum of 4."),
      },
    ],
  ])("of %j", (value, expected) => {
    const all = "outcome" in expected ? { current: expected, "4.10": expected, "3.16": expected } : expected;
    expect(inAllKernels(vif({ ...TWO, "multi-queue-num-queues": value }))).toEqual(all);
  });

  test.each(["-2", "two", "", "+2", "1", "1x"])("of %j takes the queue at the top level", (value) => {
    expect(inAllKernels(vif({ ...TOP, "multi-queue-num-queues": value }))).toEqual({ current: connects(1), "4.10": connects(1), "3.16": connects(1) });
  });

  test.each<[string, string | undefined, Future]>([
    ["is absent: netback has a limit of its own", undefined, connects(2)],
    ["is 0", "0", connects(2)],
    ["is text", "many", connects(2)],
    ["is as large", "2", connects(2)],
    ["is lower", "1", refuses("22 guest requested 2 queues, but valid range is 1 - 1.")],
    ["is not told", "<max>", connects(2)],
  ])("beside a limit that %s", (_, limit, expected) => {
    expect(futures(vif(TWO, { "multi-queue-max-queues": limit }))).toEqual([expected]);
  });

  test("is not compared where the backend is not in the dump", () => {
    expect(futures(lines(FRONTEND, { ...LINK, ...TWO }))).toEqual([connects(2)]);
  });
});

describe("the directories of queues", () => {
  test.each<[string, Keys, Future]>([
    ["fewer than requested", { ...TWO, "multi-queue-num-queues": "3" }, refuses(`2 reading ${FRONTEND}/queue-2/ring-ref`)],
    ["none", { "multi-queue-num-queues": "2" }, refuses(`2 reading ${FRONTEND}/queue-0/ring-ref`)],
    ["a gap", { "multi-queue-num-queues": "3", ...queue(0), ...queue(2) }, refuses(`2 reading ${FRONTEND}/queue-1/ring-ref`)],
    ["queue-00", { "multi-queue-num-queues": "2", ...queue(0, "shared", "queue-00/"), ...queue(1) }, refuses(`2 reading ${FRONTEND}/queue-0/ring-ref`)],
    ["from 1", { "multi-queue-num-queues": "2", ...queue(1), ...queue(2) }, refuses(`2 reading ${FRONTEND}/queue-0/ring-ref`)],
    ["more than requested", { ...TWO, ...queue(2), ...queue(3) }, connects(2)],
    ["a bad one more than requested", { ...TWO, "queue-2/tx-ring-ref": "x" }, connects(2)],
    ["one requested and queue-0 only", { "multi-queue-num-queues": "1", ...queue(0) }, NO_TOP],
    ["one requested, and both", { "multi-queue-num-queues": "1", ...TOP, ...queue(0) }, connects(1)],
    ["none requested, and both", { ...TOP, ...queue(0), ...queue(1) }, connects(1)],
    ["none requested and queues only", { ...queue(0), ...queue(1) }, NO_TOP],
    ["two requested, and the top level is left over", { ...TWO, ...TOP }, connects(2)],
    ["two requested, and a bad top level is left over", { ...TWO, "event-channel": "0", "tx-ring-ref": "x" }, connects(2)],
    ["nothing at all", {}, NO_TOP],
    ["nothing but the usual keys", TOP, connects(1)],
  ])("%s", (_, keys, expected) => {
    expect(futures(vif(keys))).toEqual([expected]);
  });
});

describe("the keys of a queue", () => {
  const none = { "queue-1/event-channel": undefined };
  test.each<[string, Keys, Future]>([
    ["no tx reference", { "queue-1/tx-ring-ref": undefined }, reference(2)],
    ["no rx reference", { "queue-1/rx-ring-ref": undefined }, reference(2)],
    ["a reference that is text", { "queue-1/tx-ring-ref": "abc" }, reference(22)],
    ["a reference that is empty", { "queue-1/rx-ring-ref": "" }, reference(22)],
    ["a reference with a sign", { "queue-1/rx-ring-ref": "+103" }, reference(22)],
    ["a negative reference", { "queue-1/rx-ring-ref": "-1" }, reference(22)],
    ["a reference with blanks and text around it", { "queue-1/rx-ring-ref": " 103abc" }, connects(2)],
    ["a hexadecimal reference", { "queue-1/rx-ring-ref": "0x10" }, connects(2)],
    ["a reference over 32 bits", { "queue-1/rx-ring-ref": "4294967399" }, connects(2)],
    ["a reference that another queue has", { "queue-1/tx-ring-ref": "100" }, connects(2)],
    ["no channel", none, channel(2)],
    ["the tx channel alone", { ...none, "queue-1/event-channel-tx": "20" }, channel(2)],
    ["the rx channel alone", { ...none, "queue-1/event-channel-rx": "20" }, channel(2)],
    ["the tx channel beside a shared one", { "queue-1/event-channel-tx": "21" }, connects(2)],
    ["the rx channel beside a shared one", { "queue-1/event-channel-rx": "21" }, connects(2)],
    ["a bad pair beside a shared one", { "queue-1/event-channel-tx": "x", "queue-1/event-channel-rx": "22" }, connects(2)],
    ["a bad pair alone", { ...none, "queue-1/event-channel-tx": "x", "queue-1/event-channel-rx": "22" }, channel(2)],
    ["an empty channel", { "queue-1/event-channel": "" }, channel(34)],
    ["a channel that is text", { "queue-1/event-channel": "abc" }, channel(34)],
    ["a channel with a sign", { "queue-1/event-channel": "+20" }, channel(34)],
    ["a channel with text behind", { "queue-1/event-channel": "20abc" }, connects(2)],
    ["both styles: the pair wins", { "queue-1/event-channel": "0", "queue-1/event-channel-tx": "20", "queue-1/event-channel-rx": "21" }, connects(2)],
    ["a pair of one port", { ...none, "queue-1/event-channel-tx": "20", "queue-1/event-channel-rx": "20" }, connects(2)],
    ["a pair, and the other queue shared", { ...none, ...queue(1, "split"), "queue-1/event-channel": undefined }, connects(2)],
    ["port 0", { "queue-1/event-channel": "0" }, unbound(0)],
    ["a hexadecimal port", { "queue-1/event-channel": "0x14" }, unbound(0)],
    ["the last port", { "queue-1/event-channel": "131071" }, connects(2)],
    ["a port out of range", { "queue-1/event-channel": "131072" }, unbound(131_072)],
    ["the largest number", { "queue-1/event-channel": "4294967295" }, unbound(4_294_967_295)],
    ["a port over 32 bits", { "queue-1/event-channel": "4294967296" }, unbound(0)],
    ["a port that wraps to a good one", { "queue-1/event-channel": "4294967316" }, connects(2)],
    ["a bad rx port in a pair", { ...none, "queue-1/event-channel-tx": "20", "queue-1/event-channel-rx": "0" }, unbound(20, 0)],
    ["a port of the other queue", { "queue-1/event-channel": "10" }, unbound(10)],
    ["a port of the other queue that wraps", { "queue-1/event-channel": "4294967306" }, unbound(10)],
    ["a port of the other queue in a pair", { ...none, "queue-1/event-channel-tx": "20", "queue-1/event-channel-rx": "10" }, unbound(20, 10)],
    ["wrapped references in the text", { "queue-1/tx-ring-ref": "18446744073709551617", "queue-1/rx-ring-ref": "4294967399", "queue-1/event-channel": "0" }, unbound(0, 0, "1/4294967399")],
  ])("%s", (_, keys, expected) => {
    expect(inAllKernels(vif({ ...TWO, ...keys }))).toEqual({ current: expected, "4.10": expected, "3.16": expected });
  });

  test.each<[string, Keys, Future]>([
    ["no reference", { "tx-ring-ref": undefined }, NO_TOP],
    ["an empty reference", { "tx-ring-ref": "" }, refuses(`22 reading ${FRONTEND}/ring-ref`)],
    ["no channel", { "event-channel": undefined }, refuses(`2 reading ${FRONTEND}/event-channel(-tx/rx)`)],
    ["port 0", { "event-channel": "0" }, refuses("22 mapping shared-frames 100/101 port tx 0 rx 0")],
    ["a stale pair", { "event-channel-tx": "0", "event-channel-rx": "0" }, refuses("22 mapping shared-frames 100/101 port tx 0 rx 0")],
  ])("at the top level: %s", (_, keys, expected) => {
    expect(futures(vif({ ...TOP, ...keys }))).toEqual([expected]);
  });

  test.each<["absent" | "0" | "1", string | undefined]>([["absent", undefined], ["0", "0"], ["1", "1"]])("split channels connect where the feature is %s", (_, flag) => {
    const keys = { "multi-queue-num-queues": "2", ...queue(0, "split"), ...queue(1, "split") };
    expect(futures(vif(keys, { "feature-split-event-channels": flag }))).toEqual([connects(2)]);
  });
});

describe("a state of the frontend", () => {
  test.each<[string, Future]>([
    ["0", CLOSES],
    ["1", WAITS],
    ["2", refuses("22 saw state 2 at frontend")],
    ["3", WAITS],
    ["4", connects(1)],
    ["5", CLOSES],
    ["6", CLOSES],
    ["7", connects(1)],
    ["8", refuses("22 saw state 8 at frontend")],
    ["9", refuses("22 saw state 9 at frontend")],
    ["-1", refuses("22 saw state -1 at frontend")],
    ["4294967295", refuses("22 saw state -1 at frontend")],
    ["Connected", CLOSES],
    ["", CLOSES],
    ["+4", CLOSES],
    [" 4", connects(1)],
    ["4abc", connects(1)],
    ["04", connects(1)],
    ["0x4", CLOSES],
    ["4294967300", connects(1)],
    ["18446744073709551620", connects(1)],
  ])("%j", (state, expected) => {
    expect(inAllKernels(vif({ ...TOP, state }))).toEqual({ current: expected, "4.10": expected, "3.16": expected });
  });

  test("missing beside the link is Unknown", () => {
    expect(futures(vif({ ...TOP, state: undefined }))).toEqual([CLOSES]);
  });

  test("gone when it was read, beside the link, is Unknown", () => {
    expect(futures(vif({ ...TOP, state: null }))).toEqual([CLOSES]);
  });

  test("alone, without a link or a key of a ring, tells nothing of the rings", () => {
    expect(futures(lines(FRONTEND, { state: "4", mac: "00:16:3e:00:00:01" }))).toEqual([UNKNOWN]);
  });

  test("missing without a link is an excerpt, taken to be connected", () => {
    expect([...futures(lines(FRONTEND, TWO)), ...futures(lines(FRONTEND, queue(0)))]).toEqual([connects(2), NO_TOP]);
  });

  test("of the backend makes no difference", () => {
    expect(["1", "2", "5", "6", "9", undefined].map((state) => futures(vif(TOP, { state }))[0])).toEqual(Array.from({ length: 6 }, () => connects(1)));
  });
});

describe("before the queues", () => {
  const MAC = refuses("2 parsing backend/vif/1/0/mac");
  test.each<[string, Keys, Future]>([
    ["no address", { mac: undefined }, MAC],
    ["an empty address", { mac: "" }, MAC],
    ["five octets", { mac: "00:16:3e:00:01" }, MAC],
    ["seven octets", { mac: "00:16:3e:00:00:00:01" }, MAC],
    ["dashes", { mac: "00-16-3e-00-00-01" }, MAC],
    ["a blank", { mac: " 00:16:3e:00:00:01" }, MAC],
    ["no digit", { mac: "00:16:3e:00:00:g1" }, MAC],
    ["short and long octets", { mac: "0:16:3E:0:000:1" }, connects(1)],
    ["octets with 0x", { mac: "0x00:16:3e:00:00:01" }, connects(1)],
    ["a backend that is hardly in the dump", { mac: undefined, frontend: undefined }, connects(1)],
    ["a bad address at a backend that is hardly in the dump", { mac: "none", frontend: undefined }, MAC],
    ["no address at a backend that waits", { mac: undefined, state: "2" }, MAC],
    ["no address at a backend without a state", { mac: undefined, state: undefined }, MAC],
    ["no address at a backend whose driver is not there", { mac: undefined, state: "1" }, connects(1)],
    ["no address at a backend that is closing", { mac: undefined, state: "5" }, connects(1)],
    ["a bad address left behind by a backend", { mac: "none", state: "6" }, connects(1)],
  ])("%s", (_, backend, expected) => {
    expect(inAllKernels(vif(TOP, backend))).toEqual({ current: expected, "4.10": expected, "3.16": expected });
  });

  test("the address is named by its path in the backend's domain", () => {
    const backend = "/local/domain/14/backend/vif/1/0";
    expect(futures(lines(FRONTEND, { ...LINK, ...TOP, backend }) + lines(backend, { frontend: FRONTEND, state: "4" }))).toEqual([MAC]);
  });

  test.each<[string, Keys, Future]>([
    ["a reference without a channel", { "ctrl-ring-ref": "90" }, control(2)],
    ["a channel that is text", { "ctrl-ring-ref": "90", "event-channel-ctrl": "abc" }, control(34)],
    ["an empty channel", { "ctrl-ring-ref": "90", "event-channel-ctrl": "" }, control(34)],
    ["a channel without a reference", { "event-channel-ctrl": "9" }, connects(1)],
    ["a reference that is text", { "ctrl-ring-ref": "abc" }, connects(1)],
    ["port 0", { "ctrl-ring-ref": "90", "event-channel-ctrl": "0" }, control(22)],
    ["a port over the limit", { "ctrl-ring-ref": "90", "event-channel-ctrl": "131072" }, control(22)],
    ["both", { "ctrl-ring-ref": "90", "event-channel-ctrl": "9" }, connects(1)],
    ["the port of the queue", { "ctrl-ring-ref": "90", "event-channel-ctrl": "10" }, refuses("22 mapping shared-frames 100/101 port tx 10 rx 10")],
    ["the port of the queue, and a reference that is text", { "ctrl-ring-ref": "x", "event-channel-ctrl": "10" }, connects(1)],
    ["a channel that is not told", { "ctrl-ring-ref": "90", "event-channel-ctrl": "<evtchn>" }, connects(1)],
    ["a reference that is not told", { "ctrl-ring-ref": "<ref>" }, connects(1)],
  ])("of the control ring: %s", (_, keys, expected) => {
    expect(inAllKernels(vif({ ...TOP, ...keys }))).toEqual({ current: expected, "4.10": expected, "3.16": connects(1) });
  });

  describe("a port of another vif", () => {
    const other = "/local/domain/1/device/vif/1";
    const keys: Keys = { state: "4", "tx-ring-ref": "200", "rx-ring-ref": "201" };
    const mine = vif({ ...TOP, "event-channel": "77" });

    test("for its control ring, which netback of 3.16 does not read", () => {
      const text = lines(other, { ...keys, "event-channel": "70", "ctrl-ring-ref": "90", "event-channel-ctrl": "77" }) + mine;
      const refused = [connects(1), unbound(77, 77, "100/101")];
      expect(KERNELS.map((kernel) => futures(text, kernel))).toEqual([refused, refused, [connects(1), connects(1)]]);
    });

    test("that stands above the own one, but below that of an own control ring, which netback of 3.16 does not read", () => {
      const text = lines(FRONTEND, { "event-channel-ctrl": "77" }) + lines(other, { ...keys, "event-channel": "77" }) + mine;
      expect(futures(text, "3.16")).toEqual([unbound(77, 77, "100/101"), connects(1)]);
    });
  });

  test("the request comes first, then the address, then the control ring, then the queues", () => {
    const all: Keys = { "multi-queue-num-queues": "5", "ctrl-ring-ref": "90" };
    expect([
      futures(vif(all, { mac: undefined })),
      futures(vif({ ...all, "multi-queue-num-queues": "2" }, { mac: undefined })),
      futures(vif({ ...all, "multi-queue-num-queues": "2" })),
      futures(vif({ "multi-queue-num-queues": "2" })),
    ]).toEqual([[refuses("22 guest requested 5 queues, but valid range is 1 - 4.")], [MAC], [control(2)], [refuses(`2 reading ${FRONTEND}/queue-0/ring-ref`)]]);
  });

  test("a request for none comes last in 4.10, where only the memory for the queues is missing", () => {
    const all: Keys = { "multi-queue-num-queues": "0", "ctrl-ring-ref": "90" };
    expect([vif(all, { mac: undefined }), vif(all), vif({ "multi-queue-num-queues": "0" })].map(inAllKernels)).toEqual([
      { ...ZERO, "4.10": MAC, "3.16": MAC },
      { ...ZERO, "4.10": control(2) },
      ZERO,
    ]);
  });

  test.each(["", "yes", "0", undefined])("request-rx-copy = %j keeps nothing from connecting", (flag) => {
    expect(futures(vif({ ...TOP, "request-rx-copy": flag }))).toEqual([connects(1)]);
  });
});

describe("what the dump does not tell:", () => {
  const partly: Keys = { "multi-queue-num-queues": "2", ...queue(0), "queue-1/tx-ring-ref": "102" };
  const whole = lines(FRONTEND, { ...LINK, ...partly });
  test.each<[string, string, Future]>([
    ["nothing is left out", whole, refuses(`2 reading ${FRONTEND}/queue-1/ring-ref`)],
    ["a queue is elided", `${whole}[...]\n`, UNKNOWN],
    ["queues are elided", `${lines(FRONTEND, { ...LINK, "multi-queue-num-queues": "4", ...queue(0) })}...\n`, UNKNOWN],
    ["the capture was interrupted", `${whole}xenstore-ls: xs_read (${FRONTEND}): Permission denied\n`, UNKNOWN],
    ["the text ends in a line", whole.slice(0, -1), UNKNOWN],
    ["another node is unreadable", `${whole}${FRONTEND}/queue-1/rx-ring-ref:\n`, UNKNOWN],
    ["values are cut", vif({ ...TWO, "queue-1/tx-ring-ref": String.raw`1\...`, "queue-1/event-channel": String.raw`\...` }), connects(2)],
    ["values are placeholders", vif({ ...TWO, "queue-1/tx-ring-ref": "<ring-ref-tx1>", "queue-1/event-channel": "<evtchn1" }), connects(2)],
    ["the state is unreadable, in an excerpt", lines(FRONTEND, { ...TOP, state: null }), connects(1)],
    ["the state is a placeholder", vif({ ...TOP, state: "<state>" }), connects(1)],
    ["the state is cut", vif({ ...TOP, state: String.raw`\...` }), connects(1)],
    ["the state is redacted", `${vif({ ...TOP, state: undefined })}${FRONTEND}/state = [REDACTED]\n`, connects(1)],
    ["of the state there is only the name, in a list", `${vif({ ...TOP, state: undefined })}${FRONTEND}/state\n${FRONTEND}/handle\n`, connects(1)],
    ["the state is elided", `${lines(FRONTEND, { ...LINK, ...TOP, state: undefined })}[...]\n`, connects(1)],
    ["the request is a placeholder", vif({ ...TWO, "multi-queue-num-queues": "<n>" }), UNKNOWN],
    ["the request has no closing quote", vif(TWO).replace('num-queues = "2"', 'num-queues = "2'), UNKNOWN],
    ["the request has lost its value", vif(TWO).replace('num-queues = "2"', "num-queues = <unreadable>"), UNKNOWN],
    ["the request is quoted-printable", vif(TWO).replace('num-queues = "2"', 'num-queues =3D "2"'), UNKNOWN],
    ["the line of the request is cut", vif(TWO).replace('num-queues = "2"', "num-queues = "), UNKNOWN],
    ["the request cannot be read, and queues are there with a gap", vif({ "multi-queue-num-queues": null, ...queue(0), ...queue(2) }), UNKNOWN],
    ["the request cannot be read, and all keys of a single queue are there", vif({ "multi-queue-num-queues": null, ...TOP }), connects(1)],
    ["the request cannot be read, and some keys of a single queue are there", vif({ "multi-queue-num-queues": null, ...TOP, "event-channel": undefined }), UNKNOWN],
    ["the request cannot be read, and a queue with a wrong name stands below all keys of a single one", vif({ "multi-queue-num-queues": null, ...TOP, ...queue(0, "shared", "queue_0/") }), UNKNOWN],
    ["the request cannot be read, and the address is bad", vif({ ...TWO, "multi-queue-num-queues": null }, { mac: "none" }), refuses("2 parsing backend/vif/1/0/mac")],
    ["all is left out but states, by a search", `# grep state\n${lines(FRONTEND, { state: "4" })}${lines(BACKEND, { state: "4" })}`, UNKNOWN],
    ["a key is being typed behind a queue that is missing", `${lines(BACKEND, BACKEND_KEYS)}${lines(FRONTEND, { ...LINK, ...TWO, "multi-queue-num-queues": "3" })}/`, UNKNOWN],
    ["a key is being typed behind all queues", `${lines(BACKEND, BACKEND_KEYS)}${lines(FRONTEND, { ...LINK, ...TWO })}/`, connects(2)],
    ["the request is a placeholder, and only the first queue is good", vif({ ...TWO, "multi-queue-num-queues": "<n>", "queue-1/tx-ring-ref": undefined }), UNKNOWN],
    ["the request is cut, and there is no queue", vif({ "multi-queue-num-queues": String.raw`\...` }), UNKNOWN],
    ["the request is a placeholder, and more queues are there than the limit", vif({ ...TWO, "multi-queue-num-queues": "<n>" }, { "multi-queue-max-queues": "1" }), UNKNOWN],
    ["the request is a placeholder, and there are keys at the top level, too", vif({ ...TOP, ...TWO, "multi-queue-num-queues": "<n>" }), UNKNOWN],
    ["the request is a placeholder, and a key at the top level is bad", vif({ ...TOP, "multi-queue-num-queues": "<n>", "tx-ring-ref": "" }), UNKNOWN],
    ["the request is elided", `${lines(FRONTEND, { ...LINK, ...queue(0), ...queue(1) })}[...]\n`, UNKNOWN],
    ["the request is elided, and there are keys at the top level, too", `${lines(FRONTEND, { ...LINK, ...TOP, ...queue(0), ...queue(1) })}[...]\n`, UNKNOWN],
    ["half a pair is elided", `${lines(FRONTEND, { ...LINK, ...TOP, "event-channel": undefined, "event-channel-tx": "11" })}[...]\n`, UNKNOWN],
    ["half a pair is elided beside a shared channel, which is the one that is bound", `${lines(FRONTEND, { ...LINK, "multi-queue-num-queues": "1", ...TOP, "event-channel": "0", "event-channel-tx": "11" })}[...]\n`, refuses("22 mapping shared-frames 100/101 port tx 0 rx 0")],
    ["the address is unreadable", vif(TOP, { mac: null }), connects(1)],
    ["the address is masked", vif(TOP, { mac: "00:16:3e:XX:XX:XX" }), connects(1)],
    ["the address is a placeholder", vif(TOP, { mac: "<mac>" }), connects(1)],
    ["the address is elided", `${vif(TOP, { mac: undefined })}[...]\n`, connects(1)],
  ])("%s", (_, text, expected) => {
    expect(futures(text)[0]).toEqual(expected);
  });
});

describe("a dump", () => {
  test("with a backend alone has no forecast for it", () => {
    expect(vifsOf(openDump(lines(BACKEND, BACKEND_KEYS)))).toEqual([{ frontend: FRONTEND, backend: BACKEND, state: null, requestedQueues: null, forecast: null }]);
  });

  test("without a vif has no report", () => {
    expect(vifsOf(openDump('/tool = ""\n'))).toEqual([]);
  });

  test("has its vifs in the order of its lines", () => {
    const text = [2, 0, 1].map((index) => lines(`/local/domain/1/device/vif/${index}`, { ...LINK, backend: `/local/domain/0/backend/vif/1/${index}` })).join("");
    expect(vifsOf(openDump(text)).map(({ frontend }) => frontend?.at(-1))).toEqual(["2", "0", "1"]);
  });
});
