import { expect, test } from "vitest";
import { AnalysedDump } from "../server/src/features/analysed-dump";
import { createDumpService, Dump, readSettings } from "../server/src/service";
import { finish } from "./open-dump";

const DEVICE = "/local/domain/1/device/vif/0";
const BEFORE = `${DEVICE}/state = "4"\n${DEVICE}/multi-queue-num-queues = "02"\n${DEVICE}/backend = "x"\n`;

test("a dump in which an edit breaks off is as one that was opened with the text", () => {
  const broken: string[] = [];
  const failed = (what: string): unknown => broken.push(what);
  const service = createDumpService(failed);
  const analysed = new AnalysedDump(BEFORE, readSettings(undefined), failed);
  const dump = new Dump(analysed, failed);
  const { store } = analysed;
  const edit = store.edit.bind(store);
  store.edit = (edits, changed) =>
    edit(edits, (change) => {
      changed?.(change);
      throw new Error("a fault of this program");
    });
  const at = BEFORE.indexOf('4"');
  const start = { line: 0, character: at };
  const end = { line: 0, character: at + 1 };
  const undo = dump.editAll([{ range: { start, end }, newText: "" }, { range: { start, end: start }, newText: "5" }]);
  const opened = service.open(BEFORE.replace('"4"', '"5"'));
  expect(broken).toEqual(["edit"]);
  expect(dump.diagnostics().length).toBeGreaterThan(0);
  expect([dump.text(), dump.diagnostics()]).toEqual([opened.text(), opened.diagnostics()]);
  // And goes on from there.
  dump.editAll(undo);
  expect(dump.diagnostics()).toEqual(service.open(BEFORE).diagnostics());
});

/** What passes a fault on: the text, what changes it, and what would take part of the answer for all of it. */
const UNGUARDED = ["constructor", "text", "lineText", "configure", "edit", "editAll", "convert", "script"];
const GUARDED = Object.entries(Object.getOwnPropertyDescriptors(Dump.prototype)).flatMap(([name, { value }]) => (typeof value === "function" && !UNGUARDED.includes(name) ? [name] : []));

test.each(GUARDED)("a fault of this program in %s is told, and the answer is that nothing is known", (name) => {
  const broken = new Proxy(new AnalysedDump(BEFORE, readSettings(undefined), () => undefined), {
    get: () => {
      throw new Error("a fault of this program");
    },
  });
  const told: string[] = [];
  const dump = new Dump(broken, (what) => told.push(what));
  const at = { line: 0, character: 0 };
  const method = Reflect.get(dump, name) as (...given: unknown[]) => unknown;
  const ask = (): void => {
    const answer = method.call(dump, { ...at, start: at, end: at }, "7");
    if (typeof answer === "object" && answer !== null && "next" in answer) finish(answer as Generator<undefined>);
  };
  expect(ask, `${name} in service.ts is not guarded, as the methods beside it are`).not.toThrow();
  expect(told, `what ${name} in service.ts has told`).toHaveLength(1);
});
