import type { Backend } from "../netif/backend";
import type { Forecast } from "../netif/forecast/forecast";
import type { Frontend } from "../netif/frontend";
import type { Inline } from "./prose";

/** "netback connects 2 queues, split channels", "netback refuses: …": the forecast in a line. */
export function forecastParts(forecast: Forecast): Inline[] {
  const { outcome, queues, styles, error } = forecast;
  if (outcome === "refuses") return ["netback refuses: ", { dump: error ?? "" }];
  if (outcome === "waits") return ["netback waits for the frontend"];
  if (outcome === "closes") return ["netback closes the device"];
  const split = styles.filter((style) => style === "split").length;
  const channels = split === 0 ? "shared channels" : split === styles.length ? "split channels" : "split and shared channels";
  const count = queues === 1 ? "1 queue" : `${queues} queues`;
  return [`netback connects ${count}${styles.length === 0 ? "" : `, ${queues === 1 && split === 0 ? "shared channel" : channels}`}`];
}

/** Who waits for whom, and why; or that all is well. What people open a dump for. */
export function handshakeParts(frontend: Frontend, backend: Backend | undefined, forecast: Forecast): Inline[] {
  const here = frontend.state;
  const there = backend?.state;
  if (forecast.outcome === "closes") return [here === 5 || here === 6 ? "The frontend is closing or has closed." : "The frontend has no state that netback could follow."];
  if (backend === undefined) return ["The backend is not in this dump: what it waits for is not known."];
  if (there === 1 || there === 0) return ["The backend driver has not taken the device yet: netback writes its features and goes to InitWait first."];
  if (there === 5 || there === 6) {
    return [here === 1 ? "A reconnection is under way: the backend closes and starts over." : "The backend refused the device, or is closing: look for its error node."];
  }
  if (forecast.outcome === "waits") return [`netback waits for netfront to ${here === 1 ? "leave Initialising" : "go from Initialised to Connected"}.`];
  if (forecast.outcome === "refuses") return ["Both ends wait for nothing more: the keys must be mended, and the frontend connect again."];
  if (there === 2) {
    const status = backend.setting("hotplug-status");
    if (status?.text === "connected") return ["netback has not read the keys yet."];
    if (status?.text === "error") return ["Rings connected, but the hotplug script failed: see ", { code: "hotplug-error" }, "."];
    return ["Rings connected, waiting for the hotplug script."];
  }
  if (here === 7) return ["The frontend is being reconfigured: netback reads the XDP headroom again."];
  return ["The handshake is complete and clean: look at the data path."];
}

/** What the error node of the dump adds to the forecast; undefined where it has nothing to add. */
export function errorNodeParts(frontend: Frontend, backend: Backend | undefined, forecast: Forecast): Inline[] | undefined {
  const error = (backend ?? frontend).errorOf(backend?.node.path ?? frontend.link ?? "");
  if (error?.text === undefined || error.text === "") return undefined;
  if (forecast.outcome === "refuses" && error.text === forecast.error) return ["The error node of the dump says the same."];
  return ["The error node says ", { dump: error.text }, ", which these keys do not explain: it is an old one, or the dump was taken in between."];
}
