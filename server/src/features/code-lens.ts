import type { Range } from "../dump/text";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import type { Frontend } from "../netif/frontend";
import type { StoreNode } from "../store/node";
import type { EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { inOrderOfPlace, placeOfDirectory } from "./definition";
import { culpritRange, forecastTitle } from "./forecast-title";
import { isLong } from "./long-dump";
import type { Steps } from "./steps";

/** `forecast`: what netback will do with the vif. `peer`: the way to its other half. */
export type LensKind = "forecast" | "peer";

/** A place over a directory of a vif where something is to be shown. */
export interface LensPlace {
  /** Where the directory is named, or the first line in it where nothing names it. */
  readonly range: Range;
  readonly kind: LensKind;
}

/** What is shown there. */
export interface Lens extends LensPlace {
  readonly title: string;
  /** Where a click goes: what a refusal comes from, or the other half. */
  readonly target: Range | undefined;
}

/** The lenses of a dump, from the top; of a long one only where they stand: they are to be worked out one by one. */
export function* lensesOf(dump: AnalysedDump): Steps<(Lens | LensPlace)[]> {
  const places = yield* lensPlaces(dump);
  return isLong(dump.text) ? places : places.flatMap((place) => lensAt(dump, place) ?? []);
}

const FORECAST_ALONE: readonly LensKind[] = ["forecast"];
const BOTH_KINDS: readonly LensKind[] = ["forecast", "peer"];

/** Over each directory whose frontend is in the dump, and each whose other half is. */
function* lensPlaces(dump: AnalysedDump): Steps<LensPlace[]> {
  const placed: { readonly node: StoreNode; readonly span: EntrySpan; readonly kinds: readonly LensKind[] }[] = [];
  for (const node of dump.model.directories) {
    yield;
    const span = placeOfDirectory(node);
    const kinds = dump.model.peerOf(node) !== undefined ? BOTH_KINDS : dump.model.sideOf(node) === "frontend" ? FORECAST_ALONE : [];
    if (span !== undefined && kinds.length > 0) placed.push({ node, span, kinds });
  }
  return inOrderOfPlace(dump.text, placed).flatMap(({ span, kinds }) => {
    const range = dump.text.rangeOf(span);
    return kinds.map((kind) => ({ range, kind }));
  });
}

/** What the lens of that kind shows over the directory at a place; undefined where the dump has none there any more. */
export function lensAt(dump: AnalysedDump, { range, kind }: LensPlace): Lens | undefined {
  const directory = directoryNamedAt(dump, range);
  if (directory === undefined) return undefined;
  if (kind === "forecast") {
    const title = forecastTitle(dump, directory.node);
    return title === undefined ? undefined : { range, kind, title, target: culpritRange(dump, directory.node) };
  }
  const { frontend, backend } = dump.model.vif(directory);
  const peer = directory === frontend ? backend : frontend;
  const span = peer && placeOfDirectory(peer.node);
  return peer === undefined || span === undefined ? undefined : { range, kind, title: peer.side === "frontend" ? t("Go to frontend") : t("Go to backend"), target: dump.text.rangeOf(span) };
}

/** The vif directory that a range names: the one around its line of which that is the first. */
function directoryNamedAt(dump: AnalysedDump, { start, end }: Range): Frontend | Backend | undefined {
  const place = dump.text.lineAt(dump.text.clamp(start).line)?.first.place;
  const directory = place && dump.model.directoryAround(place);
  const span = directory && placeOfDirectory(directory.node);
  const named = span && dump.text.rangeOf(span);
  return named?.start.line === start.line && named.end.character === end.character ? directory : undefined;
}
