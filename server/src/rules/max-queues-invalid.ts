import { show } from "../dump/show";
import { t } from "../l10n";
import { numberRead } from "../netif/reading";
import { leadingZeros, normalise, removeKeys, setTo } from "./parts/fixes";
import { NONE, type BackendRule } from "./rule";
import { notNumberOfQueues } from "./parts/wording";

/** S1: the backend writes the maximum number of queues it supports. */
export const maxQueuesInvalid: BackendRule = {
  on: "backend",
  code: "max-queues-invalid",
  level: "error",
  gate: "value",
  sentences: ["S1"],
  summary: "`multi-queue-max-queues` is not a decimal integer from 1 up",
  check(backend, scene) {
    const keyEntry = backend.maxQueuesEntry;
    if (keyEntry === undefined || !keyEntry.isKnown) return NONE;
    if ((keyEntry.decimal ?? 0) >= 1) return leadingZeros(keyEntry, scene);
    const fault = notNumberOfQueues(keyEntry.raw, t('"{0}" is not a number of queues: the backend must advertise a decimal integer from 1 up.', show(keyEntry.raw)));
    return [{
      at: keyEntry.valueSpan,
      message: `${fault} ${consequence(numberRead(keyEntry))}`,
      fixes: function* () {
        yield* normalise(keyEntry, scene);
        const requested = scene.frontend?.requestedQueues ?? 1;
        if (requested > 1) yield setTo(keyEntry, requested, scene);
        yield removeKeys([keyEntry], scene);
      },
    }];
  },
};

/** What frontends make of the value; Linux takes the digits at its beginning. */
function consequence(read: number | undefined): string {
  if (read === undefined || read === 0) return t("Frontends that read it fall back to one queue or fail to connect.");
  return t("A Linux frontend reads {0}; others fall back to one queue or fail to connect.", read);
}
