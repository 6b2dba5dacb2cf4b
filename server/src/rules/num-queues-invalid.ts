import { show } from "../dump/show";
import { t } from "../l10n";
import { numberRead } from "../netif/reading";
import { leadingZeros, normalise, removeKeys } from "./parts/fixes";
import { requestPresent } from "./parts/present-queues";
import { NONE, type FrontendRule } from "./rule";
import { linuxReads, notNumberOfQueues, whereRead } from "./parts/wording";

/** S3: the requested number must be greater than zero. */
export const numQueuesInvalid: FrontendRule = {
  on: "frontend",
  code: "num-queues-invalid",
  level: "error",
  gate: "value",
  sentences: ["S3"],
  summary: "`multi-queue-num-queues` is not a decimal integer greater than 0",
  check(frontend, scene) {
    const keyEntry = frontend.numQueuesEntry;
    if (keyEntry === undefined || !keyEntry.isKnown) return NONE;
    if (frontend.requestedQueues !== undefined) return leadingZeros(keyEntry, scene);
    const read = numberRead(keyEntry);
    const fault = notNumberOfQueues(keyEntry.raw, t('"{0}" is not a number of queues: it must be a decimal integer greater than 0.', show(keyEntry.raw)));
    return [{
      at: keyEntry.valueSpan,
      message: `${fault} ${whereRead(frontend, consequence(read))}`,
      // If the number of queues is not a number, nothing else is reported for them.
      explains: ({ step, queue }) => (step === "request" && read === 0 ? true : step === "request" || queue !== undefined ? t("netback then refuses the device.") : false),
      fixes: function* () {
        if (keyEntry.decimal !== 0) yield* normalise(keyEntry, scene);
        yield* requestPresent(frontend, scene, keyEntry.decimal === 0);
        yield removeKeys([keyEntry], scene);
      },
    }];
  },
};

/** What Linux netback makes of the value: it takes the digits at its beginning, and 1 if there are none. */
function consequence(read: number | undefined): string {
  if (read === undefined) return t("netback treats it as 1 and looks for the keys of one queue at the top level.");
  return read === 0 ? t("netback reads 0 and connects no queue.") : linuxReads(read);
}
