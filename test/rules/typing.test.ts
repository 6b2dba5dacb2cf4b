import { describe, expect, test } from "vitest";
import { openDump } from "../open-dump";

/** A vif whose frontend lacks request-rx-copy, queue-2, and a ring reference and the channel of queue-1, and whose backend lacks the mac. */
const DUMP = `local = ""
 domain = ""
  0 = ""
   backend = ""
    vif = ""
     1 = ""
      0 = ""
       frontend = "/local/domain/1/device/vif/0"
       multi-queue-max-queues = "4"
       feature-rx-copy = "1"
       state = "4"
  1 = ""
   device = ""
    vif = ""
     0 = ""
      backend = "/local/domain/0/backend/vif/1/0"
      state = "4"
      multi-queue-num-queues = "3"
      queue-0 = ""
       tx-ring-ref = "20"
       rx-ring-ref = "21"
       event-channel = "5"
      queue-1 = ""
       tx-ring-ref = "30"
`;

const mac = "mac-missing: The backend has no mac.";
const copy = "request-rx-copy-missing: The frontend is connected and has no request-rx-copy.";
const queue = "queue-missing: Queue 2 is requested but has no keys.";
const keys = "queue-key-missing: Queue 1 has no rx-ring-ref and no event channel.";
const reference = "queue-key-missing: Queue 1 has no rx-ring-ref.";
const channel = "queue-key-missing: Queue 1 has no event channel.";

/** Writes a line below another one, character by character. Returns what is reported missing at each pause. */
function type(below: string, line: string, pauses: readonly string[]): Map<string, readonly string[]> {
  const dump = openDump(DUMP);
  const lacks = (): string[] => dump.diagnostics().flatMap(({ code, message }) => (code.endsWith("-missing") ? `${code}: ${message.split(". ")[0] ?? ""}.` : [])).toSorted();
  expect(lacks()).toEqual([mac, keys, queue, copy].toSorted());
  const above = DUMP.split("\n").indexOf(below);
  const end = { line: above, character: below.length };
  dump.edit({ start: end, end }, "\n");
  const found = new Map<string, readonly string[]>();
  for (let character = 0; character < line.length; character += 1) {
    const at = { line: above + 1, character };
    dump.edit({ start: at, end: at }, line.charAt(character));
    const typed = line.slice(0, character + 1).trim();
    if (pauses.includes(typed)) found.set(typed, lacks());
  }
  return found;
}

describe("while a key is typed in a tree, nothing but what it may become is in doubt", () => {
  test.each<readonly [what: string, below: string, line: string, pauses: readonly string[], lacks: readonly string[]]>([
    ["a ring reference of a queue", '       tx-ring-ref = "30"', '       rx-ring-ref = "31"', ["r", "rx-ring", 'rx-ring-ref = "', 'rx-ring-ref = "31"'], [mac, channel, queue, copy]],
    ["the channel of a queue", '       tx-ring-ref = "30"', '       event-channel = "7"', ["event-ch", "event-channel", "event-channel =", 'event-channel = "7"'], [mac, reference, queue, copy]],
    ["a key of the frontend", '      state = "4"', '      request-rx-copy = "1"', ["re", "request-rx-copy", 'request-rx-copy = "1"'], [mac, keys, queue]],
    ["what may become a key of the frontend or of a queue", '      state = "4"', "      r", ["r"], [mac, channel, queue]],
    ["a queue", '       tx-ring-ref = "30"', "      queue-2", ["q", "queue-", "queue-2"], [mac, keys, copy]],
    ["a key that no rule asks for", '      state = "4"', '      feature-sg = "1"', ["f", "feature-sg", 'feature-sg = "1"'], [mac, keys, queue, copy]],
    ["a line of another text, which may have been any key", '      state = "4"', "      RX packets:1 errors:0", ["RX packets:1 errors:0"], [mac]],
  ])("%s", (_, below, line, pauses, lacks) => {
    const wanted = lacks.toSorted();
    expect(type(below, line, pauses)).toEqual(new Map(pauses.map((pause) => [pause, wanted])));
  });
});
