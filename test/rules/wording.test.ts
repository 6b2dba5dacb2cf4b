import { describe, expect, test } from "vitest";
import { openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";

/** What is said of queues that are missing, where each one with an odd number is there. */
function missing(requested: number): string | undefined {
  const there = Array.from({ length: requested / 2 }, (_, at) => 2 * at + 1).flatMap((index) => [
    `queue-${index}/tx-ring-ref = "${100 + 2 * index}"`,
    `queue-${index}/rx-ring-ref = "${101 + 2 * index}"`,
    `queue-${index}/event-channel = "${10 + index}"`,
  ]);
  const dump = openDump([`multi-queue-num-queues = "${requested}"`, ...there].map((key) => `${FRONTEND}/${key}\n`).join(""));
  return dump.diagnostics().find(({ code }) => code === "queue-missing")?.message;
}

describe("queues that lie apart", () => {
  test("are all named, up to twelve", () => {
    expect(missing(24)).toMatch(/^Queues 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 22 are requested but have no keys\./);
  });

  test("are counted from the twelfth on, where there are more", () => {
    expect(missing(26)).toMatch(/^Queues 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 2 more are requested but have no keys\./);
  });
});
