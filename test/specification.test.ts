import { describe, expect, test } from "vitest";
import type { Dump } from "../server/src/service";
import { edited } from "./edited";
import { loud, openDump } from "./open-dump";

/** The example of netif.h, its lost bracket included. */
const FLAT = `/local/domain/1/device/vif/0/multi-queue-num-queues = "2"
/local/domain/1/device/vif/0/queue-0 = ""
/local/domain/1/device/vif/0/queue-0/tx-ring-ref = "<ring-ref-tx0>"
/local/domain/1/device/vif/0/queue-0/rx-ring-ref = "<ring-ref-rx0>"
/local/domain/1/device/vif/0/queue-0/event-channel-tx = "<evtchn-tx0>"
/local/domain/1/device/vif/0/queue-0/event-channel-rx = "<evtchn-rx0>"
/local/domain/1/device/vif/0/queue-1 = ""
/local/domain/1/device/vif/0/queue-1/tx-ring-ref = "<ring-ref-tx1>"
/local/domain/1/device/vif/0/queue-1/rx-ring-ref = "<ring-ref-rx1"
/local/domain/1/device/vif/0/queue-1/event-channel-tx = "<evtchn-tx1>"
/local/domain/1/device/vif/0/queue-1/event-channel-rx = "<evtchn-rx1>"
`;

const TREE = `local = ""
 domain = ""
  1 = ""
   device = ""
    vif = ""
     0 = ""
      multi-queue-num-queues = "2"
      queue-0 = ""
       tx-ring-ref = "<ring-ref-tx0>"
       rx-ring-ref = "<ring-ref-rx0>"
       event-channel-tx = "<evtchn-tx0>"
       event-channel-rx = "<evtchn-rx0>"
      queue-1 = ""
       tx-ring-ref = "<ring-ref-tx1>"
       rx-ring-ref = "<ring-ref-rx1"
       event-channel-tx = "<evtchn-tx1>"
       event-channel-rx = "<evtchn-rx1>"
`;

const prefixed = (text: string, prefix: string): string => text.replace(/^(?=.)/gm, prefix);
const HEADER = `/*\n * Multiple transmit and receive queues: a frontend must write the keys\n * below, for example = "so".\n * algorithm = 0\n *\n${prefixed(FLAT, " * ")} *\n */\n`;

/** What else may happen to a dump is in the fixtures of forms. */
const FORMS: [string, string][] = [
  ["flat", FLAT],
  ["tree", TREE],
  ["tree in a C comment", prefixed(TREE, " * ")],
  ["the header as it stands", HEADER],
  ["the header in a patch that is quoted in a mail", prefixed(HEADER, "> > +")],
];

describe.each(FORMS)("the example of the specification, %s", (_, text) => {
  test("has no error or warning, and its placeholders are marked", () => {
    const dump = openDump(text);
    expect(loud(dump)).toEqual([]);
    expect(dump.diagnostics().map(({ code }) => code)).toEqual(Array.from({ length: 8 }, () => "placeholder-value"));
  });

  test("without queue-1 lacks that queue, and the fix writes it in the same form", () => {
    const lines = text.split(/(?<=\n)/);
    const first = lines.findIndex((line) => line.includes("queue-1"));
    const subtree = lines.slice(first, first + 5);
    const rest = [...lines.slice(0, first), ...lines.slice(first + 5)].join("");
    const dump = openDump(rest);
    expect(loud(dump)).toEqual(["queue-missing"]);
    const [{ range }] = dump.diagnostics().filter(({ code }) => code === "queue-missing") as [ReturnType<Dump["diagnostics"]>[number]];
    const fix = dump.fixes(range).find(({ title }) => title === "Generate queue-1");
    expect(fix?.preferred).toBe(true);
    const fixed = edited(rest, fix?.changes ?? []);
    expect(fixed).toBe([...lines.slice(0, first), subtree.join("").replace('"<ring-ref-rx1"', '"<ring-ref-rx1>"'), ...lines.slice(first + 5)].join(""));
    expect(loud(openDump(fixed))).toEqual([]);
  });
});
