import { expect, test } from "vitest";
import { AnalysedDump } from "../server/src/features/analysed-dump";
import { createDumpService, Dump, readSettings } from "../server/src/service";

const DEVICE = "/local/domain/1/device/vif/0";
const BEFORE = `${DEVICE}/state = "4"\n${DEVICE}/multi-queue-num-queues = "02"\n${DEVICE}/backend = "x"\n`;

test("a dump in which an edit breaks off is as one that was opened with the text", () => {
  const broken: string[] = [];
  const failed = (what: string): unknown => broken.push(what);
  const service = createDumpService({ failed });
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
