import { describe, expect, test } from "vitest";
import { createDumpService, readSettings } from "../../server/src/service";

/** A vif with an event channel that is no port (an error), and with one line twice (a warning). */
function faulty(domain: number): string {
  const vif = `/local/domain/${domain}/device/vif/0`;
  return `${vif}/tx-ring-ref = "8"\n${vif}/rx-ring-ref = "9"\n${vif}/rx-ring-ref = "9"\n${vif}/event-channel = "x"\n`;
}

function shown(domains: number, limit: unknown): { lines: string[]; hidden: number } {
  const text = Array.from({ length: domains }, (_, domain) => faulty(domain + 1)).join("");
  const dump = createDumpService().open(text, { settings: readSettings({ diagnostics: { limit } }) });
  const { shown: diagnostics, hidden } = dump.shownDiagnostics();
  return { lines: diagnostics.map(({ code, range }) => `${range.start.line} ${code}`), hidden };
}

describe("the diagnostics that an editor shows", () => {
  test("are all of them where there are no more than the limit", () => {
    expect(shown(2, 4)).toEqual({ lines: ["2 duplicate-path", "3 event-channel-invalid", "6 duplicate-path", "7 event-channel-invalid"], hidden: 0 });
  });

  test("are the gravest, from the top, where there are more; one less than the limit, for the note that says so", () => {
    expect(shown(3, 3)).toEqual({ lines: ["3 event-channel-invalid", "7 event-channel-invalid"], hidden: 4 });
  });

  test("are the first of the next level where there is room left", () => {
    expect(shown(3, 5)).toEqual({ lines: ["2 duplicate-path", "3 event-channel-invalid", "7 event-channel-invalid", "11 event-channel-invalid"], hidden: 2 });
  });

  test("are the first of one level by their lines, whichever rule was asked first", () => {
    const dump = createDumpService().open(`/a//b = "1"\n${faulty(1)}/a//c = "1"\n/a//d = "1"\n`, { settings: readSettings({ diagnostics: { limit: 3 } }) });
    expect(dump.shownDiagnostics().shown.map(({ code, range }) => `${range.start.line} ${code}`)).toEqual(["0 invalid-path", "4 event-channel-invalid"]);
  });

  test("are never none", () => {
    expect(shown(1, 1)).toEqual({ lines: ["3 event-channel-invalid"], hidden: 1 });
  });

  test("are up to 1000 by default", () => {
    const { lines, hidden } = shown(501, undefined);
    expect([lines.length, hidden]).toEqual([999, 3]);
  });

  test.each(["5", 0, -1, null])("are as many as by default where the setting is %j", (limit) => {
    expect(readSettings({ diagnostics: { limit } })).toEqual(readSettings({}));
  });
});
