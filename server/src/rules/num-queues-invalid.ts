import { show } from "../dump/show";
import type { Frontend } from "../netif/frontend";
import { leadingZeros, normalise, removeSetting } from "./fixes";
import type { FrontendRule } from "./rule";

/** S3: the requested number must be greater than zero. */
export const numQueuesInvalid: FrontendRule = {
  on: "frontend",
  code: "num-queues-invalid",
  level: "error",
  gate: "value",
  sentences: ["S3"],
  summary: "`multi-queue-num-queues` is no decimal integer greater than 0",
  *check(frontend, scene) {
    const setting = frontend.numQueuesSetting;
    if (setting === undefined || !setting.isKnown) return;
    if (frontend.requestedQueues !== undefined) return yield* leadingZeros(setting, scene);
    yield {
      at: setting.valueSpan,
      message: `"${show(setting.raw)}" is no number of queues: it must be a decimal integer greater than 0. ${consequence(setting.raw)}`,
      fixes: function* () {
        if (setting.decimal !== 0) yield* normalise(setting, scene);
        const present = queuesInARow(frontend) || (frontend.topLevel.isComplete ? 1 : 0);
        if (present > 0) {
          yield {
            title: `Set multi-queue-num-queues to ${present}`,
            draft: scene.draft().replace(setting.valueSpan, String(present)),
            preferred: setting.decimal === 0,
          };
        }
        yield { ...removeSetting(setting, scene), preferred: present === 0 };
      },
    };
  },
};

/** How many queues there are from 0 up without a gap. */
export function queuesInARow(frontend: Frontend): number {
  let count = 0;
  for (const queue of frontend.queues) if (queue.index === count && !queue.isEmpty) count += 1;
  return count;
}

/** What Linux netback makes of the value: it takes the digits that it finds first, and 1 where there are none. */
function consequence(raw: string): string {
  const digits = /^(?:[\t-\r ]|\\t|\\n)*([0-9]+)/.exec(raw);
  if (digits === null || /^(?:[\t-\r ])*0x/i.test(raw)) {
    return /^(?:[\t-\r ])*0x/i.test(raw) ? "netback reads 0 and refuses the device." : "netback takes it for 1 and looks for the keys of one queue at the top level.";
  }
  const read = Number(BigInt(digits[1] ?? "0") % 4_294_967_296n);
  return read === 0 ? "netback reads 0 and refuses the device." : `netback reads ${read}; other backends may not.`;
}
