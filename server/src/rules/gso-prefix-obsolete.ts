import { t } from "../l10n";
import type { KeyEntry } from "../netif/key-entry";
import { removeKeys } from "./parts/fixes";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";

const OBSOLETE = ["feature-gso-tcpv4-prefix", "feature-gso-tcpv6-prefix"];

/** Linux netback dropped the prefix form of segmentation offload with 4.9; Windows xenvif removes the keys. */
export const gsoPrefixObsolete: FrontendRule = {
  on: "frontend",
  code: "gso-prefix-obsolete",
  level: "information",
  gate: "value",
  summary: "a `feature-gso-*-prefix` key, which no current backend uses",
  check(frontend, scene) {
    return OBSOLETE.flatMap((name) => {
      const keyEntry = frontend.keyEntry(name);
      return keyEntry === undefined ? NONE : reportOn(keyEntry, scene);
    });
  },
};

function reportOn(keyEntry: KeyEntry, scene: Scene): Report {
  return {
    at: keyEntry.nameSpan,
    message: t("{0} is obsolete: Linux netback has not read it since 4.9. Most likely an old Windows driver left it behind.", keyEntry.name),
    fixes: () => [{ ...removeKeys([keyEntry], scene), preferred: true }],
  };
}
