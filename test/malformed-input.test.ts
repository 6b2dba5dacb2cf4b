import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Kernel } from "../server/src/service";
import { openDump, vifsOf } from "./open-dump";

const DOCS = path.resolve(import.meta.dirname, "../docs");
const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";

const page = readFileSync(path.join(DOCS, "malformed-input.md"), "utf8");
const specification = readFileSync(path.join(DOCS, "specification.md"), "utf8");

/** The cells of a table row that describes an input. */
interface Row {
  readonly input: string;
  readonly specification: string;
  readonly linux: string;
  readonly others: string;
  readonly tool: string;
}

/** What netback does, in the words of the page. */
interface Outcome {
  readonly outcome: string;
  readonly queues: number;
  readonly error: string | null;
}

/** The rows of all tables whose first column is the input, behind their input. */
const rows: (readonly [input: string, row: Row])[] = Array.from(page.matchAll(/^\| input \|.*\n\|[-|]+\|\n((?:\|.*\n)+)/gm), ([, body = ""]) => body.trimEnd().split("\n"))
  .flat()
  .map((line) => {
    const [input = "", sentences = "", linux = "", others = "", tool = ""] = line.split("|").slice(1, -1).map((cell) => cell.trim());
    return [input, { input, specification: sentences, linux, others, tool }];
  });

/** The keys of the healthy devices, by the name that the page gives them. */
const devices = new Map(Array.from(page.matchAll(/^\*\*([^*\n]+)\*\*[^\n]*\n\n```text\n(.*?)^```$/gms), ([, name = "", keys = ""]) => [name, keys.trimEnd().split("\n").map(entry)]));

/** A key with its value; without one if the page leaves the key out or renames it. */
function entry(words: string): [name: string, value: string | undefined] {
  const [, name = words, value] = /^(.+) = "(.*)"$/.exec(words) ?? [];
  const [end, rest] = name.startsWith("BE/") ? [BACKEND, name.slice(3)] : [FRONTEND, name.replace(/^FE\//, "")];
  return [`${end}/${rest}`, value];
}

/** The dump that the input of a row describes. */
function dumpOf(input: string): string {
  const [, name = ""] = /^(One|Two split|Two) with(?:out)? `/.exec(input) ?? [];
  const edits = Array.from(input.matchAll(/`([^`]+)`(?: renamed `([^`]+)`)?/g), ([, words = "", other]) => ({ words, other }));
  let keys = new Map([...(devices.get("Common to all three") ?? []), ...(devices.get(name) ?? [])]);
  // First remove what is left out: a row may set it again.
  for (const { words, other } of edits) {
    const [gone, value] = entry(words);
    if (value !== undefined) continue;
    const isGone = (key: string): boolean => key === gone || key.startsWith(`${gone}/`);
    expect([...keys.keys()].some(isGone), `${words} is there to be left out`).toBe(true);
    const renamed = other === undefined ? undefined : entry(other)[0];
    keys = new Map([...keys].flatMap(([key, was]) => (!isGone(key) ? [[key, was]] : renamed === undefined ? [] : [[renamed + key.slice(gone.length), was]])));
  }
  for (const { words } of edits) {
    const [key, value] = entry(words);
    if (value !== undefined) keys.set(key, value);
  }
  return Array.from(keys, ([key, value]) => `${key} = "${value ?? ""}"\n`).join("");
}

/** What the page says about netback, by kernel. A kernel that it does not mention does the same as the next newer one. */
function outcomesOf(linux: string): Record<Kernel, Outcome> {
  const said = new Map<string, Outcome>();
  for (const line of linux.split("<br>")) {
    const match = /^(?:(4\.10–6\.19|3\.16): )?(connects|refuses|waits|closes)(?: (\d+) queues?)?(?:: `([^`]+)`)?(?:$|\.? [A-Z0-9])/.exec(line);
    const [, kernel = "current", outcome = `unreadable: ${line}`, queues = "0", error] = match ?? [];
    said.set(kernel, { outcome, queues: Number(queues), error: error?.replace("FE", FRONTEND) ?? null });
  }
  const current = said.get("current") ?? { outcome: "nothing said", queues: 0, error: null };
  const older = said.get("4.10–6.19") ?? current;
  return { current, "4.10": older, "3.16": said.get("3.16") ?? older };
}

/** The codes and levels that the page names, each as often as it is reported. */
function reportsOf(tool: string): string[] {
  if (tool === "nothing") return [];
  return tool.split("<br>").flatMap((line) => {
    const [, code = `unreadable: ${line}`, target, level, times = "1"] = /^\[`([a-z-]+)`\]\(rules\/([a-z-]+)\.md\) (error|warning|information|hint)(?:, (\d+) times)?$/.exec(line) ?? [];
    expect(target).toBe(code);
    return Array.from({ length: Number(times) }, () => `${code} ${level ?? ""}`);
  });
}

describe("the page on malformed input", () => {
  it("has rows, each for another input, and devices to start from", () => {
    expect(rows.length).toBeGreaterThan(70);
    expect(rows.filter(([, row]) => Object.values(row).includes(""))).toEqual([]);
    expect(new Set(rows.map(([input]) => input)).size).toBe(rows.length);
    expect([...devices.keys()]).toEqual(["Common to all three", "One", "Two", "Two split"]);
  });

  it.each([
    ["One", 1],
    ["Two", 2],
    ["Two split", 2],
  ])("starts from a healthy device: %s", (name, queues) => {
    const dump = openDump(dumpOf(`${name} with \`state = "4"\``));
    expect(dump.diagnostics()).toEqual([]);
    expect(vifsOf(dump).map(({ forecast }) => forecast)).toEqual([{ outcome: "connects", queues, error: null }]);
  });

  it.each(rows)("names what is reported: %s", (input, { tool }) => {
    const reports = openDump(dumpOf(input)).diagnostics().map(({ code, severity }) => `${code} ${severity}`);
    expect(reports.toSorted(), "what is reported, and what docs/malformed-input.md says").toEqual(reportsOf(tool).toSorted());
  });

  it.each(rows.filter(([, { linux }]) => !linux.startsWith("not known: ")))("names what netback does: %s", (input, { linux }) => {
    const dump = openDump(dumpOf(input));
    for (const [kernel, outcome] of Object.entries(outcomesOf(linux)) as [Kernel, Outcome][]) {
      expect(vifsOf(dump, kernel).map(({ forecast }) => forecast), `kernel ${kernel}: the forecast, and what docs/malformed-input.md says`).toEqual([outcome]);
    }
  });

  it.each(rows)("cites sentences, or says why not: %s", (_, { specification: sentences }) => {
    const cited = Array.from(sentences.matchAll(/\[([SE]\d+)\]\(specification\.md\)/g), ([, sentence = ""]) => sentence);
    expect(cited.filter((sentence) => !specification.includes(`| ${sentence} |`))).toEqual([]);
    expect(cited.length > 0 ? "cited" : sentences).toMatch(/^(?:cited$|allowed|silent)/);
  });
});
