import { t } from "../l10n";
import { removeSetting } from "./fixes";
import type { FrontendRule, Report } from "./rule";

/** Linux netback dropped the prefix form of segmentation offload around 4.8; Windows xenvif removes the keys. */
export const gsoPrefixObsolete: FrontendRule = {
  on: "frontend",
  code: "gso-prefix-obsolete",
  level: "information",
  gate: "value",
  sentences: [],
  summary: "a `feature-gso-*-prefix` key, which no current backend reads",
  check(frontend, scene) {
    const reports: Report[] = [];
    for (const name of ["feature-gso-tcpv4-prefix", "feature-gso-tcpv6-prefix"]) {
      const setting = frontend.setting(name);
      if (setting === undefined) continue;
      reports.push({
        at: setting.nameSpan,
        message: t("{0} is obsolete: Linux netback reads it no more since about 4.8. Most likely an old Windows driver left it behind.", name),
        fixes: function* () {
          yield { ...removeSetting(setting, scene), preferred: true };
        },
      });
    }
    return reports;
  },
};
