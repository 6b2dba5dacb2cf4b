import { t } from "../l10n";
import { MAX_QUEUES } from "../netif/ring-keys";
import { directorySpan } from "../store/spans";
import { orMisspelt } from "./parts/misspelt";
import { fallBack } from "./parts/present-queues";
import { relatedAt } from "./parts/related";
import { NONE, type FrontendRule, type Report } from "./rule";

/** S1, S3: without `multi-queue-max-queues` there is no number that a request could stay below. */
export const numQueuesUnadvertised: FrontendRule = {
  on: "frontend",
  code: "num-queues-unadvertised",
  level: "error",
  gate: "negotiation",
  sentences: ["S1", "S3"],
  summary: "several queues are requested of a backend that does not advertise `multi-queue-max-queues`",
  check(frontend, scene) {
    const request = frontend.multiQueueRequest;
    const { backend } = scene;
    if (request === undefined || backend === undefined) return NONE;
    if (backend.maxQueuesEntry !== undefined || !backend.tellsFeature(MAX_QUEUES)) return NONE;
    const report: Report = {
      at: request.keyEntry.valueSpan,
      message:
        `${t("{0} queues are requested, but the backend does not advertise multi-queue-max-queues.", request.queues)} ` +
        t("A backend without it reads the keys of one queue at the top level only; Linux netback compares with a limit of its own."),
      related: relatedAt(directorySpan(backend.node), t("The backend advertises no multi-queue-max-queues.")),
      fixes: () => fallBack(frontend, scene, true),
    };
    return [orMisspelt(report, backend.node, [MAX_QUEUES], scene)];
  },
};
