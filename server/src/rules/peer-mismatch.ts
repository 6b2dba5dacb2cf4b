import { show } from "../dump/show";
import { unescapeValue } from "../dump/unescape";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import { meantDecimal } from "../netif/decimal";
import { backendPathFor, domainIn, frontendPathFor, isBackendPath, isFrontendPath, readVifPath } from "../netif/device-address";
import type { Frontend } from "../netif/frontend";
import { isMaskedId, mayBeSamePath } from "../netif/masked-id";
import type { KeyEntry } from "../netif/key-entry";
import { setTo } from "./parts/fixes";
import { lineEndNote } from "./parts/wording";
import { NONE, type DeviceRule, type Fix, type Report, type Scene } from "./rule";

/** libxl: the two halves of a device link to each other, and their ids are those of their paths. */
export const peerMismatch: DeviceRule = {
  on: "device",
  code: "peer-mismatch",
  level: "warning",
  gate: "always",
  summary: "`backend` and `frontend` do not point at each other, or the ids disagree with the paths",
  check(directory, scene) {
    if (isBeingRemoved(scene.backend)) return NONE;
    return directory.side === "frontend" ? checkFrontend(directory, scene) : checkBackend(directory, scene);
  },
};

/** A network card that was replaced by hotplug leaves its old backend behind for a while. */
function isBeingRemoved(backend: Backend | undefined): boolean {
  return backend?.isClosed === true || backend?.isBeingRemoved === true;
}

function checkFrontend(frontend: Frontend, scene: Scene): readonly Report[] {
  const { link: path, linkEntry: link } = frontend;
  if (link === undefined || path === undefined) return NONE;
  const own = frontend.path;
  if (!isBackendPath(path)) return isFrontendPath(own) ? [noBackend(frontend, link, path, scene)] : NONE;
  const ofId = checkId(frontend.keyEntry("backend-id"), link, path, scene);
  return !mayBeSamePath(own, frontendPathFor(path)) && isFrontendPath(own) ? [...ofId, foreignBackend(frontend, link, path, scene)] : ofId;
}

function noBackend(frontend: Frontend, link: KeyEntry, path: string, scene: Scene): Report {
  return {
    at: link.valueSpan,
    message: `${t('"{0}" is not the backend of a vif.', show(path))}${lineEndNote(path)} ${t("The frontend finds nothing there that it could connect to.")}`,
    fixes: () => linkHome(frontend, link, backendPathFor(frontend.path, String(frontend.keyEntry("backend-id")?.decimal ?? 0)), scene),
  };
}

function foreignBackend(frontend: Frontend, link: KeyEntry, path: string, scene: Scene): Report {
  const { domain = "", type, guest = "", index = "" } = readVifPath(path) ?? {};
  return {
    at: link.valueSpan,
    message: t("This backend is for vif {0} of domain {1}, not for this device. Each backend serves only the frontend in its path.", index, guest),
    fixes: () => linkHome(frontend, link, backendPathFor(frontend.path, domain, type), scene),
  };
}

/** Links a frontend to a backend, if that is there and links to it. */
function linkHome(frontend: Frontend, link: KeyEntry, backend: string, scene: Scene): readonly Fix[] {
  return frontend.isLinkedFrom(backend) ? [{ ...setTo(link, backend, scene), preferred: true }] : [];
}

function checkBackend(backend: Backend, scene: Scene): readonly Report[] {
  const { link: path, linkEntry: link, path: own } = backend;
  if (link === undefined || path === undefined) return NONE;
  if (isBackendPath(own) && !mayBeSamePath(path, frontendPathFor(own))) return [foreignFrontend(own, link, path, scene)];
  const ofId = isFrontendPath(path) ? checkId(backend.keyEntry("frontend-id"), link, path, scene) : NONE;
  const answer = scene.frontend?.linkEntry;
  const answered = scene.frontend?.link;
  if (answer === undefined || answered === undefined || mayBeSamePath(answered, own) || !isBackendPath(own)) return ofId;
  // A frontend whose link leads to no backend, or is at odds with its own path, is reported there.
  return !isBackendPath(answered) || !mayBeSamePath(frontendPathFor(answered), path) ? ofId : [...ofId, unanswered(own, link, answer, scene)];
}

function foreignFrontend(own: string, link: KeyEntry, path: string, scene: Scene): Report {
  const named = readVifPath(path);
  const { guest = "", index = "" } = readVifPath(own) ?? {};
  return {
    at: link.valueSpan,
    message:
      named?.side === "frontend"
        ? t("This frontend is vif {0} of domain {1}, but the backend is in the directory for vif {2} of domain {3}.", named.index, named.guest, index, guest)
        : t('"{0}" is not the frontend of a vif, but the backend is in the directory for vif {1} of domain {2}.', show(path), index, guest) + lineEndNote(path),
    fixes: () => [{ ...setTo(link, frontendPathFor(own), scene), preferred: true }],
  };
}

function unanswered(own: string, link: KeyEntry, answer: KeyEntry, scene: Scene): Report {
  return {
    at: link.valueSpan,
    message: t("The frontend names another backend, and does not look at this one, which waits for it."),
    related: [{ at: answer.valueSpan, message: t("The backend of the frontend.") }],
    fixes: () => [setTo(answer, own, scene)],
  };
}

/** `backend-id` and `frontend-id` repeat the domain in the path beside them. */
function checkId(id: KeyEntry | undefined, link: KeyEntry, path: string, scene: Scene): readonly Report[] {
  if (id?.text === undefined) return NONE;
  const domain = domainIn(path);
  // Linux reads it with "%i": a line end behind the number does not make it another domain, nor do hexadecimal digits.
  return id.decimal === Number(domain) || meantDecimal(unescapeValue(id.text)) === Number(domain) || isMaskedId(domain) || isMaskedId(id.text) ? NONE : [wrongId(id, domain, link, scene)];
}

function wrongId(id: KeyEntry, domain: string, link: KeyEntry, scene: Scene): Report {
  return {
    at: id.valueSpan,
    message: t("{0} is not the domain of {1}, which is {2}. Drivers use the id for grants and event channels, and the path for keys.", id.name, link.name, domain),
    related: [{ at: link.valueSpan, message: t("The path is in domain {0}.", domain) }],
    fixes: () => [{ ...setTo(id, domain, scene), preferred: true }],
  };
}
