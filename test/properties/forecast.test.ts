import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KERNELS } from "../../server/src/netif/kernel";
import type { Dump, VifReport } from "../../server/src/service";
import { lines, type Keys } from "../netif/vif-dump";
import { loud, openDump, vifsOf, whole } from "../open-dump";
import { propertyRuns } from "./runs";

/** A vif with any changes, and the text of its dump. */
interface AnyVif {
  readonly index: number;
  readonly frontend: Keys;
  readonly backend: Keys | undefined;
}

const RING_KEYS = ["tx-ring-ref", "rx-ring-ref", "event-channel", "event-channel-tx", "event-channel-rx"] as const;
const PLACES = ["", "queue-0/", "queue-1/", "queue-2/", "queue-00/"] as const;
const FRONTEND_KEYS = [...PLACES.flatMap((place) => RING_KEYS.map((name) => place + name)), "multi-queue-num-queues", "ctrl-ring-ref", "event-channel-ctrl"];
const BACKEND_KEYS = ["mac", "multi-queue-max-queues", "feature-split-event-channels", "feature-ctrl-ring", "frontend"] as const;
const NUMBERS = ["1", "2", "3", "9", "02", "15", "40", "90", "131071"] as const;
const STRANGE = ["", " 2", "2 ", "2abc", "+2", "-1", "0", "0x2", "x", "131072", "4294967295", "4294967296", "4294967298", "18446744073709551618", "<here>", "\\...", null, undefined] as const;

const anyNumber = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...NUMBERS) }, { weight: 1, arbitrary: fc.constantFrom(...STRANGE) });
const anyFrontendChange = fc.tuple(fc.constantFrom(...FRONTEND_KEYS), anyNumber);
const anyBackendChange = fc.tuple(fc.constantFrom(...BACKEND_KEYS), anyNumber);

/** The keys of a queue, with values that no other queue has. */
function queueKeys(vif: number, index: number, directory: string, split: boolean): Keys {
  const number = 10 + vif * 100 + index * 4;
  const references = { [`${directory}tx-ring-ref`]: String(number), [`${directory}rx-ring-ref`]: String(number + 1) };
  if (!split) return { ...references, [`${directory}event-channel`]: String(number) };
  return { ...references, [`${directory}event-channel-tx`]: String(number), [`${directory}event-channel-rx`]: String(number + 1) };
}

/** A vif in use, or an excerpt of one: healthy at first, then with up to a few keys changed, added or taken away. */
function anyVif(index: number): fc.Arbitrary<AnyVif> {
  return fc
    .record({
      queues: fc.integer({ min: 1, max: 3 }),
      saysOne: fc.boolean(),
      split: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      stale: fc.option(fc.constantFrom("", "queue-2/"), { nil: undefined, freq: 1 }),
      control: fc.boolean(),
      state: fc.constantFrom("4", "4", "7", undefined),
      backendState: fc.constantFrom("2", "4", "4", "8", undefined),
      hasBackend: fc.boolean(),
      frontendChanges: fc.oneof(fc.constant([]), fc.array(anyFrontendChange, { maxLength: 3 })),
      backendChanges: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.tuple(anyBackendChange) }),
    })
    .map((made) => {
      const path = `/local/domain/1/device/vif/${index}`;
      const link = `/local/domain/0/backend/vif/1/${index}`;
      const isExcerpt = made.state === undefined;
      const queues = Array.from({ length: made.queues }, (_, at) => queueKeys(index, at, made.queues === 1 ? "" : `queue-${at}/`, made.split[at] === true));
      const frontend: Keys = {
        ...(isExcerpt ? {} : { backend: link, "backend-id": "0", state: made.state, "request-rx-copy": "1" }),
        "multi-queue-num-queues": made.queues > 1 || made.saysOne ? String(made.queues) : undefined,
        ...Object.assign({}, ...queues),
        ...(made.stale === undefined ? {} : queueKeys(index, 9, made.stale, false)),
        ...(made.control ? { "ctrl-ring-ref": String(80 + index * 100), "event-channel-ctrl": String(80 + index * 100) } : {}),
        ...Object.fromEntries(made.frontendChanges),
      };
      const backend: Keys = {
        frontend: path,
        "frontend-id": "1",
        ...(made.backendState === undefined ? {} : { state: made.backendState }),
        mac: "00:16:3e:00:00:01",
        "hotplug-status": "connected",
        "feature-rx-copy": "1",
        "feature-split-event-channels": "1",
        "feature-ctrl-ring": "1",
        "multi-queue-max-queues": "4",
        ...Object.fromEntries(made.backendChanges),
      };
      return { index, frontend, backend: made.hasBackend ? backend : undefined };
    });
}

const anyDump = fc
  .record({ first: anyVif(0), second: fc.option(anyVif(1), { nil: undefined, freq: 1 }), elided: fc.integer({ min: 0, max: 7 }) })
  .map(({ first, second, elided }) => ({ vifs: [first, ...(second === undefined ? [] : [second])], isElided: elided === 0 }));

