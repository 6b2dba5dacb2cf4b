import { describe, expect, test } from "vitest";
import { createDumpService, readSettings } from "../../server/src/service";
import { placeIn } from "./marked-lines";
import { openDump } from "../open-dump";
import { BACKEND, BACKEND_KEYS, FRONTEND, type Keys, lines, LINK, queue, TOP, TWO } from "../netif/vif-dump";

const ALL = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const THREE = { ...queue(0), ...queue(1), ...queue(2) };

/** The titles of the fixes for a rule, with those rules off that would object to what a fix leaves. */
function titles(code: string, text: string, off: readonly string[]): string[] {
  const settings = readSettings({ rules: Object.fromEntries(off.map((rule) => [rule, "off"])) });
  return createDumpService().open(text, { settings }).fixes(ALL).flatMap(({ title, diagnostic }) => (diagnostic.code === code ? title : []));
}

/** A frontend with two lines for the number of queues; the last one counts. */
function requestedTwice(first: string, last: string, state = "4"): string {
  return lines(FRONTEND, { ...LINK, state, "multi-queue-num-queues": first }) + lines(FRONTEND, { "multi-queue-num-queues": last, ...THREE });
}

describe("a fix that does not say how many queues there will be leaves a vif that connects all that it has", () => {
  test.each<readonly [what: string, code: string, text: string, off: readonly string[], titles: readonly string[]]>([
    ["a number for one that is lower is not offered", "duplicate-path", requestedTwice("2", "3"), ["queue-extra"], ["Keep this one"]],
    ["a number for the same is", "duplicate-path", requestedTwice("3", "3"), ["queue-extra"], ["Remove this one", "Keep this one"]],
    ["a number for one that is higher is", "duplicate-path", requestedTwice("3", "2"), ["queue-extra"], ["Remove this one", "Keep this one"]],
    ["of a vif that is closed, there is nothing to lose", "duplicate-path", requestedTwice("2", "3", "6"), ["queue-extra"], ["Remove this one", "Keep this one"]],
    [
      "the request is not removed where that leaves the queue at the top level",
      "num-queues-invalid",
      lines(FRONTEND, { ...LINK, ...TOP, ...TWO, "multi-queue-num-queues": "4294967298" }),
      ["num-queues-missing", "top-level-ring-key"],
      ["Set multi-queue-num-queues to 2"],
    ],
    [
      "the request is removed where netback reads it as one queue",
      "num-queues-invalid",
      lines(FRONTEND, { ...LINK, ...TOP, ...TWO, "multi-queue-num-queues": "two" }),
      ["num-queues-missing", "top-level-ring-key"],
      ["Set multi-queue-num-queues to 2", "Remove multi-queue-num-queues"],
    ],
  ])("%s", (_, code, text, off, expected) => {
    expect(titles(code, text, off)).toEqual(expected);
  });
});

test("a fix that says how many queues there will be may take some", () => {
  const backend = lines(BACKEND, { ...BACKEND_KEYS, "multi-queue-max-queues": undefined });
  expect(titles("num-queues-unadvertised", lines(FRONTEND, { ...LINK, ...TWO }) + backend, [])).toEqual(["Fall back to one queue"]);
});

describe("of the ways to fix half a pair of event channels, the preferred one is", () => {
  const HALF: Keys = { ...LINK, ...TOP, "event-channel": undefined, "event-channel-tx": "11" };
  // If these rules were on, one of them would reject the fix that is not preferred.
  const both = { "split-event-channels-unadvertised": "off", "event-channel-conflict": "off" };

  test.each<readonly [what: string, frontend: Keys, backend: Keys, rules: Readonly<Record<string, string>>, preferred: string, other: string]>([
    ["the pair", HALF, {}, both, "Generate event-channel-rx", "Use one shared event channel"],
    ["the pair, where what is reported is no error", HALF, {}, { ...both, "split-event-channel-incomplete": "hint" }, "Generate event-channel-rx", "Use one shared event channel"],
    ["a shared channel, where the backend has nothing else", HALF, { "feature-split-event-channels": "0" }, both, "Use one shared event channel", "Generate event-channel-rx"],
    ["the shared channel that is there", { ...HALF, "event-channel": "10" }, {}, both, "Remove event-channel-tx", "Generate event-channel-rx"],
  ])("%s", (_, frontend, backend, rules, preferred, other) => {
    const dump = createDumpService().open(lines(FRONTEND, frontend) + lines(BACKEND, { ...BACKEND_KEYS, ...backend }), { settings: readSettings({ rules }) });
    const fixes = dump.fixes(ALL).filter(({ diagnostic }) => diagnostic.code === "split-event-channel-incomplete");
    expect(new Map(fixes.map((fix) => [fix.title, fix.preferred]))).toEqual(new Map([[preferred, true], [other, false]]));
  });
});

