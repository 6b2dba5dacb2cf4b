import { rangeOf, type Range } from "../../dump/text";
import type { Forecast } from "../../netif/forecast/forecast";
import type { Kernel } from "../../netif/kernel";
import { KeyEntry } from "../../netif/key-entry";
import { hasFrontend, isServedByQemu, type VifWithFrontend } from "../../netif/vif";
import type { StoreNode } from "../../store/node";
import { directorySpan } from "../../store/spans";
import type { AnalysedDump } from "../analysed-dump";
import { plainOf } from "../prose";
import { forecastOf } from "./vif-report";
import { forecastParts, handshakeParts } from "./words";

/** The title for a vif, and what it was made from. */
interface Title {
  readonly kernel: Kernel;
  /** The frontend, and its identity when this was worked out. */
  readonly frontend: StoreNode;
  readonly identity: object | undefined;
  readonly title: string;
  readonly culprit: KeyEntry | StoreNode | undefined;
}

/** The titles that were made, by the identity of a directory of the vif (`Model.identity`). */
const titles = new WeakMap<object, Title>();

/**
 * What netback does with the vif of a directory: "netback connects 2 queues, split channels". Also says why its backend has not
 * connected, if that is for another reason than the keys: a vif that waits for its hotplug script has no network, however good its keys. Plain text, safe to show.
 * @returns undefined if nothing of its frontend is in the dump
 */
export function forecastTitle(dump: AnalysedDump, directory: StoreNode): string | undefined {
  return titleOf(dump, directory)?.title;
}

/** The cause of a refusal by netback; undefined if it refuses nothing, or the cause is not in the dump. */
export function culpritRange(dump: AnalysedDump, directory: StoreNode): Range | undefined {
  const culprit = titleOf(dump, directory)?.culprit;
  const span = culprit instanceof KeyEntry ? culprit.valueSpan : culprit && directorySpan(culprit);
  return span && rangeOf(span);
}

function titleOf(dump: AnalysedDump, directory: StoreNode): Title | undefined {
  const { kernel, model } = dump;
  const identity = model.identity(directory);
  if (identity === undefined) return undefined;
  const before = titles.get(identity);
  if (before?.kernel === kernel && before.identity === model.identity(before.frontend)) return before;
  const peer = model.peerOf(directory);
  // Both halves have the same forecast, unless the frontend is paired with another backend.
  const isShared = peer !== undefined && model.sideOf(peer) === "frontend" && model.peerOf(peer) === directory;
  const now = isShared ? titleOf(dump, peer) : makeTitle(dump, directory);
  if (now !== undefined) titles.set(identity, now);
  return now;
}

function makeTitle(dump: AnalysedDump, node: StoreNode): Title | undefined {
  const { kernel, model } = dump;
  const directory = model.directory(node);
  if (directory === undefined || model.mayBeMixed(node)) return undefined;
  const vif = model.vif(directory);
  if (!hasFrontend(vif)) return undefined;
  const forecast = forecastOf(vif, kernel);
  if (forecast === undefined) return undefined;
  const outcome = plainOf(forecastParts(vif, forecast));
  const title = isHeldUp(vif, forecast) ? `${outcome}. ${plainOf(handshakeParts(vif, forecast, true))}` : outcome;
  return { kernel, frontend: vif.frontend.node, identity: model.identity(vif.frontend.node), title, culprit: forecast.refusal?.culprit };
}

/** Whether the device is being removed or has no interface; or the keys are good, and the backend is in a state in which it has not connected. */
function isHeldUp(vif: VifWithFrontend, { outcome }: Forecast): boolean {
  const { frontend, backend } = vif;
  if (backend === undefined || isServedByQemu(vif)) return false;
  if (backend.isBeingRemoved || backend.lacksInterface) return true;
  return outcome === "connects" && backend.state !== undefined && !backend.isConnected && !frontend.hasPlaceholders;
}
