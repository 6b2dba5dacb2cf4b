import { expect, test } from "vitest";
import { createDumpService } from "../server/src/service";

const DEVICE = "/local/domain/1/device/vif/0";
const BEFORE = `${DEVICE}/state = "4"\n${DEVICE}/multi-queue-num-queues = "02"\n${DEVICE}/backend = "x"\n`;

test("a dump in which an edit breaks off is as one that was opened with the text", () => {
  const broken: string[] = [];
  const service = createDumpService({ failed: (what) => broken.push(what) });
  const dump = service.open(BEFORE);
  const { store } = dump;
  const update = store.update.bind(store);
  store.update = (change) => {
    update(change);
    throw new Error("a fault of this program");
  };
  const at = BEFORE.indexOf('4"');
  dump.edit({ start: { line: 0, character: at }, end: { line: 0, character: at + 1 } }, "5");
  const opened = service.open(BEFORE.replace('"4"', '"5"'));
  expect(broken).toEqual(["edit"]);
  expect(dump.diagnostics().length).toBeGreaterThan(0);
  expect([dump.text.toString(), dump.diagnostics()]).toEqual([opened.text.toString(), opened.diagnostics()]);
  // And goes on from there.
  dump.edit({ start: { line: 0, character: at }, end: { line: 0, character: at + 1 } }, "4");
  expect(dump.diagnostics()).toEqual(service.open(BEFORE).diagnostics());
});
