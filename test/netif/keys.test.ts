import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderKeyDocs } from "../../scripts/key-docs";
import { describeValue, isFeatureFlag, type NetifKey, type Owner, ownerAt, type Place } from "../../server/src/netif/key";
import { KEY_GROUPS, NETIF_KEYS, netifKey } from "../../server/src/netif/keys";

const FE: readonly Place[] = ["frontend"];
const BE: readonly Place[] = ["backend"];
const FE_QUEUE: readonly Place[] = ["frontend", "queue"];
const BOTH: readonly Place[] = ["frontend", "backend"];

/** Typed out by hand: where each key stands, and who writes it at each of these places. */
const EXPECTED: Readonly<Record<string, readonly [readonly Place[], ...Owner[]]>> = {
  "multi-queue-max-queues": [BE, "backend"],
  "multi-queue-num-queues": [FE, "frontend"],
  "queue-N": [FE, "frontend"],
  "tx-ring-ref": [FE_QUEUE, "frontend", "frontend"],
  "rx-ring-ref": [FE_QUEUE, "frontend", "frontend"],
  "event-channel": [FE_QUEUE, "frontend", "frontend"],
  "event-channel-tx": [FE_QUEUE, "frontend", "frontend"],
  "event-channel-rx": [FE_QUEUE, "frontend", "frontend"],
  "feature-split-event-channels": [BE, "backend"],
  "ctrl-ring-ref": [FE, "frontend"],
  "event-channel-ctrl": [FE, "frontend"],
  "feature-ctrl-ring": [BE, "backend"],
  "feature-rx-copy": [BE, "backend"],
  "feature-rx-flip": [BOTH, "frontend", "backend"],
  "request-rx-copy": [FE, "frontend"],
  "feature-rx-notify": [FE, "frontend"],
  "feature-sg": [BOTH, "frontend", "backend"],
  "feature-gso-tcpv4": [BOTH, "frontend", "backend"],
  "feature-gso-tcpv6": [BOTH, "frontend", "backend"],
  "feature-gso-tcpv4-prefix": [FE, "frontend"],
  "feature-gso-tcpv6-prefix": [FE, "frontend"],
  "feature-no-csum-offload": [BOTH, "frontend", "backend"],
  "feature-ipv6-csum-offload": [BOTH, "frontend", "backend"],
  "feature-multicast-control": [BE, "backend"],
  "feature-dynamic-multicast-control": [BE, "backend"],
  "request-multicast-control": [FE, "frontend"],
  "feature-xdp-headroom": [BE, "backend"],
  "xdp-headroom": [FE, "frontend"],
  carrier: [BE, "backend"],
  trusted: [FE, "toolstack"],
  "feature-smart-poll": [BOTH, "frontend", "backend"],
  "feature-persistent": [FE, "frontend"],
  "feature-netmap": [BE, "backend"],
  "feature-tx-writable": [FE, "frontend"],
  state: [BOTH, "frontend", "backend"],
  backend: [FE, "toolstack"],
  "backend-id": [FE, "toolstack"],
  frontend: [BE, "toolstack"],
  "frontend-id": [BE, "toolstack"],
  handle: [BOTH, "toolstack", "toolstack"],
  mac: [BOTH, "toolstack", "toolstack"],
  mtu: [BOTH, "toolstack", "toolstack"],
  online: [BE, "toolstack"],
  script: [BE, "toolstack"],
  bridge: [BE, "toolstack"],
  vifname: [BOTH, "frontend", "toolstack"],
  type: [BE, "toolstack"],
  ip: [BE, "toolstack"],
  gatewaydev: [BE, "toolstack"],
  vlan: [BE, "toolstack"],
  forwarddev: [BE, "toolstack"],
  rate: [BE, "toolstack"],
  "hotplug-status": [BE, "hotplug script"],
  "hotplug-error": [BE, "hotplug script"],
};

/** What libxl writes for COLO, typed out of libxl__set_xenstore_nic(). */
const COLO = `
  sock_mirror_id sock_mirror_ip sock_mirror_port
  sock_compare_pri_in_id sock_compare_pri_in_ip sock_compare_pri_in_port
  sock_compare_sec_in_id sock_compare_sec_in_ip sock_compare_sec_in_port
  sock_compare_notify_id sock_compare_notify_ip sock_compare_notify_port
  sock_redirector0_id sock_redirector0_ip sock_redirector0_port
  sock_redirector1_id sock_redirector1_ip sock_redirector1_port
  sock_redirector2_id sock_redirector2_ip sock_redirector2_port
  filter_mirror_queue filter_mirror_outdev
  filter_redirector0_queue filter_redirector0_indev filter_redirector0_outdev
  filter_redirector1_queue filter_redirector1_indev filter_redirector1_outdev
  compare_pri_in compare_sec_in compare_out compare_notify_dev
  sock_sec_redirector0_id sock_sec_redirector0_ip sock_sec_redirector0_port
  sock_sec_redirector1_id sock_sec_redirector1_ip sock_sec_redirector1_port
  filter_sec_redirector0_queue filter_sec_redirector0_indev filter_sec_redirector0_outdev
  filter_sec_redirector1_queue filter_sec_redirector1_indev filter_sec_redirector1_outdev
  filter_sec_rewriter0_queue checkpoint_host checkpoint_port
`.trim().split(/\s+/).map((name) => `colo_${name}`);