function written({ index, frontend, backend }: AnyVif): string {
  return lines(`/local/domain/1/device/vif/${index}`, frontend) + (backend === undefined ? "" : lines(`/local/domain/0/backend/vif/1/${index}`, backend));
}

describe("a vif in use without an error or a warning", () => {
  test("connects all the queues that it requests", () => {
    fc.assert(
      fc.property(anyDump, ({ vifs, isElided }) => {
        const text = vifs.map(written).join("") + (isElided ? "[...]\n" : "");
        const hasGap = isElided || /:$/m.test(text);
        const dump = openDump(text);
        fc.pre(loud(dump).length === 0);
        for (const kernel of KERNELS) {
          for (const { forecast, requestedQueues } of vifsOf(dump, kernel)) {
            if (forecast === null) continue;
            // If the dump may not hold all of a directory, the number is told only by a line.
            const isTold = requestedQueues !== null && forecast.outcome !== "unknown";
            expect(forecast).toMatchObject({ outcome: expect.stringMatching(hasGap || requestedQueues === null ? /^(?:connects|unknown)$/ : /^connects$/), error: null });
            expect(isTold ? forecast.queues : 1).toBe(isTold ? requestedQueues : 1);
          }
        }
      }),
      propertyRuns(230),
    );
  });

  test("and so it does once all is fixed that can be", () => {
    fc.assert(
      fc.property(anyDump, ({ vifs }) => {
        const dump = openDump(vifs.map(written).join(""));
        const changes = dump.fixAll();
        fc.pre(changes.length > 0);
        dump.editAll(changes.toReversed());
        expect(dump.fixAll(), "a second run").toEqual([]);
        fc.pre(loud(dump).length === 0);
        // A number of queues that is still to be filled in is not known.
        const told = vifsOf(dump).filter(({ requestedQueues }) => requestedQueues !== null);
        // Nor what a line holds whose value could not be read.
        const outcomes = /:$/m.test(dump.text()) ? ["connects", "unknown"] : ["connects"];
        expect(told.filter(({ forecast }) => forecast !== null && !outcomes.includes(forecast.outcome))).toEqual([]);
      }),
      propertyRuns(20),
    );
  });
});

describe("a vif in use that netback refuses", () => {
  test("has the text of its error node at one fault, and one that connects has none", () => {
    let refused = 0;
    let all = 0;
    fc.assert(
      fc.property(anyVif(0), (vif) => {
        all += 1;
        const dump = openDump(written(vif));
        const [{ forecast } = { forecast: null }] = vifsOf(dump);
        const told = dump.diagnostics().flatMap(({ message }) => /The error node will say "(.+)"\.$/.exec(message)?.[1] ?? []);
        if (forecast?.outcome === "refuses") refused += 1;
        // An error text in which the dump leaves a part open is not quoted.
        const isTold = forecast?.error?.includes("?") === false;
        expect(told).toEqual(isTold ? [forecast.error] : []);
      }),
      propertyRuns(300),
    );
    expect(refused, "the cases that say something").toBeGreaterThan(all / 25);
  });
});

/** What becomes of the vifs of a dump, from the top. If two want one port, fixing one may stop the other: then null for all. */
function futures(dump: Dump): (VifReport["forecast"])[] {
  const isShared = dump.diagnostics().some(({ code }) => code === "event-channel-duplicate");
  return vifsOf(dump).map(({ forecast }) => (isShared ? null : forecast));
}

/** The vifs that connected before, and do not now. */
function stopped(before: readonly VifReport["forecast"][], after: readonly VifReport["forecast"][]): number[] {
  return before.flatMap((forecast, at) => (forecast?.outcome === "connects" && after[at]?.outcome !== "connects" ? [at] : []));
}

describe("a vif that connects", () => {
  test("still does after fix-all", () => {
    fc.assert(
      fc.property(anyDump, ({ vifs }) => {
        const dump = openDump(vifs.map(written).join(""));
        const before = futures(dump);
        const changes = dump.fixAll();
        fc.pre(changes.length > 0 && before.some((forecast) => forecast?.outcome === "connects"));
        dump.editAll(changes.toReversed());
        const after = vifsOf(dump).map(({ forecast }) => forecast);
        expect(stopped(before, after)).toEqual([]);
      }),
      propertyRuns(32),
    );
  });

  test("still does after any fix, with as many queues unless the title says how many", () => {
    fc.assert(
      fc.property(anyDump, ({ vifs }) => {
        const text = vifs.map(written).join("");
        const dump = openDump(text);
        const before = futures(dump);
        const fixes = dump.fixes(whole(dump));
        fc.pre(fixes.length > 0);
        for (const { title, changes } of fixes) {
          const fixed = openDump(text);
          fixed.editAll(changes.toReversed());
          const after = vifsOf(fixed).map(({ forecast }) => forecast);
          expect(stopped(before, after), title).toEqual([]);
          const fewer = before.filter((forecast, at) => forecast !== null && forecast.queues > (after[at]?.queues ?? 0));
          expect(fewer.length > 0 && !/^(?:Fall back to one queue$|Set multi-queue-num-queues to \d)/.test(title), title).toBe(false);
        }
      }),
      propertyRuns(40),
    );
  });
});
