import { expect, test } from "vitest";
import { LanguageClient } from "../bench/language-client.mjs";
import { Samples } from "../bench/samples.mjs";
import { markdownOf, tableOf } from "../bench/table.mjs";

/** The lines of the table that the samples give, with bundles of 400 and 319 kB. */
function rowsOf(samples: Readonly<Record<string, readonly (number | undefined)[]>>): string[] {
  const all = new Samples();
  for (const [name, values] of Object.entries(samples)) all.add(name, ...values);
  return markdownOf(tableOf(all, { serverBundle: 400, extensionBundle: 319 })).split("\n");
}

test.each<[what: string, samples: Readonly<Record<string, readonly (number | undefined)[]>>, row: string]>([
  ["a ratio that is the goal", { "host open": [10], "json open": [25] }, "| open → diagnostics, both pulled | ≥ 2.5× faster | 10 ms | 25 ms | 2.5× | yes |"],
  ["a ratio below the goal", { "host open": [10.5], "json open": [25] }, "| open → diagnostics, both pulled | ≥ 2.5× faster | 10.5 ms | 25 ms | 2.4× | **no** |"],
  ["a server without the figure", { "host open": [10] }, "| open → diagnostics, both pulled | ≥ 2.5× faster | 10 ms | – | – | – |"],
  [
    "the difference from an empty server",
    { "host open": [30], "empty dump open": [10], "json open": [130], "empty json open": [30] },
    "| … both pulled, net of an empty server | ≥ 5× faster | 20 ms | 100 ms | 5.0× | yes |",
  ],
  ["an empty server without the figure", { "host open": [30], "json open": [130], "empty json open": [30] }, "| … both pulled, net of an empty server | ≥ 5× faster | – | 100 ms | – | – |"],
  ["a share of the memory", { "host memory": [90, 100], "json memory": [399, 400] }, "| peak memory of the session | ≤ 1/4 | 100 MB | 400 MB | 4.0× | yes |"],
  ["growth that is the goal", { "host open": [110], "small open": [10] }, "| ten times the lines: open | ≤ 11× | 110 ms | 10 ms | 11× | yes |"],
  ["growth above the goal", { "host open": [110.4], "small open": [10] }, "| ten times the lines: open | ≤ 11× | 110 ms | 10 ms | 11× | **no** |"],
  ["growth from nothing known", { "host open": [110] }, "| ten times the lines: open | ≤ 11× | 110 ms | – | – | – |"],
  ["a median that is the goal", { "host hover": [9, 2, 1], "json hover": [0.345] }, "| hover | ≤ 2 ms | 2 ms | 0.34 ms | – | yes |"],
  ["a median above the goal", { "host hover": [9, 2.1, 1] }, "| hover | ≤ 2 ms | 2.10 ms | – | – | **no** |"],
  ["samples that could not be taken", { "host hover": [undefined, 1, undefined] }, "| hover | ≤ 2 ms | 1 ms | – | – | yes |"],
  ["a number without a unit", { "faulty diagnostics": [1000] }, "| 10,000 faults: diagnostics sent | ≤ 9999 | 1000 | – | – | yes |"],
  ["what VS Code tells of two extensions", { activation: [51], "json activation": [90] }, "| extension: activation in VS Code, beside its JSON extension | ≤ 50 ms | 51 ms | 90 ms | – | **no** |"],
  ["a number without a goal", { "small start": [51.26] }, "| server: start → initialized | – | 51.3 ms | – | – | – |"],
  ["the size of a bundle", {}, "| server bundle | ≤ 400 kB | 400 kB | – | – | yes |"],
  ["a percentile", { "large value": [90, 16, ...Array.from({ length: 19 }, () => 15)] }, "| 50 MB: value, 95th percentile | ≤ 15 ms | 16 ms | – | – | **no** |"],
])("the benchmark's table shows %s", (_, samples, row) => {
  expect(rowsOf(samples)).toContain(row);
});

test("the noise of a figure is the range of the middle half of its samples, as a share of their median", () => {
  const samples = new Samples();
  samples.add("host open", 9, 2, 4, 3, 1);
  expect(samples.spread("host open")).toBe(2 / 3);
  expect(samples.spread("json open")).toBeUndefined();
});

/** Answers the handshake, and ends at the next message. */
const DYING = `process.stdin.once("data", () => {
  const answer = JSON.stringify({ jsonrpc: "2.0", id: 1, result: { capabilities: {} } });
  process.stdout.write("Content-Length: " + answer.length + "\\r\\n\\r\\n" + answer);
  process.stdin.once("data", () => process.exit(3));
});`;

test.each([
  ["is asked for diagnostics", true],
  ["sends diagnostics unasked", false],
])("a server that dies ends the measurement, where it %s", async (_, pulls) => {
  const client = await LanguageClient.start(["-e", DYING], "xenstore", pulls);
  await expect(client.open("")).rejects.toThrow("ended (3).");
  await client.stop();
});
