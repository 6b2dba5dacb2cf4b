import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TextChange } from "../../server/src/dump/draft";
import type { Dump } from "../../server/src/service";
import { edited } from "../edited";
import { finish, openDump } from "../open-dump";
import { DOCUMENTS } from "./documents";
import { anyEdit } from "./edits";
import { observed } from "./observed";
import { propertyRuns } from "./runs";

/** Asks a dump for everything that an editor may ask for at some places. */
function answers(dump: Dump, places: readonly number[]): unknown[] {
  return places.map((place) => {
    const line = place % dump.lineCount;
    const character = (place * 7) % ((dump.lineText(line)?.length ?? 0) + 1);
    const diagnostics = dump.diagnostics();
    const range = diagnostics[place % Math.max(1, diagnostics.length)]?.range;
    const screen = { start: { line, character: 0 }, end: { line: line + 60, character: 0 } };
    const written = [dump.completions({ line, character }, { keepsIndentation: true }), dump.inlayHints(screen), dump.semanticTokens(screen)];
    return { written, hover: dump.hover({ line, character }), fixes: range === undefined ? [] : dump.fixes(range) };
  });
}

/** Asks a dump for what it keeps of its vifs and findings until an edit reaches them. */
function kept(dump: Dump): readonly unknown[] {
  return [dump.diagnostics(), finish(dump.lenses()), dump.forecasts()];
}

/** The state of a dump, its answers, and its state afterwards: fixes are tried out on the dump itself. */
function behaviour(dump: Dump, places: readonly number[]): readonly unknown[] {
  return [observed(dump), kept(dump), answers(dump, places), observed(dump)];
}

/** How a dump behaves after edits with questions in between, as from an editor, and how a dump behaves that is opened with the resulting text. */
function bothWays(before: string, edits: readonly { changes(dump: Dump): Iterable<TextChange> }[], places: readonly number[]): [edited: readonly unknown[], opened: readonly unknown[]] {
  const dump = openDump(before);
  let text = before;
  for (const edit of edits) {
    kept(dump);
    for (const made of edit.changes(dump)) {
      text = edited(text, [made]);
      dump.edit(made.range, made.newText);
    }
  }
  return [behaviour(dump, places), behaviour(openDump(text), places)];
}

/** A change from line and character to line and character. */
function change(startLine: number, startCharacter: number, endLine: number, endCharacter: number, newText: string): TextChange {
  return { range: { start: { line: startLine, character: startCharacter }, end: { line: endLine, character: endCharacter } }, newText };
}

const anyDocument = fc.constantFrom(...Object.keys(DOCUMENTS));
const anyPlaces = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 2 });

const TREE = ' vif = ""\n  0 = ""\n   state = "4"\n   queue-0 = ""\n    tx-ring-ref = "8"\n';
const ENDS = `/local/domain/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/0"
local/domain/1/device/vif/0/multi-queue-num-queues = "3"
/local/domain/0/backend/vif/1/0/frontend = "/local/domain/1/device/vif/0"
/local/domain/0/backend/vif/1/0/multi-queue-max-queues = "2"
`;
const VIF = "/local/domain/1/device/vif/0";
const LINK = `${VIF}/backend = "/local/domain/0/backend/vif/1/0"\n`;
const RINGS = `${VIF}/tx-ring-ref = "8"\n${VIF}/rx-ring-ref = "9"\n${VIF}/event-channel = "5"\n`;
const ELIDED = `local = ""
 domain = ""
  1 = ""
   device = ""
    vif = ""
     0 = ""
      tx-ring-ref = "8"
      multi-queue-num-queues = "0"
   name = "x"
[...]
   domid = "1"
`;
const CAPTURE = '/tool = ""\n/tool/xenstored = ""\n/local = ""\n';

