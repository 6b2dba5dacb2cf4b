import { t, translated } from "../../l10n";
import type { Backend } from "../../netif/backend";
import { isDespiteKeys, isOfKeys, kernelThatSays, type Forecast } from "../../netif/forecast/forecast";
import { KERNEL_NAMES, type Kernel } from "../../netif/kernel";
import { namesKeysOf } from "../../netif/forecast/named-keys";
import { STATE_NAMES, XenbusState } from "../../netif/state";
import { backendErrorOf, isServedByQemu, type VifWithFrontend } from "../../netif/vif";
import { phrase, type Inline } from "../prose";

/** "netback connects 2 queues, split channels", "netback refuses: …": the forecast in a line; for QEMU's backend, what it reads. */
export function forecastParts(vif: VifWithFrontend, { outcome, queues, styles, untold, refusal }: Forecast): Inline[] {
  if (isServedByQemu(vif)) return phrase("QEMU's backend reads one queue at the top level, with `event-channel`");
  const ofState = untold.has("state") ? `, ${t("if the frontend is connected")}` : "";
  if (outcome === "refuses") return [...phrase("netback refuses: {0}", { dump: refusal?.error ?? "" }), ofState];
  const setback = setbackParts(vif, outcome);
  if (setback !== undefined) return setback;
  if (outcome === "waits") return [vif.backend?.isEarly === true ? t("the frontend waits for netback") : t("netback waits for the frontend")];
  if (outcome === "closes") return [t("netback closes the device")];
  if (outcome === "unknown") return [untold.has("request") ? t("this dump does not show how many queues are requested: what netback does is not known") : t("this dump may not hold all keys of the requested queues: what netback does is not known")];
  const split = styles.filter((style) => style === "split").length;
  const connects = queues === 1 ? t("netback connects 1 queue") : t("netback connects {0} queues", queues);
  return [[connects, ...(queues === 0 ? [] : [channelsNamed(queues, split, queues - split)]), ...conditions(vif, untold)].join(", ") + ofState];
}

/**
 * Why good keys connect nothing, going by what the backend has left in the dump: it is closed, or its error says that Xen did not map what these very keys
 * name; undefined if nothing is in their way.
 */
export function setbackParts(vif: VifWithFrontend, outcome: Forecast["outcome"]): Inline[] | undefined {
  if (outcome === "refuses" || outcome === "closes" || isServedByQemu(vif)) return undefined;
  const error = backendErrorOf(vif)?.text;
  if (error !== undefined && isSetBackBy(error, vif, outcome)) return phrase("netback failed to map the rings or bind their ports: {0}", { dump: error });
  return vif.backend?.isClosed === true && (outcome !== "waits" || netbackGaveUp(vif) || vif.backend.isBeingRemoved) ? [t("netback does not connect")] : undefined;
}

/** Whether netback left an error, and none about keys, over which it starts anew with the frontend. */
function netbackGaveUp(vif: VifWithFrontend): boolean {
  const error = backendErrorOf(vif);
  return error !== undefined && !isOfKeys(error.raw);
}

/** Whether an error says that Xen did not map what these very keys name. A backend that has not come to the keys has left it before it began anew. */
function isSetBackBy(error: string, { frontend, backend }: VifWithFrontend, outcome: Forecast["outcome"]): boolean {
  return outcome === "connects" && (backend?.state ?? XenbusState.Connected) > XenbusState.InitWait && namesKeysOf(error, frontend);
}

/** What a promise that netback connects rests on beside the state, if the dump does not show it. */
function conditions({ frontend }: VifWithFrontend, untold: Forecast["untold"]): string[] {
  return [
    ...(untold.has("request") ? [t("if no more are requested")] : []),
    ...(frontend.hasPlaceholders ? [t("once the placeholders are filled in")] : untold.has("values") ? [t("if the values that this dump does not show are good")] : []),
  ];
}

function channelsNamed(queues: number, split: number, shared: number): string {
  if (split === 0) return queues === 1 ? t("shared channel") : t("shared channels");
  return shared === 0 ? t("split channels") : t("split and shared channels");
}

/**
 * Who waits for whom, and why; or that all is well. This is what people open a dump for.
 * @param isClean whether there is no error and no warning at either end
 */