const SENTENCES = new Set([...Array.from({ length: 13 }, (_, index) => `S${index + 1}`), "E1", "E2"]);
const ALL_PLACES: readonly Place[] = ["frontend", "backend", "queue"];
const ENTRIES: readonly NetifKey[] = KEY_GROUPS.flatMap((group) => group.keys);

/** All texts of an entry, for tests of what holds for any prose. */
const prose = (key: NetifKey): readonly string[] => [key.description, key.absent, ...(key.caveat === undefined ? [] : [key.caveat])];

describe("the table of keys", () => {
  it.each(Object.entries(EXPECTED))("has %s where it belongs", (name, [places, ...owners]) => {
    const key = NETIF_KEYS.get(name);
    expect(key).toBeDefined();
    if (key === undefined) return;
    expect([...key.places].toSorted()).toEqual([...places].toSorted());
    expect(places.map((place) => ownerAt(key, place))).toEqual(owners);
    for (const place of ALL_PLACES.filter((other) => !places.includes(other))) expect(ownerAt(key, place)).toBeUndefined();
  });

  it("has nothing that is not typed out in EXPECTED or COLO", () => {
    const others = ENTRIES.filter((key) => !Object.hasOwn(EXPECTED, key.name));
    expect(others.map((key) => key.name).toSorted(), "what is not in EXPECTED of test/netif/keys.test.ts, and what is in COLO there").toEqual(COLO.toSorted());
    for (const key of others) expect([...key.places, ownerAt(key, "backend")]).toEqual(["backend", "toolstack"]);
  });

  it("names no key twice", () => {
    const names = ENTRIES.map((key) => key.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(NETIF_KEYS.size).toBe(names.length);
  });

  it.each(ENTRIES.map((key) => [key.name, key] as const))("%s says all there is to say", (_, key) => {
    expect(key.description.length).toBeGreaterThan(40);
    expect(key.absent).not.toBe("");
    expect(key.places).not.toEqual([]);
    expect(key.sources.length).toBeGreaterThan(0);
    expect(key.sources).not.toContain("");
    expect(Object.values(key.since).join("")).not.toBe("");
    expect(describeValue(key.type)).not.toBe("");
    expect((key.sentences ?? []).filter((sentence) => !SENTENCES.has(sentence))).toEqual([]);
    for (const place of key.places) expect(ownerAt(key, place)).toBeDefined();
    for (const text of prose(key)) expect(text).toMatch(/^[^`]*(`[^`]+`[^`]*)*$/);
    expect(key.description).toMatch(/[.]$/);
    expect(key.caveat ?? "none.").toMatch(/[.]$/);
    expect(key.absent).not.toMatch(/[.]$/);
  });

  it("knows every feature and request as a flag, and no other key", () => {
    const flags = ENTRIES.filter(isFeatureFlag).map((key) => key.name);
    expect(flags).toEqual(ENTRIES.map((key) => key.name).filter((name) => /^(feature|request)-/.test(name)));
  });

  it("bounds the numbers", () => {
    expect(NETIF_KEYS.get("multi-queue-num-queues")?.type).toEqual({ kind: "integer", min: 1, max: 4294967295 });
    expect(NETIF_KEYS.get("xdp-headroom")?.type).toEqual({ kind: "integer", min: 0, max: 32767 });
  });
});

describe("netifKey", () => {
  it("finds a ring key in the frontend and in a queue, not in the backend", () => {
    expect(netifKey("tx-ring-ref", "frontend")?.name).toBe("tx-ring-ref");
    expect(netifKey("tx-ring-ref", "queue")?.name).toBe("tx-ring-ref");
    expect(netifKey("tx-ring-ref", "backend")).toBeUndefined();
  });

  it("finds the limit in the backend only, the number in the frontend only", () => {
    expect(netifKey("multi-queue-max-queues", "backend")).toBeDefined();
    expect(netifKey("multi-queue-max-queues", "frontend")).toBeUndefined();
    expect(netifKey("multi-queue-num-queues", "frontend")).toBeDefined();
    expect(netifKey("multi-queue-num-queues", "backend")).toBeUndefined();
    expect(netifKey("ctrl-ring-ref", "queue")).toBeUndefined();
  });

  it.each(["queue-0", "queue-7", "queue-10", "queue-4294967295"])("takes %s for a queue", (name) => {
    expect(netifKey(name, "frontend")?.name).toBe("queue-N");
    expect(netifKey(name, "backend")).toBeUndefined();
    expect(netifKey(name, "queue")).toBeUndefined();
  });

  it.each(["queue-07", "queue-00", "queue-", "queue-x", "queue-N", "queue-+1", "queue--1", "queue-٧", "queue-1\n", "queue_0", "Queue-0", "queue0"])(
    "does not take %j for a queue",
    (name) => expect(netifKey(name, "frontend")).toBeUndefined(),
  );

  it.each(["", "ring-ref", "feature-unheard-of", "constructor", "__proto__", "STATE"])("knows no key %j", (name) => {
    for (const place of ALL_PLACES) expect(netifKey(name, place)).toBeUndefined();
  });
});

describe("docs/keys.md", () => {
  const text = renderKeyDocs();

  it("is up to date: npm run docs", () => {
    expect(readFileSync(new URL("../../docs/keys.md", import.meta.url), "utf8").replaceAll("\r\n", "\n")).toBe(text);
  });

  it("tells of every key, and keeps the columns of its tables", () => {
    for (const name of NETIF_KEYS.keys()) expect(text).toContain(`\`${name}\``);
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    expect(rows.filter((row) => ![3, 6].includes(row.split(/(?<!\\)\|/).length - 1))).toEqual([]);
  });
});
