import { show } from "../dump/show";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import { isBackendPath, isFrontendPath } from "../netif/device-address";
import { Frontend } from "../netif/frontend";
import type { Setting } from "../netif/setting";
import { NONE, type DeviceRule, type Report, type Scene } from "./rule";

/** libxl: the two halves of a device link to each other, and their ids are those of their paths. */
export const peerMismatch: DeviceRule = {
  on: "device",
  code: "peer-mismatch",
  level: "warning",
  gate: "always",
  sentences: [],
  summary: "`backend` and `frontend` do not point at each other, or the ids disagree with the paths",
  check(directory, scene) {
    if (isBeingRemoved(scene.backend)) return NONE;
    return directory instanceof Frontend ? checkFrontend(directory, scene) : checkBackend(directory, scene);
  },
};

/** A network that was changed by hotplug leaves an old backend behind for a while. */
function isBeingRemoved(backend: Backend | undefined): boolean {
  return backend?.state === 5 || backend?.state === 6 || backend?.setting("online")?.decimal === 0;
}

function checkFrontend(frontend: Frontend, scene: Scene): readonly Report[] {
  const link = frontend.setting("backend");
  const path = frontend.link;
  if (link === undefined || path === undefined || !isBackendPath(path)) return NONE;
  const [, , , domain, , , guest, index] = path.split("/");
  const ofId = checkId(frontend.setting("backend-id"), domain, link, scene);
  const own = frontend.path;
  if (!isFrontendPath(own) || own === `/local/domain/${guest}/device/vif/${index}`) return ofId;
  const [, , , ownDomain, , , ownIndex] = own.split("/");
  const home = `${path.split("/").slice(0, -2).join("/")}/${ownDomain}/${ownIndex}`;
  const ofLink: Report = {
    at: link.valueSpan,
    message: t("This backend is for vif {0} of domain {1}, not for this device. Each backend serves the one frontend in its path.", index ?? "", guest ?? ""),
    fixes: function* () {
      if (frontend.isLinkedFrom(home)) yield { title: t("Set {0} to {1}", "backend", home), draft: scene.draft().replace(link.contentSpan, home), preferred: true };
    },
  };
  return [...ofId, ofLink];
}

function checkBackend(backend: Backend, scene: Scene): readonly Report[] {
  const link = backend.setting("frontend");
  const path = backend.link;
  if (link === undefined || path === undefined) return NONE;
  const [, , , domain, , , index] = path.split("/");
  const own = backend.path;
  const [, , , , , , ownGuest, ownIndex] = own.split("/");
  const home = `/local/domain/${ownGuest}/device/vif/${ownIndex}`;
  if (isBackendPath(own) && path !== home) {
    return [{
      at: link.valueSpan,
      message: isFrontendPath(path)
        ? t("This frontend is vif {0} of domain {1}, but the backend stands in the directory for vif {2} of domain {3}.", index ?? "", domain ?? "", ownIndex ?? "", ownGuest ?? "")
        : t('"{0}" is no frontend of a vif, but the backend stands in the directory for vif {1} of domain {2}.', show(path), ownIndex ?? "", ownGuest ?? ""),
      fixes: function* () {
        yield { title: t("Set {0} to {1}", "frontend", home), draft: scene.draft().replace(link.contentSpan, home), preferred: true };
      },
    }];
  }
  const ofId = isFrontendPath(path) ? checkId(backend.setting("frontend-id"), domain, link, scene) : NONE;
  const answer = scene.frontend?.setting("backend");
  const answered = scene.frontend?.link;
  if (answer === undefined || answered === undefined || answered === own || !isBackendPath(own)) return ofId;
  // A frontend whose link is at odds with its own path is reported there.
  if (isBackendPath(answered) && !answered.endsWith(`/${ownGuest}/${ownIndex}`)) return ofId;
  const ofLink: Report = {
    at: link.valueSpan,
    message: t("The frontend does not point back at this backend, which waits for a frontend that does not look at it."),
    related: [{ at: answer.valueSpan, message: t("The backend of the frontend.") }],
    fixes: function* () {
      yield { title: t("Set {0} to {1}", "backend", own), draft: scene.draft().replace(answer.contentSpan, own) };
    },
  };
  return [...ofId, ofLink];
}

/** `backend-id` and `frontend-id` repeat the domain in the path beside them. */
function checkId(id: Setting | undefined, domain: string | undefined, link: Setting, scene: Scene): readonly Report[] {
  if (id?.text === undefined || domain === undefined || id.decimal === Number(domain)) return NONE;
  return [{
    at: id.valueSpan,
    message: t("{0} is not the domain of {1}, which is {2}. Drivers take the id for grants and event channels, and the path for keys.", id.name, link.name, domain),
    related: [{ at: link.valueSpan, message: t("The path is in domain {0}.", domain) }],
    fixes: function* () {
      yield { title: t("Set {0} to {1}", id.name, domain), draft: scene.draft().replace(id.contentSpan, domain), preferred: true };
    },
  }];
}
