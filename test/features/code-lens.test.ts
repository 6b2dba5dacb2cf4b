import { describe, expect, test } from "vitest";
import { createDumpService, readSettings, type ForecastLens } from "../../server/src/service";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const RINGS = ["tx-ring-ref = \"8\"", "rx-ring-ref = \"9\""];

/** A pair of halves with these states and keys of the frontend, and further lines. */
function pair(states: readonly [string, string], keys: readonly string[], ...further: readonly string[]): string {
  return [
    `${BACKEND}/frontend = "${FRONTEND}"`,
    `${BACKEND}/mac = "00:16:3e:00:00:01"`,
    `${BACKEND}/state = "${states[1]}"`,
    `${FRONTEND}/backend = "${BACKEND}"`,
    `${FRONTEND}/state = "${states[0]}"`,
    ...keys.map((key) => `${FRONTEND}/${key}`),
    ...further,
    "",
  ].join("\n");
}

const shared = [...RINGS, "event-channel = \"5\""];
const split = [...RINGS, "event-channel-tx = \"5\"", "event-channel-rx = \"6\""];
const queues = ["multi-queue-num-queues = \"2\"", ...split.map((key) => `queue-0/${key}`), "queue-1/tx-ring-ref = \"10\"", "queue-1/rx-ring-ref = \"11\""];

const lenses = (text: string): ForecastLens[] => createDumpService().open(text).lenses();

/** What the hover on the frontend directory says below its title. */
function handshake(text: string): string {
  const line = text.split("\n").findIndex((candidate) => candidate.startsWith(FRONTEND));
  return createDumpService().open(text).hover({ line, character: FRONTEND.length })?.plain ?? "";
}

describe("the lens over both halves", () => {
  test.each([
    ["one queue, shared", pair(["4", "4"], shared), "netback connects 1 queue, shared channel"],
    ["one queue, split", pair(["4", "4"], split), "netback connects 1 queue, split channels"],
    ["two queues, mixed", pair(["4", "4"], [...queues, "queue-1/event-channel = \"7\""]), "netback connects 2 queues, split and shared channels"],
    ["a queue without channels", pair(["4", "4"], queues), `netback refuses: "2 reading ${FRONTEND}/queue-1/event-channel(-tx/rx)"`],
    ["not there yet", pair(["1", "2"], []), "netback waits for the frontend"],
    ["closed", pair(["6", "6"], shared), "netback closes the device"],
  ])("%s", (_, text, title) => {
    expect(lenses(text).map((lens) => lens.title)).toEqual([title, title]);
    expect(lenses(text).map(({ range }) => text.split("\n")[range.start.line]?.slice(0, range.end.character))).toEqual([BACKEND, FRONTEND]);
  });

  test("leads to what is to blame", () => {
    const text = pair(["4", "4"], shared.with(1, "rx-ring-ref = \"none\""));
    const { culprit } = lenses(text)[0] ?? {};
    expect(text.split("\n")[culprit?.start.line ?? 0]?.slice(culprit?.start.character, culprit?.end.character)).toBe("none");
    expect(lenses(pair(["4", "4"], shared))[0]?.culprit).toBeUndefined();
  });

  test("is that of the kernel in the settings", () => {
    const text = pair(["4", "4"], ["multi-queue-num-queues = \"0\"", ...shared]);
    const dump = createDumpService({ settings: readSettings({ forecast: { kernel: "4.10" } }) }).open(text);
    expect(dump.lenses()[0]?.title).toBe('netback refuses: "12 allocating queues"');
    dump.configure(readSettings({ forecast: { kernel: "no such" } }));
    expect(dump.lenses()[0]?.title).toBe('netback refuses: "22 guest requested 0 queues, but valid range is 1 - ?."');
  });

  test("is not shown over a backend alone", () => {
    expect(lenses(`${BACKEND}/frontend = "${FRONTEND}"\n`)).toEqual([]);
  });
});

describe("who waits for whom", () => {
  test.each([
    ["all is well", ["4", "4"], "The handshake is complete and clean: look at the data path."],
    ["after a change of XDP", ["4", "8"], "The handshake is complete and clean: look at the data path."],
    ["the frontend starts", ["1", "2"], "netback waits for netfront to leave Initialising."],
    ["the frontend is nearly there", ["3", "2"], "netback waits for netfront to go from Initialised to Connected."],
    ["the script", ["4", "2"], "Rings connected, waiting for the hotplug script."],
    ["no driver", ["4", "1"], "The backend driver has not taken the device yet"],
    ["refused", ["4", "6"], "The backend refused the device, or is closing"],
    ["reconnecting", ["1", "5"], "A reconnection is under way"],
    ["closing", ["5", "4"], "The frontend is closing or has closed."],
  ] as const)("%s", (_, states, expected) => {
    expect(handshake(pair(states, shared))).toContain(expected);
  });

  test.each([
    ["connected", "netback has not read the keys yet."],
    ["error", "Rings connected, but the hotplug script failed"],
  ])("the script says %s", (status, expected) => {
    expect(handshake(pair(["4", "2"], shared, `${BACKEND}/hotplug-status = "${status}"`))).toContain(expected);
  });

  test("the error node says the same, or something else", () => {
    const refused = pair(["4", "4"], RINGS);
    const error = "/local/domain/0/error/backend/vif/1/0/error";
    expect(handshake(`${refused}${error} = "2 reading ${FRONTEND}/event-channel(-tx/rx)"\n`)).toContain("The error node of the dump says the same.");
    expect(handshake(`${refused}${error} = "22 mapping"\n`)).toContain('The error node says "22 mapping", which these keys do not explain');
  });
});
