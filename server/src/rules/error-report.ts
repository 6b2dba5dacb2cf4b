import { show } from "../dump/show";
import type { Backend } from "../netif/backend";
import { errnoName } from "../netif/errno";
import { forecast } from "../netif/forecast/forecast";
import type { Frontend } from "../netif/frontend";
import type { Setting } from "../netif/setting";
import { directorySpan } from "../store/spans";
import type { Report, Scene } from "./rule";

/**
 * Reports at a device what its driver wrote into its error node. Linux does not remove an old error: where both ends are
 * connected and the keys are good, it is only told.
 * @param at the half of the device that the report goes to
 */
export function* reportError(at: Frontend | Backend, error: Setting | undefined, driver: string, scene: Scene): Generator<Report> {
  if (error === undefined || (!error.isKnown && error.entry.syntax.value !== "cut")) return;
  // What the tool cut still tells what went wrong; a tree leaves little room for it.
  const text = error.raw;
  const place = at.stateSetting?.valueSpan ?? directorySpan(scene.text, at.node);
  if (text === "" || place === undefined) return;
  const name = errnoName(text);
  const past = isConnected(at, scene);
  yield {
    at: place,
    message:
      `${driver} reported an error: "${show(text)}"${name === undefined ? "" : ` (${name})`}. ` +
      (past ? "Both ends are connected since, and the keys are good: it is most likely an old one." : "The device does not work until its cause is mended and the frontend connects again."),
    related: [{ at: error.valueSpan, message: "The error node." }],
    ...(past ? { atMost: "information" as const } : {}),
  };
}

function isConnected(at: Frontend | Backend, scene: Scene): boolean {
  const frontend = at.side === "frontend" ? at : scene.frontend;
  const backend = at.side === "backend" ? at : scene.backend;
  if (frontend?.state !== 4 || backend?.state !== 4 || frontend.side !== "frontend" || backend.side !== "backend") return false;
  return forecast({ frontend, backend }, "current", scene.resources).outcome === "connects";
}
