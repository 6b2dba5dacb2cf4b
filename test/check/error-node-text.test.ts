import { expect, test } from "vitest";
import { createDumpService, readSettings } from "../../server/src/service";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
/** netback refuses this vif over its MAC, before it looks at the rings. */
const LINKS = [`${FRONTEND}/backend = "${BACKEND}"`, `${FRONTEND}/state = "4"`, `${BACKEND}/frontend = "${FRONTEND}"`, `${BACKEND}/state = "4"`];
const RINGS = ['tx-ring-ref = "8"', 'rx-ring-ref = "9"'];

test.each<readonly [code: string, keys: readonly string[]]>([
  ["ctrl-ring-incomplete", [...RINGS, 'event-channel = "5"', 'ctrl-ring-ref = "95"', 'event-channel-ctrl = "7 "']],
  ["event-channel-invalid", [...RINGS, 'event-channel = "x"']],
  ["event-channel-duplicate", ['multi-queue-num-queues = "2"', ...["0", "1"].flatMap((index) => [`tx-ring-ref = "1${index}"`, `rx-ring-ref = "2${index}"`, 'event-channel = "5"'].map((key) => `queue-${index}/${key}`))]],
  ["ring-ref-invalid", ['tx-ring-ref = "x"', 'rx-ring-ref = "9"', 'event-channel = "5"']],
  ["queue-key-missing", [...RINGS, 'multi-queue-num-queues = "1"']],
])("%s is not told what the error node says of another fault, even if the rule for that is off", (code, keys) => {
  const text = [...LINKS, ...keys.map((key) => `${FRONTEND}/${key}`)].map((line) => `${line}\n`).join("");
  const dump = createDumpService().open(text, { settings: readSettings({ rules: { "mac-missing": "off" } }) });
  const { message } = dump.diagnostics().find((diagnostic) => diagnostic.code === code) ?? {};
  expect(message).toBeDefined();
  expect(message).not.toContain("The error node");
});
