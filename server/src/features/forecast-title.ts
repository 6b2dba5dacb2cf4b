import type { Range } from "../dump/text";
import { forecast } from "../netif/forecast/forecast";
import type { Kernel } from "../netif/forecast/kernel";
import { Setting } from "../netif/setting";
import type { StoreNode } from "../store/node";
import { directorySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { forecastParts } from "./forecast-words";
import { Prose } from "./prose";

interface Said {
  readonly kernel: Kernel;
  /** The frontend, and what it was told by. */
  readonly frontend: StoreNode;
  readonly identity: object | undefined;
  readonly title: string;
  readonly culprit: Setting | StoreNode | undefined;
}

/** What was said of a vif, by what its directory is told by. */
const said = new WeakMap<object, Said>();

/**
 * What netback does with the vif of a directory: "netback connects 2 queues, split channels". Plain text, safe to show.
 * @returns undefined where its frontend is not in the dump
 */
export function forecastTitle(dump: AnalysedDump, directory: StoreNode): string | undefined {
  return saidOf(dump, directory)?.title;
}

/** Where a refusal of netback comes from; undefined where it refuses nothing, or the dump does not hold what is to blame. */
export function culpritRange(dump: AnalysedDump, directory: StoreNode): Range | undefined {
  const culprit = saidOf(dump, directory)?.culprit;
  const span = culprit instanceof Setting ? culprit.valueSpan : culprit && directorySpan(culprit);
  return span && dump.text.rangeOf(span);
}

function saidOf(dump: AnalysedDump, directory: StoreNode): Said | undefined {
  const { kernel, model } = dump;
  const identity = model.identity(directory);
  if (identity === undefined) return undefined;
  const before = said.get(identity);
  if (before?.kernel === kernel && before.identity === model.identity(before.frontend)) return before;
  const peer = model.peerOf(directory);
  // Both halves say the same, unless the frontend has another one.
  const isShared = peer !== undefined && model.sideOf(peer) === "frontend" && model.peerOf(peer) === directory;
  const now = isShared ? saidOf(dump, peer) : foretell(dump, directory);
  if (now !== undefined) said.set(identity, now);
  return now;
}

function foretell({ kernel, model }: AnalysedDump, node: StoreNode): Said | undefined {
  const directory = model.directory(node);
  if (directory === undefined) return undefined;
  const { frontend, backend } = model.vif(directory);
  if (frontend === undefined) return undefined;
  const vif = { frontend, backend };
  const future = forecast(vif, kernel, model.resources);
  const title = new Prose().paragraph(...forecastParts(vif, future)).plain;
  return { kernel, frontend: frontend.node, identity: model.identity(frontend.node), title, culprit: future.refusal?.culprit };
}
