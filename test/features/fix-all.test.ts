import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import { describe, expect, test } from "vitest";
import { createDumpService, type Dump, type TextChange } from "../../server/src/service";

const FRONTEND = "/local/domain/1/device/vif/0";
const samples = path.resolve(import.meta.dirname, "../../samples");

function open(text: string): Dump {
  return createDumpService({
    failed: (_, error) => {
      throw error;
    },
  }).open(text);
}

function apply(text: string, changes: readonly TextChange[]): string {
  return TextDocument.applyEdits(
    TextDocument.create("file:///a", "xenstore", 1, text),
    changes.map(({ range, newText }) => ({ range, newText })),
  );
}

const loud = (text: string): string[] => open(text).diagnostics().flatMap(({ code, severity }) => (severity === "error" || severity === "warning" ? [code] : []));

/** Queue 1 lacks a channel, a ring key stands at the top level, a line has no closing quote. */
const FAULTY = [
  `${FRONTEND}/multi-queue-num-queues = "02"`,
  `${FRONTEND}/tx-ring-ref = "768"`,
  `${FRONTEND}/queue-0/tx-ring-ref = "8"`,
  `${FRONTEND}/queue-0/rx-ring-ref = "9"`,
  `${FRONTEND}/queue-0/event-channel = "5"`,
  "/tool = \"",
  `${FRONTEND}/queue-1/tx-ring-ref = "10"`,
  `${FRONTEND}/queue-1/rx-ring-ref = "11"`,
  "",
].join("\n");

const MENDED = [
  `${FRONTEND}/multi-queue-num-queues = "2"`,
  `${FRONTEND}/queue-0/tx-ring-ref = "8"`,
  `${FRONTEND}/queue-0/rx-ring-ref = "9"`,
  `${FRONTEND}/queue-0/event-channel = "5"`,
  "/tool = \"\"",
  `${FRONTEND}/queue-1/tx-ring-ref = "10"`,
  `${FRONTEND}/queue-1/rx-ring-ref = "11"`,
  `${FRONTEND}/queue-1/event-channel = "<evtchn1>"`,
  "",
].join("\n");

describe("all fixes at once", () => {
  test.each([
    ["line feeds", FAULTY, MENDED],
    ["CRLF", FAULTY.replaceAll("\n", "\r\n"), MENDED.replaceAll("\n", "\r\n")],
  ])("mend what can be mended, with %s", (_, text, expected) => {
    const dump = open(text);
    const changes = dump.fixAll();
    expect(apply(text, changes)).toBe(expected);
    expect(dump.text.toString(), "the dump itself is as it was").toBe(text);
    expect(open(expected).fixAll(), "a second run").toEqual([]);
    changes.slice(1).forEach(({ range }, at) => expect(range.start.line).toBeGreaterThanOrEqual(changes[at]?.range.end.line ?? 0));
  });

  test("can be those of one rule", () => {
    const dump = open(FAULTY);
    expect(apply(FAULTY, dump.fixAll("malformed-line"))).toBe(FAULTY.replace('/tool = "', '/tool = ""'));
    expect(dump.fixAll("ring-ref-duplicate")).toEqual([]);
  });

  test("reach the end of a text without a line end", () => {
    const text = `/a = "1"\n/b = "`;
    expect(apply(text, open(text).fixAll())).toBe(`/a = "1"\n/b = ""`);
  });

  test.each(readdirSync(samples))("leave no error in %s, and a second run changes nothing", (file) => {
    const text = readFileSync(path.join(samples, file), "utf8");
    const mended = apply(text, open(text).fixAll());
    expect(loud(mended).filter((code) => code !== "feature-flag-invalid")).toEqual([]);
    expect(open(mended).fixAll()).toEqual([]);
  });
});