describe("a dump that was edited is as one that was opened with the text", () => {
  test.each<readonly [what: string, before: string, changes: readonly TextChange[]]>([
    ["an entry comes above the first one", TREE, [change(0, 0, 0, 0, '/local/domain/1/device/vif/0/state = "1"\n')]],
    [
      "another dump replaces one with an elision",
      '[...]\n0 = ""\n backend = "/local/domain/0/backend/vif/1/0"\n',
      [change(0, 0, 9, 0, 'frontend = "/local/domain/1/device/vif/0"\n')],
    ],
    [
      "an entry of a vif without a state comes above the others",
      '/local/domain/1/device/vif/0/tx-ring-ref = "9"\n/a = ""\n',
      [change(0, 0, 0, 0, '/b = ""\n'), change(1, 0, 1, 0, '/local/domain/1/device/vif/0/mac = ""\n')],
    ],
    [
      "an edit reaches over the first line of a second capture",
      CAPTURE.repeat(2),
      [
        change(1, 0, 4, 20, '/a = ""\n/local = ""\n/tool = ""\n/b = ""'),
        change(1, 0, 4, 7, '/tool/xenstored = ""\n/local = ""\n/tool = ""\n/tool/xenstored = ""'),
      ],
    ],
    ["one directory has a whole path and a relative one", ENDS, [change(3, 0, 3, 99, "[...]")]],
    ["the last entry below a told root goes", '# xenstore-ls /local/domain/1/device/vif/0\n/a = ""\nstate = "4"\n', [change(2, 0, 3, 0, "")]],
    ["the first node of a device has no name that can be read", 'device = ""\n vif = ""\n  0 = ""\n   backend = "/local/domain/0/backend/vif/1/0"\n', [change(3, 0, 3, 0, "   state\n")]],
    [
      "what told the root of an error node goes with it",
      '/local/domain/1/device/vif/0/state = "4"\nlocal/domain/1/error/device/vif/0/error = "16 Device in use"\n',
      [change(1, 0, 1, 1, "")],
    ],
    [
      "one of two backends that leave the root open has no link for a while",
      '1/0/frontend = "/local/domain/1/device/vif/0"\n0/frontend = "/local/domain/1/device/vif/0"\n',
      [change(0, 16, 0, 17, "x"), change(0, 16, 0, 17, "/")],
    ],
    [
      "a flat line becomes one of a tree, and another one has the path that it had",
      'z/z = ""\nbar = ""\nq/y = ""\nq/y/z = ""\nend/end = ""\n',
      [change(2, 0, 2, 3, "q/w"), change(2, 0, 2, 3, "q/y"), change(2, 0, 2, 3, " foo"), change(5, 0, 5, 0, 'foo/x = ""\n')],
    ],
    ["a line comes between a fault and what is related to it", `${VIF}/multi-queue-num-queues = "2"\n${RINGS.replaceAll("/vif/0/", "/vif/0/queue-0/")}`, [change(1, 0, 1, 0, "# a comment\n")]],
    [
      "of two frontends of a backend that has nothing but its link, the one that it names gets a state",
      `/local/domain/0/backend/vif/1/0/frontend = "${VIF}"\n${LINK}${LINK.replace("/vif/0/", "/vif/1/")}/local/domain/1/device/vif/1/state = "4"\n/local/domain/1/device/vif/1/multi-queue-num-queues = "2"\n`,
      [change(5, 0, 5, 0, `${VIF}/state = "4"\n`)],
    ],
    [
      "the directory that the only key of a backend leads to is none of a frontend, and gets another key",
      '/local/domain/0/backend/vif/1/0/frontend = "/tool"\n/tool/backend = ""\n',
      [change(2, 0, 2, 0, '/tool/state = "4"\n')],
    ],
    [
      "a port is taken from a vif that a second backend names, too",
      `/local/domain/1/device/vif/1/tx-ring-ref = "7"\n/local/domain/1/device/vif/1/rx-ring-ref = "6"\n/local/domain/1/device/vif/1/event-channel = "4"\n${VIF}/backend = "/local/domain/0/backend/vif/1/0"\n${VIF}/state = "4"\n${RINGS}/local/domain/3/backend/vif/1/0/frontend = "${VIF}"\n/local/domain/3/backend/vif/1/0/mac = "00:16:3e:00:00:01"\n`,
      [change(2, 46, 2, 47, "5")],
    ],
    [
      "another vif comes to use a port between two uses of it in one, the first of which is a fault of its own",
      `${RINGS}${VIF}/event-channel-tx = "5x"\n${VIF}/event-channel-rx = "5"\n`.replace(/.*event-channel =.*\n/, ""),
      [change(3, 0, 3, 0, RINGS.replaceAll("/vif/0/", "/vif/1/"))],
    ],
    [
      "what shows that a command has come to its second directory goes from below where that begins",
      '# xenstore-ls /local/domain/0 /local/domain/1\nbackend = ""\ncontrol = ""\ndomid = "0"\nmemory = ""\nname = "d"\nattr = ""\ncontrol = ""\nmemory = ""\nname = "g"\n',
      [change(7, 0, 10, 0, "")],
    ],
    [
      "far above a vif, a name comes again below an elision, and the elision goes",
      ELIDED,
      [change(10, 0, 10, 0, '   device = ""\n'), change(9, 0, 10, 0, "")],
    ],
    ["an elision comes above a name that comes again far above a vif", ELIDED.replace("[...]\n", '   device = ""\n'), [change(9, 0, 9, 0, "[...]\n")]],
    ["the last key of a backend goes from below a number that may be that of a frontend", 'vif = ""\n 1 = ""\n  0 = ""\n   mac = ""\n', [change(3, 0, 4, 0, "")]],
    ["a word above a tree becomes a directory whose value was redacted", 'x:\n y = ""\n', [change(0, 1, 0, 2, " = [REDACTED]")]],
    ["a fix that is tried joins a carriage return with a line feed", '/b = ""\r/a = "1"\n\n/a = "2"\n', [change(3, 6, 3, 7, "3")]],
  ])("%s", (_, before, changes) => {
    const [changed, opened] = bothWays(before, [{ changes: () => changes }], [0, 1, 2, 3, 4]);
    expect(changed).toEqual(opened);
  });

  test("after any edits", () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyEdit, { minLength: 1, maxLength: 10 }), anyPlaces, (document, edits, places) => {
        const [changed, opened] = bothWays(DOCUMENTS[document] ?? "", edits, places);
        expect(changed).toEqual(opened);
      }),
      propertyRuns(110),
    );
  });
});