export function handshakeParts(vif: VifWithFrontend, forecast: Forecast, isClean: boolean): Inline[] {
  const { frontend, backend } = vif;
  const here = frontend.state;
  const there = backend?.state;
  if (isServedByQemu(vif)) return qemuParts(vif, forecast, isClean);
  // These two come first: they decide, whatever the frontend does.
  if (backend?.isBeingRemoved === true) {
    // A frontend that was given another backend does not close for this one.
    const isWaited = there === XenbusState.Closing && !frontend.isClosed && frontend.link === backend.path;
    return [...phrase("The device is being removed: `online` is 0."), ...(isWaited ? [` ${t("The frontend has yet to close.")}`] : [])];
  }
  if (backend?.lacksInterface === true) return [forecast.outcome === "connects" && there === XenbusState.InitWait ? t("Rings connected, but the hotplug script failed.") : t("The hotplug script failed.")];
  if (forecast.outcome === "closes") return [frontend.isClosed ? t("The frontend is closing or has closed.") : t("The frontend has no state that netback could follow.")];
  if (forecast.refusal?.step === "state") return [t("netback does not read the keys in this state.")];
  if (backend === undefined) return [t("The backend is not in this dump: what it waits for is not known.")];
  if (backend.isEarly) return [t("The backend driver has not taken the device yet: netback writes its features and goes to InitWait first.")];
  if (backend.isClosed) return [here === XenbusState.Initialising && !netbackGaveUp(vif) ? t("A reconnection is under way: the backend closes and starts over.") : t("The backend refused the device, or is closing: see its error node.")];
  if (forecast.outcome === "waits") return [here === XenbusState.Initialising ? t("netback waits for netfront to leave Initialising.") : t("netback waits for netfront to go from Initialised to Connected.")];
  // Whether it has refused already rests on the state, if the dump does not show that.
  if (forecast.outcome === "refuses" && !forecast.untold.has("state")) return [t("Neither end is waiting: the keys must be fixed, and the frontend must connect again.")];
  return backend.isConnected ? connectedParts(vif, forecast, isClean) : unconnectedParts(backend, forecast);
}

/** For a vif of which nothing is known that keeps it from connecting, and whose backend says that it is connected. */
function connectedParts(vif: VifWithFrontend, { untold }: Forecast, isClean: boolean): Inline[] {
  const { state, hasPlaceholders } = vif.frontend;
  if (state === undefined) return [t("The backend is connected. The dump does not show for certain whether the frontend is.")];
  if (state === XenbusState.Reconfiguring) return [t("The frontend is being reconfigured: netback reads the XDP headroom again.")];
  if (!isClean || hasPlaceholders) return [t("Both ends say that they are connected, but not all is well: see what is reported on this vif.")];
  // netback goes to Connected when the hotplug script says so, but also after it has refused keys.
  const mayHaveRefused = isDespiteKeys(backendErrorOf(vif)?.text ?? "") || (!isServedByQemu(vif) && (vif.backend?.keyEntry("hotplug-status")?.text ?? "connected") !== "connected");
  return [untold.size > 0 || mayHaveRefused ? t("Both ends say that they are connected, but this dump does not show whether all is well.") : t("The handshake is complete and clean: look at the data path.")];
}

/** For a vif of which nothing is known that keeps it from connecting, and whose backend does not say that it is connected. */
function unconnectedParts(backend: Backend, { outcome }: Forecast): Inline[] {
  const { state, stateEntry } = backend;
  if (state === XenbusState.InitWait) {
    if (outcome !== "connects") return [t("The backend has not connected.")];
    const status = backend.keyEntry("hotplug-status");
    if (status?.text === "connected") return [t("netback has yet to go to Connected.")];
    if (status === undefined ? !backend.tells("hotplug-status") : !status.isKnown) return phrase("netback has yet to go to Connected, or waits for the hotplug script: the dump does not show `hotplug-status`.");
    return [t("Rings connected, waiting for the hotplug script.")];
  }
  if (state !== undefined) return [t("The backend is in state {0}, {1}, in which netback does not connect.", state, STATE_NAMES[state])];
  return [stateEntry?.isKnown !== true ? t("The state of the backend is not in this dump: whether it has connected is not known.") : t("The backend has no state that tells whether it has connected.")];
}

/** QEMU's backend has neither several queues nor a hotplug script. */
function qemuParts(vif: VifWithFrontend, forecast: Forecast, isClean: boolean): Inline[] {
  const { frontend, backend } = vif;
  if (backend?.isClosed === true) return [t("QEMU's backend could not connect, or closes.")];
  if (frontend.state === XenbusState.Connected && backend?.state === XenbusState.Connected) return connectedParts(vif, forecast, isClean);
  return phrase("It connects when the frontend goes to Connected, and needs `request-rx-copy` = 1.");
}

/**
 * What the error node of the dump adds to the forecast; undefined if it has nothing to add.
 * @param kernel the netback that the forecast is for
 */
export function errorNodeParts(vif: VifWithFrontend, { outcome, refusal }: Forecast, kernel: Kernel): Inline[] | undefined {
  const error = backendErrorOf(vif);
  if (error?.text === undefined || error.text === "") return undefined;
  const says = phrase("The error node says {0}.", { dump: error.text });
  if (isServedByQemu(vif)) return says;
  if (error.text === refusal?.error) return [t("The error node says so.")];
  const author = kernelThatSays(error.text, vif, kernel);
  if (author !== undefined) return phrase("The error node says {0}, as netback of {1} does of these keys.", { dump: error.text }, translated(KERNEL_NAMES[author]));
  // The forecast says this already.
  if (isSetBackBy(error.text, vif, outcome)) return undefined;
  if (namesKeysOf(error.text, vif.frontend) || !isOfKeys(error.text)) return says;
  return phrase("The error node says {0}, which these keys do not explain: it is an old one, or the dump was taken in between.", { dump: error.text });
}
