import { t } from "../l10n";
import { moveKeys } from "../netif/edits/top-level";
import type { Frontend, MultiQueueRequest } from "../netif/frontend";
import type { KeyEntry } from "../netif/key-entry";
import { removeKeys } from "./parts/fixes";
import { requestPresent } from "./parts/present-queues";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";

/** S8: a frontend requesting two or more queues must not write ring keys at the top level. */
export const topLevelRingKey: FrontendRule = {
  on: "frontend",
  code: "top-level-ring-key",
  level: "error",
  gate: "negotiation",
  sentences: ["S8"],
  summary: "a ring key at the top level, although two or more queues are requested",
  check(frontend, scene) {
    const request = frontend.multiQueueRequest;
    if (request === undefined || frontend.topLevel.isEmpty) return NONE;
    return frontend.topLevel.keyEntries.map((keyEntry) => reportOn(keyEntry, request, frontend, scene));
  },
};

function reportOn(keyEntry: KeyEntry, request: MultiQueueRequest, frontend: Frontend, scene: Scene): Report {
  const { isUsable } = frontend;
  // Drivers leave their keys behind when another one takes over, as after iPXE or kexec: of two whole sets, either may be the one in use.
  const isEitherInUse = isUsable && frontend.topLevel.isUsable;
  return {
    at: keyEntry.nameSpan,
    message:
      `${t("{0} is at the top level, but {1} queues are requested: each has its own.", keyEntry.name, request.queues)} ` +
      (isEitherInUse ? t("netback ignores it. Either it or the request is left over from an earlier connection.") : isUsable ? t("netback ignores it; most likely it is left over from a connection with one queue.") : t("netback does not read it here.")),
    related: [{ at: request.keyEntry.valueSpan, message: t("{0} queues are requested.", request.queues) }],
    atMost: isUsable ? "warning" : undefined,
    fixes: function* () {
      const removal = removeKeys([keyEntry], scene);
      const wanting = frontend.inForce.find((queue) => queue.missingAmong([keyEntry]).length > 0);
      yield { ...removal, preferred: wanting === undefined && !isEitherInUse && !frontend.isLikeOne };
      if (frontend.isLikeOne) yield* requestPresent(frontend, scene, true);
      if (wanting === undefined) return;
      const draft = moveKeys(scene.draft(), [keyEntry], frontend, wanting);
      yield { title: t("Move {0} into {1}", keyEntry.name, wanting.node.name), draft, preferred: true };
    },
  };
}
