import { t } from "../l10n";
import { directorySpan } from "../store/spans";
import { removeKeys } from "./parts/fixes";
import { orMisspelt } from "./parts/misspelt";
import { relatedAt } from "./parts/related";
import { NONE, type FrontendRule, type Report } from "./rule";

const FORMS = ["feature-multicast-control", "feature-dynamic-multicast-control"] as const;

/** netif.h: `request-multicast-control` is for a backend that advertises either form of the feature. */
export const multicastUnadvertised: FrontendRule = {
  on: "frontend",
  code: "multicast-unadvertised",
  level: "warning",
  gate: "negotiation",
  summary: "`request-multicast-control`, and the backend advertises neither form of it",
  check(frontend, scene) {
    const request = frontend.keyEntry("request-multicast-control");
    const { backend } = scene;
    if (request?.decimal === undefined || request.decimal === 0 || backend === undefined) return NONE;
    if (!FORMS.every((name) => backend.advertises(name) === false)) return NONE;
    const [flag] = FORMS.flatMap((name) => backend.keyEntry(name) ?? []);
    const report: Report = {
      at: request.nameSpan,
      message: t("Multicast control is requested, but the backend advertises neither feature-multicast-control nor feature-dynamic-multicast-control. It filters nothing."),
      related: relatedAt(flag?.valueSpan ?? directorySpan(backend.node), t("Not advertised here.")),
      fixes: () => [{ ...removeKeys([request], scene), preferred: true }],
    };
    return [orMisspelt(report, backend.node, FORMS, scene)];
  },
};
