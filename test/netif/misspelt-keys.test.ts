import { describe, expect, it, test } from "vitest";
import { meantKey } from "../../server/src/netif/misspelt-keys";
import { openDump } from "../open-dump";

describe("meantKey", () => {
  it.each([
    ["a letter is missing", "event-chanel-tx", "event-channel-tx"],
    ["a letter too many", "tx-ring-reff", "tx-ring-ref"],
    ["another letter", "multi-queue-mum-queues", "multi-queue-num-queues"],
    ["two other letters in a long name", "multi-kueue-mum-queues", "multi-queue-num-queues"],
    ["two letters swapped", "rx-rign-ref", "rx-ring-ref"],
    ["the nearest of several", "event-channel-rxx", "event-channel-rx"],
    ["the first of two that are as near", "feature-gso-tcpv5", "feature-gso-tcpv4"],
    ["underscores", "multi_queue_max_queues", "multi-queue-max-queues"],
    ["capitals", "Event-Channel", "event-channel"],
    ["capitals in a short name", "MAC", "mac"],
    ["a letter in a name that is not long", "stat", "state"],
    ["two letters in a name that is not long", "slat", undefined],
    ["a letter in a short name", "max", undefined],
    ["three letters", "tx-rnrf", undefined],
    ["a known key", "event-channel-rx", undefined],
    ["a queue", "queue-7", undefined],
    ["something else", "vendor-statistics", undefined],
  ])("%s: %s", (_, name, meant) => {
    expect(meantKey(name)).toBe(meant);
  });
});

/** A connected frontend without request-rx-copy, with that many keys of a name and then the key misspelt. */
function messageAmong(others: number, name: string): string | undefined {
  const vif = "/local/domain/1/device/vif/0";
  const keys = ['backend = "/local/domain/0/backend/vif/1/0"', 'state = "4"', ...Array.from({ length: others }, (_, at) => `${name}-${at} = ""`), 'request_rx_copy = "1"'];
  const dump = openDump(keys.map((key) => `${vif}/${key}\n`).join(""));
  return dump.diagnostics().find(({ code }) => code === "request-rx-copy-missing")?.message;
}

const ABSENT = "The frontend is connected and has no request-rx-copy. netback then ignores the features of the frontend; the backends of QEMU and NetBSD refuse the device.";
const GUESS = "Perhaps request_rx_copy was meant to be request-rx-copy.";

test.each<readonly [others: number, name: string, message: string]>([
  [20, "vendor", `${ABSENT} ${GUESS}`],
  [500, "queue", `${ABSENT} ${GUESS}`],
  [30, "vendor", ABSENT],
  [1000, "queue", ABSENT],
])("among %i other keys %s-N", (others, name, message) => {
  expect(messageAmong(others, name)).toBe(message);
});

test.each<readonly [what: string, blanks: number, message: string]>([
  ["is whole", 0, `${ABSENT} ${GUESS}`],
  ["xenstore-ls may have cut", 70, ABSENT],
])("a name that %s", (_, blanks, message) => {
  const tree = ['backend = "/local/domain/0/backend/vif/1/0"', 'state = "4"', 'tx-ring-ref = "8"', 'rx-ring-ref = "9"', 'event-channel = "5"', 'request_rx_copy = ""'];
  const dump = openDump(tree.map((line) => `${" ".repeat(blanks)}${line}\n`).join(""));
  expect(dump.diagnostics().find(({ code }) => code === "request-rx-copy-missing")?.message).toBe(message);
});
