import { describe, expect, test } from "vitest";
import { createDumpService, readSettings } from "../../server/src/service";
import { FRONTEND, lines, LINK, queue, TOP, TWO } from "../netif/vif-dump";

const THREE = { ...queue(0), ...queue(1), ...queue(2) };

/** The titles of the fixes for a rule, where the rules that would object to what the fix leaves are off. */
function titles(code: string, text: string, off: readonly string[]): string[] {
  const settings = readSettings({ rules: Object.fromEntries(off.map((rule) => [rule, "off"])) });
  const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  return createDumpService({ settings }).open(text).fixes(all).flatMap(({ title, diagnostic }) => (diagnostic.code === code ? title : []));
}

/** A number of queues that stands there twice; the last one counts. */
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
  const backend = lines("/local/domain/0/backend/vif/1/0", { frontend: FRONTEND, state: "4", mac: "00:16:3e:00:00:01", "feature-rx-copy": "1" });
  expect(titles("num-queues-unadvertised", lines(FRONTEND, { ...LINK, ...TWO }) + backend, [])).toEqual(["Fall back to one queue"]);
});
