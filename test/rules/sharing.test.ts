import { describe, expect, test } from "vitest";
import { openDump, pathOf } from "../open-dump";

/** A connected vif of domain 1 with one queue. */
function frontend(index: number, port: number): string {
  const device = `/local/domain/1/device/vif/${index}`;
  const keys = { backend: `/local/domain/0/backend/vif/1/${index}`, state: "4", "request-rx-copy": "1", "tx-ring-ref": `${10 + index}`, "rx-ring-ref": `${20 + index}`, "event-channel": `${port}` };
  return Object.entries(keys).map(([name, value]) => `${device}/${name} = "${value}"\n`).join("");
}

function backend(index: number): string {
  const device = `/local/domain/0/backend/vif/1/${index}`;
  return `${device}/frontend = "/local/domain/1/device/vif/${index}"\n${device}/state = "4"\n`;
}

function duplicates(dump: ReturnType<typeof openDump>): string[] {
  return dump.diagnostics().filter(({ code }) => code === "event-channel-duplicate").map((diagnostic) => pathOf(dump, diagnostic));
}

describe("of two vifs with one port, it is said of the one that stands below", () => {
  const below = ["/local/domain/1/device/vif/1/event-channel"];

  test.each([
    ["in the order of the frontends", [0, 1]],
    ["in the other order", [1, 0]],
  ])("where their backends stand above them %s", (_, order) => {
    expect(duplicates(openDump(order.map(backend).join("") + frontend(0, 7) + frontend(1, 7)))).toEqual(below);
  });

  test("where an edit gives the one above the port of the other", () => {
    const text = frontend(0, 6) + frontend(1, 7);
    const dump = openDump(text);
    const line = text.split("\n").findIndex((each) => each.endsWith('event-channel = "6"'));
    const at = (text.split("\n")[line] ?? "").indexOf("6\"");
    const digit = { start: { line, character: at }, end: { line, character: at + 1 } };
    expect(duplicates(dump)).toEqual([]);
    dump.edit(digit, "7");
    expect(duplicates(dump)).toEqual(below);
    dump.edit(digit, "6");
    expect(duplicates(dump)).toEqual([]);
  });
});
