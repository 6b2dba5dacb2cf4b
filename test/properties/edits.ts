import * as fc from "fast-check";
import type { TextChange } from "../../server/src/dump/draft";
import type { AnalysedDump } from "../../server/src/features/analysed-dump";
import type { Dump } from "../../server/src/service";
import { inside } from "../open-dump";
import { DOCUMENTS } from "./documents";

/** Something that a user does to a dump. Where it takes place depends on the text. */
export interface Edit {
  /** What a counterexample shows. */
  toString(): string;
  /** The changes, each for the text that the one before has left. */
  changes(dump: Dump): Iterable<TextChange>;
}

type Line = NonNullable<ReturnType<AnalysedDump["text"]["lineAt"]>>;

/** Values that rules, links and pairing depend on. */
const VALUES = [
  "", "0", "1", "2", "3", "4", "5", "6", "8", "9", "02", "0x10", "4294967295", "x", " 2", "<ring-ref-tx0>", "abc\\...", 'he said "hi"', '"   (n0)',
  "/local/domain/0/backend/vif/1/0", "/local/domain/0/backend/qnic/1/1", "/local/domain/1/device/vif/0", "/local/domain/1/device/vif/1", "/local/domain/2/device/vif/0",
] as const;

/** Names that turn a node into something else. */
const NAMES = [
  "backend", "frontend", "state", "device", "vif", "qnic", "local", "domain", "error", "libxl", "0", "1", "2", "00",
  "queue-0", "queue-1", "queue-2", "queue-3", "queue-00", "Queue-1", "queue_2",
  "multi-queue-num-queues", "multi-queue-max-queues", "tx-ring-ref", "rx-ring-ref", "event-channel", "event-channel-tx", "event-channel-rx",
  "ring-ref", "ctrl-ring-ref", "event-channel-ctrl", "feature-sg", "feature-split-event-channels", "a b", "", "a//b", "n".repeat(71), "constructor", "__proto__",
] as const;

/** Lines that change what the lines around them mean. */
const LINES = [
  "[...]", "...", "", "   ", "# a comment", "#", "garbage", "-- ", "xenstore-ls: could not access /x", "   (n0)", "(n0,r1)", "state:", " 1:", "x:", "x = [REDACTED]", "   state = <redacted>",
  "# xenstore-ls", "# xenstore-ls /local/domain/1", "[root@dom0 ~]# xenstore-ls -f /local/domain/0/backend/vif", "root@h:~# xenstore-ls /local/domain/1/device/vif/0", "$ xenstore-ls device",
  " * /local/domain/1/device/vif/0/state = \"1\"", "> state = \"4\"", "/* state = \"4\" */",
  "/local/domain/1/device/vif/0/queue-1/tx-ring-ref = \"8\"", "/local/domain/1/device/vif/0/queue-0 = \"\"", "/local/domain/1/device/vif/0 = \"\"",
  "/local/domain/1/device/vif/0/multi-queue-num-queues = \"2\"", "/local/domain/1/device/vif/0/state = \"4\"", "/local/domain/1/device/vif/0/state = \"6\"",
  "/local/domain/0/backend/vif/1/0/multi-queue-max-queues = \"1\"", "/local/domain/0/backend/vif/1/0/state = \"1\"",
  "/local/domain/1/error/device/vif/0/error = \"16 x\"", "/local/domain/0/error/backend/vif/1/0/error = \"16 x\"",
  "local = \"\"", "tool = \"\"", "device = \"\"", " vif = \"\"", "  0 = \"\"", "   backend = \"/local/domain/0/backend/vif/1/0\"", "   queue-0 = \"\"", "0 = \"\"",
  "/local/domain/1/device/vif/0/state =", "state =", "   backend =", "\"4\"", "  \"/local/domain/0/backend/vif/1/0\"   (n0)", "= \"4\"", "=", "/local/domain/1/device/vif/0/mac", "   state",
  "/local/domain/1/device/vif/0/x = \"two", "  words\"", "words", "\"", "> \"4\"", ". . .  (n1)", "   state = \"4\" . . .", " * state =", " * \"4\"",
  "/local/domain/1/device/vif/0", "/local/domain/1/device/vif/1", "/local/domain/1/device/vif/0/state: 4", "/local/domain/1/device/vif/0/queue-0/tx-ring-ref: 8",
  "# xenstore-root /local/domain/0/backend/vif/1/0", "# xenstore-root nowhere", "# xenstore-ls /local/domain/1/device/vif/0 /local/domain/0/backend/vif/1/0",
  "state =3D \"4\"", "/local/domain/1/device/vif/0/multi-que=", "a = \"1\" b = \"2\" c = \"3\"", "12:/local/domain/1/device/vif/0/state = \"4\"", "+   state = \"4\"", "-/local/domain/1/device/vif/0/state = \"4\"", "   state = \u201C4\u201D", "\u001B[31m/local/domain/1/device/vif/0\u001B[m/state = \"4\"",
  "# xenstore-ignore queue-missing", "# xenstore-ignore num-queues-exceeds-max, queue-missing", "> # xenstore-ignore duplicate-path event-channel-invalid", "# xenstore-ignore-file queue-missing", "# xenstore-ignore-file duplicate-path, malformed-line queue-missing",
  "/local/domain/1/device/vif/0:", "=== /local/domain/0/backend/vif/1/0 ===", "== frontend ==", "What is this?", "It says `state = \"4\"`", "```", "vif = [ 'mac=x' ]", "   multi-que",
  "// /local/domain/1/device/vif/0/state = \"4\"", " >   > state = \"4\"", "   state = \"4\"   <-- stuck", "/local/domain/1/device/vif/0/state = \"6\" (Closed)", "state = \"1\" a = \"2\" b =", "c = \"3\" d = \"4\"",
  "backend = \"/local/domain/0/backend/vif/1/0\"", "frontend = \"/local/domain/1/device/vif/0\"", "local/domain = \"\"", "/tool = \"\"", "/tool/xenstored = \"\"",
] as const;

