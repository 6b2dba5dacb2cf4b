import { describe, expect, test } from "vitest";
import { openDump, vifsOf } from "../open-dump";
import { BACKEND, CLOSES, connects, FRONTEND, futures, type Keys, lines, LINK, queue, refuses, TOP, TWO, vif } from "./vif-dump";

/** A second card of the same guest, with ports of its own unless the keys say otherwise. */
function second(keys: Keys): string {
  return lines("/local/domain/1/device/vif/1", { ...LINK, backend: "/local/domain/0/backend/vif/1/1", ...queue(5, "shared", ""), ...keys });
}

const first = lines(FRONTEND, { ...LINK, ...TOP });

describe("a port that another vif has", () => {
  test("is bound by the one above", () => {
    expect(futures(first + second({ "event-channel": "10" }))).toEqual([connects(1), refuses("22 mapping shared-frames 110/111 port tx 10 rx 10")]);
  });

  test.each(["10 ", "10x", String.raw`\n10`])("is bound by the one above, though either has it as %j", (written) => {
    expect(futures(first + second({ "event-channel": written }))[1]).toEqual(refuses("22 mapping shared-frames 110/111 port tx 10 rx 10"));
    expect(futures(first.replace('event-channel = "10"', `event-channel = "${written}"`) + second({ "event-channel": "10" }))[1]).toEqual(refuses("22 mapping shared-frames 110/111 port tx 10 rx 10"));
  });

  test("is bound for a queue where that of a control ring begins with its digits", () => {
    expect(futures(first + second({ "ctrl-ring-ref": "90", "event-channel-ctrl": "10 " }))[1]).toEqual(refuses("22 connecting control ring"));
  });

  test("is free where that one has closed", () => {
    expect(futures(lines(FRONTEND, { ...LINK, ...TOP, state: "6" }) + second({ "event-channel": "10" }))).toEqual([CLOSES, connects(1)]);
  });

  test.each<[string, Keys]>([
    ["waits in state 3", { state: "3" }],
    ["is refused over a key", { "rx-ring-ref": undefined }],
    ["is refused over a value", { "rx-ring-ref": "x" }],
    ["is refused over its state", { state: "8" }],
  ])("is free where that one %s", (_, keys) => {
    expect(futures(lines(FRONTEND, { ...LINK, ...TOP, ...keys }) + second({ "event-channel": "10" }))[1]).toEqual(connects(1));
  });

  test("is free where that one is refused over its backend", () => {
    const text = vif(TOP, { mac: undefined }) + second({ "event-channel": "10" });
    expect(futures(text)).toEqual([refuses("2 parsing backend/vif/1/0/mac"), connects(1)]);
    // The backend of the first vif decides what becomes of the second: an edit there must reach it.
    const dump = openDump(text);
    const end = { line: dump.lineCount - 1, character: 0 };
    dump.edit({ start: end, end }, `${BACKEND}/mac = "00:16:3e:00:00:01"\n`);
    expect(vifsOf(dump).map(({ forecast }) => forecast)).toEqual([connects(1), refuses("22 mapping shared-frames 110/111 port tx 10 rx 10")]);
  });

  test("is bound by the first that connects, where the one above is refused", () => {
    const third = lines("/local/domain/1/device/vif/2", { ...LINK, backend: "/local/domain/0/backend/vif/1/2", ...queue(6, "shared", ""), "event-channel": "10" });
    const refused = lines(FRONTEND, { ...LINK, ...TOP, "rx-ring-ref": "x" });
    expect(futures(refused + second({ "event-channel": "10" }) + third).slice(1)).toEqual([connects(1), refuses("22 mapping shared-frames 112/113 port tx 10 rx 10")]);
  });

  test("is free for the one above: what it is refused over is what comes after", () => {
    const above = lines(FRONTEND, { ...LINK, ...TWO, "queue-1/tx-ring-ref": "x" });
    expect(futures(above + second({ "event-channel": "10" }))).toEqual([refuses(`22 reading ${FRONTEND}/queue-1/ring-ref`), connects(1)]);
  });

  test("is another port in another domain", () => {
    const other = lines("/local/domain/2/device/vif/0", { ...LINK, ...TOP, backend: "/local/domain/0/backend/vif/2/0" });
    expect(futures(first + other)).toEqual([connects(1), connects(1)]);
  });

  test("may have the same ring references", () => {
    expect(futures(first + second({ "tx-ring-ref": "100" }))).toEqual([connects(1), connects(1)]);
  });
});