describe("a misspelt key is renamed where it is, although the report is elsewhere:", () => {
  const FLAT = `${FRONTEND}/state = "4"
${FRONTEND}/multi-queue-num-queues = "2"
${lines(FRONTEND, queue(0, "split"))}${FRONTEND}/queue-1 = ""
${FRONTEND}/queue-1/tx-ring-ref = "11"
${FRONTEND}/queue-1/rx-ring-ref = "12"
${FRONTEND}/queue-1/event_channel_tx = "13"
${FRONTEND}/queue-1/event-channel-rx = "14"
`;
  const RENAME = "Rename event_channel_tx to event-channel-tx";

  test.each<readonly [what: string, marked: string, titles: readonly string[]]>([
    ["at its name", `${FRONTEND}/queue-1/event_cha|nnel_tx = "13"`, [RENAME]],
    ["anywhere in its line, since nothing is underlined there", `${FRONTEND}/queue-1/event_channel_tx = "1|3"`, [RENAME]],
    ["not at the key of another queue, to which the report points too", `${FRONTEND}/queue-0/event-cha|nnel-tx = "10"`, []],
    ["once, and first, where it is reported", `${FRONTEND}/queue-1/event-cha|nnel-rx = "14"`, [RENAME, "Generate event-channel-tx", "Use one shared event channel"]],
  ])("%s", (_, marked, expected) => {
    const at = placeIn(FLAT, marked);
    const fixes = openDump(FLAT).fixes({ start: at, end: at });
    expect(fixes.map(({ title }) => title)).toEqual(expected);
  });

  test("it is the best fix there, and leaves no error", () => {
    const dump = openDump(FLAT);
    const at = placeIn(FLAT, `${FRONTEND}/queue-1/|event_channel_tx = "13"`);
    const [fix] = dump.fixes({ start: at, end: at });
    expect(fix?.preferred).toBe(true);
    for (const { range, newText } of fix?.changes ?? []) dump.edit(range, newText);
    expect(dump.diagnostics().filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("of all that is reported in a dump, the first can be fixed, from the top", () => {
  const FAULTS = Array.from({ length: 40 }, (_, at) => `/key-${at} = "${at}\n`);

  test.each<readonly [what: string, line: number, written: string]>([
    ["the first line was the last that was edited", 0, "/typed = \"0\n"],
    ["a line was edited that too many are above of", 39, "/typed = \"39\n"],
    ["a line came", 20, `/typed = "20\n${FAULTS[20]}`],
  ])("%s", (_, line, written) => {
    const dump = openDump(FAULTS.join(""));
    dump.edit({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, written);
    expect([...new Set(dump.fixes(ALL).map(({ diagnostic }) => diagnostic.range.start.line))]).toEqual(FAULTS.slice(0, 32).map((_fault, at) => at));
  });
});

test("what was tried before a directory got another name does not keep a fix from being offered below it", () => {
  const dump = openDump('queue-0 = ""\n tx-ring-ref = "8"\n rx-ring-ref "9"\n tx-ring-ref = "10"\n');
  dump.fixes(ALL);
  dump.edit({ start: { line: 0, character: 0 }, end: { line: 0, character: 2 } }, "\n");
  expect(dump.fixes(ALL).map(({ title }) => title)).toEqual(["Comment the line out", "Remove this one", "Keep this one"]);
});

test("a broken line that counts as text around a dump while another fix is tried is no new fault in the next trial, though it is in no directory any more", () => {
  const offered = openDump("g=\n\n f").fixes(ALL).map(({ title }) => title);
  expect(offered).toEqual(["Put the value in quotes", "Comment the line out", "Comment the line out"]);
});
