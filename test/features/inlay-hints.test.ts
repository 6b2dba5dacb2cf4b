import { describe, expect, test } from "vitest";
import type { InlayHint } from "../../server/src/service";
import { inGerman } from "../german";
import { openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const EVERYTHING = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

/** The lines that have a hint, with the hint where it is shown, in braces. */
function shown(text: string, hints: readonly InlayHint[]): string[] {
  const lines = text.split("\n");
  return hints.map(({ position: { line, character }, label }) => `${lines[line]?.slice(0, character)}{${label}}${lines[line]?.slice(character)}`);
}

/** Turns a text about grant references into one about ports. */
function ofPorts(text: string): string {
  return text.replace("grant reference", "event channel port").replace("Dieselbe Grant-Referenz", "Derselbe Port eines Ereigniskanals");
}

function hintsOf(text: string): string[] {
  return shown(text, openDump(text).inlayHints(EVERYTHING));
}

test("hints are for the lines that the editor asks for, even if it asks for a part of one", () => {
  const dump = openDump(`${FRONTEND}/state = "4"\n`.repeat(3));
  const hinted = (from: number, fromCharacter: number, to: number, toCharacter: number): number[] =>
    dump.inlayHints({ start: { line: from, character: fromCharacter }, end: { line: to, character: toCharacter } }).map(({ position: { line } }) => line);
  expect([hinted(1, 0, 1, 5), hinted(1, 4, 2, 0), hinted(1, 4, 2, 1), hinted(1, 0, 1, 0)]).toEqual([[1], [1], [1, 2], [1]]);
});

describe("hints", () => {
  test.each([
    [2, "The same grant reference as in PATH.", "Dieselbe Grant-Referenz wie in PATH."],
    [3, "The same grant reference as in PATH and one more place.", "Dieselbe Grant-Referenz wie in PATH und an einer weiteren Stelle."],
    [4, "The same grant reference as in PATH and 2 more places.", "Dieselbe Grant-Referenz wie in PATH und an 2 weiteren Stellen."],
  ])("of what %i keys share say how many others there are", (count, english, german) => {
    for (const [key, say] of [["tx-ring-ref", (text: string) => text], ["event-channel", ofPorts]] as const) {
      const text = Array.from({ length: count }, (_, vif) => `/local/domain/1/device/vif/${vif}/${key} = "9"\n`).join("");
      const tooltip = (): string | undefined => openDump(text).inlayHints(EVERYTHING)[0]?.tooltip.replace(/["„][^"“]*["“]/, "PATH");
      expect([tooltip(), inGerman(tooltip)]).toEqual([say(english), say(german)]);
    }
  });

  test.each<readonly [what: string, text: string, hints: readonly string[]]>([
    ["the name of a state", `${FRONTEND}/state = "4"   (n1,r0)\n`, [`${FRONTEND}/state = "4"{Connected}   (n1,r0)`]],
    ["behind a value that a mailer has wrapped", `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state =\n"4"\n`, ['"4"{Connected}']],
    ["in a tree", `0 = ""\n frontend = "${FRONTEND}"\n state = "02"\n`, [' state = "02"{InitWait}']],
    ["no state of other devices", '/local/domain/1/device/vbd/51712/state = "4"\n', []],
    ["no name for what is no state", `${FRONTEND}/state = "9"\n${FRONTEND}/state = ""\n`, []],
    [
      "the limit of the backend",
      `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/multi-queue-num-queues = "2"\n${BACKEND}/multi-queue-max-queues = "8"\n`,
      [`${FRONTEND}/multi-queue-num-queues = "2"{of 8}`],
    ],
    ["no limit that is not known", `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/multi-queue-num-queues = "2"\n`, []],
    [
      "a port that another vif has",
      `${FRONTEND}/event-channel = "5"\n/local/domain/1/device/vif/1/event-channel = "5"\n/local/domain/2/device/vif/0/event-channel = "5"\n`,
      [`${FRONTEND}/event-channel = "5"{also vif 1}`, '/local/domain/1/device/vif/1/event-channel = "5"{also vif 0}'],
    ],
    [
      "a reference that two others have",
      `${FRONTEND}/multi-queue-num-queues = "2"\n${FRONTEND}/queue-0/tx-ring-ref = "9"\n${FRONTEND}/queue-1/tx-ring-ref = "9"\n${FRONTEND}/queue-1/rx-ring-ref = "9"\n`,
      [
        `${FRONTEND}/queue-0/tx-ring-ref = "9"{also queue 1 and 1 more}`,
        `${FRONTEND}/queue-1/tx-ring-ref = "9"{also queue 0 and 1 more}`,
        `${FRONTEND}/queue-1/rx-ring-ref = "9"{also queue 0 and 1 more}`,
      ],
    ],
    [
      "a port that serves both directions",
      `${FRONTEND}/event-channel-tx = "5"\n${FRONTEND}/event-channel-rx = "5"\n`,
      [`${FRONTEND}/event-channel-tx = "5"{also event-channel-rx}`, `${FRONTEND}/event-channel-rx = "5"{also event-channel-tx}`],
    ],
    [
      "the control ring",
      `${FRONTEND}/multi-queue-num-queues = "2"\n${FRONTEND}/event-channel-ctrl = "5"\n${FRONTEND}/ctrl-ring-ref = "9"\n${FRONTEND}/queue-0/event-channel = "5"\n`,
      [`${FRONTEND}/event-channel-ctrl = "5"{also queue 0}`, `${FRONTEND}/queue-0/event-channel = "5"{also event-channel-ctrl}`],
    ],
    ["a queue of another vif", `${FRONTEND}/event-channel = "5"\n/local/domain/1/device/vif/1/multi-queue-num-queues = "2"\n/local/domain/1/device/vif/1/queue-1/event-channel = "5"\n`, [
      `${FRONTEND}/event-channel = "5"{also vif 1, queue 1}`,
      '/local/domain/1/device/vif/1/queue-1/event-channel = "5"{also vif 0}',
    ]],
    [
      "a vif of which the dump does not tell the number",
      `backend = "${BACKEND}"\nevent-channel = "5"\n1 = ""\n backend = "/local/domain/0/backend/vif/1/1"\n event-channel = "5"\n`,
      ['event-channel = "5"{also vif 1}', ' event-channel = "5"{also another vif}'],
    ],
    [
      "a queue of such a vif",
      `backend = "${BACKEND}"\nmulti-queue-num-queues = "2"\nqueue-1 = ""\n event-channel = "5"\n1 = ""\n backend = "/local/domain/0/backend/vif/1/1"\n event-channel = "5"\n`,
      [' event-channel = "5"{also vif 1}', ' event-channel = "5"{also another vif, queue 1}'],
    ],
    ["nothing that a closed vif left behind", `${FRONTEND}/state = "6"\n${FRONTEND}/event-channel = "5"\n/local/domain/1/device/vif/1/event-channel = "5"\n`, [`${FRONTEND}/state = "6"{Closed}`]],
    ["what escapes stand for", '/vm/1/name = "caf\\xc3\\xa9"\n', ['/vm/1/name = "caf\\xc3\\xa9"{café}']],
    ["what octal escapes stand for", '/vm/1/name = "caf\\303\\251"\n', ['/vm/1/name = "caf\\303\\251"{café}']],
    ["no escapes that are no UTF-8", '/vm/1/name = "caf\\xe9"\n', []],
    ["no controls alone", '/vm/1/name = "a\\tb\\x1b[31m\\\\"\n', []],
    ["controls and marks that reorder text spelled out", '/vm/1/name = "\\xc3\\xa9\\x1b[31m\\xe2\\x80\\xae"\n', ['/vm/1/name = "\\xc3\\xa9\\x1b[31m\\xe2\\x80\\xae"{é\\u{1b}[31m\\u{202e}}']],
    ["controls of one hexadecimal digit", '/vm/1/name = "\\xc3\\xa9\\t0"\n', ['/vm/1/name = "\\xc3\\xa9\\t0"{é\\u{9}0}']],
    ["no marks that reorder text alone", '/vm/1/name = "\\xe2\\x80\\xae"\n', []],
    ["nothing of cut values", '/vm/1/name = "caf\\xc3\\xa9\\..."\n', []],
  ])("%s", (_, text, expected) => {
    expect(hintsOf(text)).toEqual(expected);
  });

  test("only in the range that is asked for", () => {
    const text = `${FRONTEND}/state = "4"\n`.concat(`${BACKEND}/state = "4"\n`, '/local/domain/2/device/vif/0/state = "1"\n');
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    expect(shown(text, openDump(text).inlayHints(range))).toEqual([`${BACKEND}/state = "4"{Connected}`]);
  });

  test("with an explanation, and the place that they speak of", () => {
    const text = `${FRONTEND}/event-channel = "5"\n/local/domain/1/device/vif/1/event-channel = "5"\n`;
    expect(openDump(text).inlayHints(EVERYTHING)[0]).toMatchObject({
      tooltip: 'The same event channel port as in "/local/domain/1/device/vif/1/event-channel".',
      target: { start: { line: 1, character: 46 }, end: { line: 1, character: 47 } },
    });
  });
});