const LINE_ENDS = ["\n", "\r\n", "\r", ""] as const;
const TYPED = ["", "a", "0", "\"", " ", "/", "=", "\n", "\r", "\r\n", " = \"\"", "\\...", "é", "#", "=", ":", "\u201C", "\n= ", "=\n"] as const;

const anywhere = fc.nat({ max: 100_000 });

/** Any edit, from a keystroke to another document. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(anywhere, fc.constantFrom(...VALUES)).map(([at, value]) => edit(`value ${at} ${value}`, (dump) => setValue(dump, at, value))) },
  { weight: 5, arbitrary: fc.tuple(anywhere, fc.nat(8), fc.constantFrom(...NAMES)).map(([at, segment, name]) => edit(`name ${at} ${segment} ${name}`, (dump) => rename(dump, at, segment, name))) },
  { weight: 4, arbitrary: fc.tuple(anywhere, fc.constantFrom(...LINES), fc.constantFrom(...LINE_ENDS)).map(([at, line, eol]) => edit(`insert ${at} ${line}`, (dump) => [insertAt(dump, at, line + (eol || "\n"))])) },
  { weight: 3, arbitrary: fc.tuple(anywhere, fc.constantFrom(...LINES)).map(([at, line]) => edit(`rewrite ${at} ${line}`, (dump) => [rewrite(dump, at, line)])) },
  { weight: 4, arbitrary: fc.tuple(anywhere, fc.integer({ min: 1, max: 6 })).map(([at, count]) => edit(`delete ${at} ${count}`, (dump) => [deleteLines(dump, at, count)])) },
  { weight: 4, arbitrary: fc.tuple(anywhere, fc.integer({ min: -3, max: 3 }), fc.nat(4)).map(([at, by, more]) => edit(`indent ${at} ${by} ${more}`, (dump) => indent(dump, at, by, more))) },
  { weight: 4, arbitrary: fc.tuple(anywhere, fc.nat(8), anywhere, fc.boolean()).map(([from, count, to, moves]) => edit(`copy ${from} ${count} ${to} ${moves}`, (dump) => copy(dump, from, count, to, moves))) },
  { weight: 4, arbitrary: fc.tuple(anywhere, anywhere, fc.nat(3), fc.constantFrom(...TYPED)).map(([at, column, count, text]) => edit(`type ${at} ${column} ${count} ${text}`, (dump) => [type(dump, at, column, count, text)])) },
  { weight: 2, arbitrary: fc.tuple(anywhere, fc.constantFrom(...LINE_ENDS)).map(([at, eol]) => edit(`line end ${at}`, (dump) => endLine(dump, at, eol))) },
  { weight: 1, arbitrary: fc.tuple(anywhere, anywhere, anywhere, anywhere, fc.array(fc.constantFrom(...LINES), { maxLength: 3 })).map(([a, b, c, d, lines]) => edit(`range ${a} ${b} ${c} ${d}`, (dump) => [rangeOver(dump, a, b, c, d, lines)])) },
  { weight: 1, arbitrary: fc.boolean().map((adds) => edit(`final newline ${adds}`, (dump) => finalNewline(dump, adds))) },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(DOCUMENTS)).map((name) => edit(`replace all by ${name}`, (dump) => [{ range: { start: { line: 0, character: 0 }, end: { line: dump.lineCount, character: 0 } }, newText: DOCUMENTS[name] ?? "" }])) },
);

function edit(name: string, changes: (dump: Dump) => Iterable<TextChange>): Edit {
  return { changes, toString: () => name };
}

function lineAt(dump: Dump, at: number): { readonly number: number; readonly line: Line } {
  const number = at % dump.lineCount;
  const line = inside(dump).text.lineAt(number);
  if (line === undefined) throw new Error(`no line ${number}`);
  return { number, line };
}

function withinLine(number: number, start: number, end: number, newText: string): TextChange {
  return { range: { start: { line: number, character: start }, end: { line: number, character: end } }, newText };
}

function* setValue(dump: Dump, at: number, value: string): Generator<TextChange> {
  const { number, line } = lineAt(dump, at);
  const { valueStart, valueEnd } = line.syntax;
  if (valueStart > 0) yield withinLine(number, valueStart, valueEnd, value);
}

function* rename(dump: Dump, at: number, segment: number, name: string): Generator<TextChange> {
  const { number, line } = lineAt(dump, at);
  if (line.syntax.kind !== "entry") return;
  const names = line.path.split("/");
  const last = Math.max(0, names.length - 1 - (segment % names.length));
  const start = line.syntax.pathStart + names.slice(0, last).join("/").length + (last === 0 ? 0 : 1);
  yield withinLine(number, start, start + (names[last] ?? "").length, name);
}

function insertAt(dump: Dump, at: number, text: string): TextChange {
  return withinLine(at % (dump.lineCount + 1), 0, 0, text);
}

function rewrite(dump: Dump, at: number, text: string): TextChange {
  const { number, line } = lineAt(dump, at);
  return withinLine(number, 0, line.text.length, text);
}

function deleteLines(dump: Dump, at: number, count: number): TextChange {
  const { number } = lineAt(dump, at);
  return { range: { start: { line: number, character: 0 }, end: { line: number + count, character: 0 } }, newText: "" };
}

function* indent(dump: Dump, at: number, by: number, more: number): Generator<TextChange> {
  const first = at % dump.lineCount;
  for (let number = first; number <= Math.min(first + more, dump.lineCount - 1); number += 1) {
    const start = inside(dump).text.lineAt(number)?.syntax.start ?? 0;
    if (by >= 0) yield withinLine(number, start, start, " ".repeat(by));
    else yield withinLine(number, start, start - by, "");
  }
}

function* copy(dump: Dump, from: number, count: number, to: number, moves: boolean): Generator<TextChange> {
  const { number } = lineAt(dump, from);
  let text = "";
  for (let at = number; at <= number + count; at += 1) text += (dump.lineText(at) ?? "") + (inside(dump).text.lineAt(at)?.eol ?? "");
  if (moves) yield deleteLines(dump, from, count + 1);
  yield insertAt(dump, to, text);
}

function type(dump: Dump, at: number, column: number, count: number, text: string): TextChange {
  const { number, line } = lineAt(dump, at);
  const start = column % (line.text.length + 1);
  return withinLine(number, start, start + count, text);
}

function* endLine(dump: Dump, at: number, eol: string): Generator<TextChange> {
  const { number, line } = lineAt(dump, at);
  if (line.eol === "") return;
  yield { range: { start: { line: number, character: line.text.length }, end: { line: number + 1, character: 0 } }, newText: eol };
}

function rangeOver(dump: Dump, first: number, firstColumn: number, last: number, lastColumn: number, lines: readonly string[]): TextChange {
  const start = lineAt(dump, first);
  const end = lineAt(dump, first + (last % 12));
  return {
    range: {
      start: { line: start.number, character: firstColumn % (start.line.text.length + 1) },
      end: { line: end.number, character: lastColumn % (end.line.text.length + 3) },
    },
    newText: lines.join("\n"),
  };
}

function* finalNewline(dump: Dump, adds: boolean): Generator<TextChange> {
  const number = dump.lineCount - 1;
  const last = inside(dump).text.lineAt(number);
  const above = inside(dump).text.lineAt(number - 1);
  if (adds) yield withinLine(number, last?.text.length ?? 0, last?.text.length ?? 0, "\n");
  else if (last?.text === "" && above !== undefined) {
    yield { range: { start: { line: number - 1, character: above.text.length }, end: { line: number, character: 0 } }, newText: "" };
  }
}
