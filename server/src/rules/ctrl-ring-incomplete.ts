import { show } from "../dump/show";
import { unescapeValue } from "../dump/unescape";
import { scanUnsigned } from "../netif/forecast/kernel-scan";
import type { Frontend } from "../netif/frontend";
import { settingOf } from "../netif/setting";
import { styleInside, writeEntry } from "../store/entry-style";
import { leadingZeros, normalise } from "./fixes";
import type { Fix, FrontendRule, Scene } from "./rule";

const KEYS = ["ctrl-ring-ref", "event-channel-ctrl"] as const;
const PLACEHOLDERS = { "ctrl-ring-ref": "<ring-ref-ctrl>", "event-channel-ctrl": "<evtchn-ctrl>" } as const;

/** netif.h: a control ring has a ring reference and an event channel. */
export const ctrlRingIncomplete: FrontendRule = {
  on: "frontend",
  code: "ctrl-ring-incomplete",
  level: "error",
  gate: "negotiation",
  sentences: [],
  summary: "one of `ctrl-ring-ref` and `event-channel-ctrl` without the other, or no number",
  *check(frontend, scene) {
    for (const name of KEYS) {
      const setting = frontend.setting(name);
      if (setting === undefined) continue;
      if (setting.isKnown && setting.decimal === undefined) {
        yield {
          at: setting.valueSpan,
          message:
            `"${show(setting.raw)}" is no ${name === "ctrl-ring-ref" ? "grant reference" : "event channel port"}: it must be a decimal number. ` +
            consequence(name, scanUnsigned(unescapeValue(setting.raw))),
          fixes: function* () {
            yield* normalise(setting, scene);
            yield removeRing(frontend, scene);
          },
        };
      }
      if (setting.decimal !== undefined) yield* leadingZeros(setting, scene);
      const other = KEYS.find((key) => key !== name) ?? name;
      if (frontend.setting(other) !== undefined || !frontend.judgesAbsence) continue;
      // In a queue it is misplaced, and reported there.
      if (frontend.queues.some(({ node }) => settingOf(node, other) !== undefined)) continue;
      yield {
        at: setting.nameSpan,
        message:
          `${name} stands without ${other}. ` +
          (name === "ctrl-ring-ref" ? "netback refuses the device: it cannot connect the control ring." : "netback sees no control ring and connects without one."),
        fixes: function* () {
          const style = styleInside(scene.text, frontend.node, setting.entry);
          if (style !== undefined) {
            const draft = scene.draft().insertAfter(setting.entry, [writeEntry(style, other, PLACEHOLDERS[other])]);
            yield { title: `Generate ${other}`, draft, preferred: true };
          }
          yield removeRing(frontend, scene);
        },
      };
    }
  },
};

/** What netback makes of what is no number. */
function consequence(name: (typeof KEYS)[number], scanned: number | undefined): string {
  if (scanned !== undefined) return `Linux reads it as ${scanned}, other readers may not.`;
  return name === "ctrl-ring-ref" ? "netback sees no control ring and connects without one." : "netback refuses the device: it cannot connect the control ring.";
}

/** Neither key is of use without the other. */
function removeRing(frontend: Frontend, scene: Scene): Fix {
  const keys = KEYS.flatMap((name) => frontend.setting(name) ?? []);
  const draft = scene.draft().remove(keys.flatMap((key) => key.entry.place?.entries ?? []));
  return { title: `Remove ${keys.map(({ name }) => name).join(" and ")}`, draft };
}
