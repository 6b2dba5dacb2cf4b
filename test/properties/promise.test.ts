import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BACKEND, BACKEND_KEYS, FRONTEND, lines, LINK, queue, TOP, TWO, vif } from "../netif/vif-dump";
import { openDump } from "../open-dump";
import { propertyRuns } from "./runs";

const SPLIT = { "multi-queue-num-queues": "2", ...queue(0, "split"), ...queue(1, "split") };
const DUMPS = [
  vif(TOP),
  vif({ "multi-queue-num-queues": "1", ...TOP }),
  vif(TWO),
  vif({ ...TWO, "multi-queue-num-queues": "3" }),
  vif(SPLIT),
  vif({ ...SPLIT, "queue-1/event-channel-rx": undefined }),
  vif({ ...TOP, ...TWO }),
  lines(BACKEND, BACKEND_KEYS) + lines(FRONTEND, { ...LINK, ...TWO }),
  lines(BACKEND, BACKEND_KEYS) + lines(FRONTEND, { ...LINK, ...TOP }),
  lines(FRONTEND, SPLIT),
] as const;

/** Damages the lines of a dump, from the one at a place on. */
type Damage = (all: readonly string[], at: number) => string;

function replaced(line: (old: string) => string): Damage {
  return (all, at) => all.with(at, line(all[at] ?? "")).join("\n");
}

const DAMAGES: readonly Damage[] = [
  (all, at) => all.toSpliced(at, 1).join("\n"),
  (all, at) => all.slice(0, at + 1).join("\n"),
  (all, at) => `${all.slice(0, at + 1).join("\n")}\n`,
  (all, at) => all.slice(at).join("\n"),
  (all, at) => all.toSpliced(at, 1, "[...]").join("\n"),
  (all, at) => all.toSpliced(at, 3, "[...]").join("\n"),
  (all, at) => all.toSpliced(at, 1).join("\n") + "/",
  (all, at) => `# grep ${/[a-z]+(?= = )/.exec(all[at] ?? "")?.[0] ?? "state"}\n${all.filter((line) => line.includes(/[a-z]+(?= = )/.exec(all[at] ?? "")?.[0] ?? "state")).join("\n")}\n`,
  replaced((line) => line.slice(0, -1)),
  replaced((line) => line.slice(0, -2)),
  replaced((line) => line.slice(0, line.length >> 1)),
  replaced((line) => line.replace(" = ", " =3D ")),
  replaced((line) => line.replace(/ = .*/, ":")),
  replaced((line) => line.replace(/ = .*/, " =")),
  replaced((line) => line.replace(/ = .*/, " = <unreadable>")),
  replaced((line) => line.replace(/ = .*/, " = [REDACTED]")),
  replaced((line) => line.replace(/".$/, String.raw`"\...`)),
];

const anyDamage = fc.tuple(fc.constantFrom(...DAMAGES), fc.nat({ max: 30 }));

/** Whether a text shows all keys of a number of queues, and nothing but the forecast is relied on for where they are. */
function shows(text: string, queues: number): boolean {
  const has = (key: string): boolean => new RegExp(`^${FRONTEND}/${key} = "[0-9]+"$`, "m").test(text);
  const isWhole = (directory: string): boolean =>
    has(`${directory}tx-ring-ref`) && has(`${directory}rx-ring-ref`) && (has(`${directory}event-channel`) || (has(`${directory}event-channel-tx`) && has(`${directory}event-channel-rx`)));
  if (queues === 1) return isWhole("") && (has("multi-queue-num-queues") || !text.includes("multi-queue-num"));
  return text.includes(`${FRONTEND}/multi-queue-num-queues = "${queues}"\n`) && Array.from({ length: queues }, (_, index) => isWhole(`queue-${index}/`)).every(Boolean);
}

test("netback connects only what the dump shows, unless the forecast names a condition", () => {
  let promised = 0;
  let open = 0;
  fc.assert(
    fc.property(fc.constantFrom(...DUMPS), fc.array(anyDamage, { minLength: 1, maxLength: 2 }), (dump, damages) => {
      const text = damages.reduce((now, [damage, at]) => {
        const all = now.split("\n");
        return damage(all, at % all.length);
      }, dump);
      for (const { report, forecast, handshake } of openDump(text).forecasts()) {
        const isPromise = report.forecast?.outcome === "connects" && !/, (?:if|once) /.test(forecast);
        if (report.forecast?.outcome === "unknown") open += 1;
        if (isPromise) promised += 1;
        expect(!isPromise || shows(text, report.forecast?.queues ?? 0), `${forecast} ${text}`).toBe(true);
        expect(isPromise || !handshake.includes("complete and clean"), handshake).toBe(true);
      }
    }),
    propertyRuns(600),
  );
  expect(Math.min(promised, open), "the cases that say something").toBeGreaterThan(50);
});
