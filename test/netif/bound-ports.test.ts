import { describe, expect, test } from "vitest";
import { openDump, vifsOf } from "../open-dump";
import { BACKEND, CLOSES, connects, FRONTEND, type Future, futures, type Keys, lines, LINK, queue, refuses, TOP, TWO, vif, WAITS } from "./vif-dump";

/** The first card of a guest, with port 10 unless the keys say otherwise. */
const first = (keys: Keys = {}): string => lines(FRONTEND, { ...LINK, ...TOP, ...keys });

/** Another card of the same guest, with that port, too. */
function other(index: number, keys: Keys = {}): string {
  const own = { ...LINK, backend: `/local/domain/0/backend/vif/1/${index}`, ...queue(4 + index, "shared", "") };
  return lines(`/local/domain/1/device/vif/${index}`, { ...own, "event-channel": "10", ...keys });
}

const UNBOUND = refuses("22 mapping shared-frames 110/111 port tx 10 rx 10");
const NO_ADDRESS = refuses("2 parsing backend/vif/1/0/mac");

describe("a port that another vif has", () => {
  test.each<readonly [what: string, text: string, futures: readonly Future[]]>([
    ["is bound by the one above", first() + other(1), [connects(1), UNBOUND]],
    ...["10 ", "10x", String.raw`\n10`].flatMap((written): [string, string, Future[]][] => [
      [`is bound by the one above, which has it as ${written}`, first({ "event-channel": written }) + other(1), [connects(1), UNBOUND]],
      [`is bound by the one above, though the other has it as ${written}`, first() + other(1, { "event-channel": written }), [connects(1), UNBOUND]],
    ]),
    ["is bound for a queue where that of a control ring begins with its digits", first() + other(1, { "event-channel": "60", "ctrl-ring-ref": "90", "event-channel-ctrl": "10 " }), [connects(1), refuses("22 connecting control ring")]],
    ["is free where that one has closed", first({ state: "6" }) + other(1), [CLOSES, connects(1)]],
    ["is free where that one waits in state 3", first({ state: "3" }) + other(1), [WAITS, connects(1)]],
    ["is free where that one is refused over a key", first({ "rx-ring-ref": undefined }) + other(1), [refuses(`2 reading ${FRONTEND}/ring-ref`), connects(1)]],
    ["is free where that one is refused over a value", first({ "rx-ring-ref": "x" }) + other(1), [refuses(`22 reading ${FRONTEND}/ring-ref`), connects(1)]],
    ["is free where that one is refused over its state", first({ state: "8" }) + other(1), [refuses("22 saw state 8 at frontend"), connects(1)]],
    ["is free where that one is refused over its backend", vif(TOP, { mac: undefined }) + other(1), [NO_ADDRESS, connects(1)]],
    ["is bound by the first that connects, where the one above is refused", first({ state: "8" }) + other(1) + other(2), [refuses("22 saw state 8 at frontend"), connects(1), refuses("22 mapping shared-frames 112/113 port tx 10 rx 10")]],
    ["is free for the one above: what it is refused over is what comes after", first({ ...TWO, "queue-1/tx-ring-ref": "x" }) + other(1), [refuses(`22 reading ${FRONTEND}/queue-1/ring-ref`), connects(1)]],
    ["is another port in another domain", first() + lines("/local/domain/2/device/vif/0", { ...LINK, ...TOP, backend: "/local/domain/0/backend/vif/2/0" }), [connects(1), connects(1)]],
    ["may have the same ring references", first() + other(1, { "event-channel": "60", "tx-ring-ref": "100" }), [connects(1), connects(1)]],
  ])("%s", (_, text, expected) => {
    expect(futures(text)).toEqual(expected);
  });

  test("is bound anew where an edit decides what becomes of the one above, at its backend", () => {
    const dump = openDump(vif(TOP, { mac: undefined }) + other(1));
    expect(vifsOf(dump).map(({ forecast }) => forecast)).toEqual([NO_ADDRESS, connects(1)]);
    const end = { line: dump.lineCount - 1, character: 0 };
    dump.edit({ start: end, end }, `${BACKEND}/mac = "00:16:3e:00:00:01"\n`);
    expect(vifsOf(dump).map(({ forecast }) => forecast)).toEqual([connects(1), UNBOUND]);
  });
});
