import { rangeOf, type Range } from "../dump/text";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import type { Frontend } from "../netif/frontend";
import type { StoreNode } from "../store/node";
import { directorySpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { inOrderOfPlace } from "./directory-place";
import { culpritRange, forecastTitle } from "./forecast/title";
import { isLong } from "./long-dump";
import type { Steps } from "./steps";

/** `forecast`: what netback will do with the vif. `peer`: a link to its other half. */
export type LensKind = "forecast" | "peer";

/** A place above a vif directory where a lens belongs. */
export interface LensPlace {
  /** The name of the directory, or the path in the first line below it if no line names it. */
  readonly range: Range;
  readonly kind: LensKind;
}

/** A lens with what it shows. */
export interface Lens extends LensPlace {
  readonly title: string;
  /** Where a click leads: the cause of a refusal, or the other half. */
  readonly target: Range | undefined;
}

/** The lenses of a dump, from the top. For a long dump only their places: `lensAt` works out each lens when it is shown. */
export function* lensesOf(dump: AnalysedDump): Steps<(Lens | LensPlace)[]> {
  const places = yield* lensPlaces(dump);
  return isLong(dump.text) ? places : places.flatMap((place) => lensAt(dump, place) ?? []);
}

/** A forecast above each frontend and each paired backend; above both halves of a pair, also a link to the other half. */
function* lensPlaces(dump: AnalysedDump): Steps<LensPlace[]> {
  const placed: { readonly node: StoreNode; readonly span: EntrySpan; readonly kinds: readonly LensKind[] }[] = [];
  for (const node of dump.model.directories) {
    yield;
    const span = directorySpan(node);
    const hasPeer = dump.model.peerOf(node) !== undefined;
    if (span === undefined || (!hasPeer && dump.model.sideOf(node) !== "frontend")) continue;
    placed.push({ node, span, kinds: hasPeer ? ["forecast", "peer"] : ["forecast"] });
  }
  return inOrderOfPlace(placed).flatMap(({ span, kinds }) => {
    const range = rangeOf(span);
    return kinds.map((kind) => ({ range, kind }));
  });
}

/** Works out the lens for a place; undefined if the dump no longer has one there. */
export function lensAt(dump: AnalysedDump, { range, kind }: LensPlace): Lens | undefined {
  const directory = directoryNamedAt(dump, range);
  if (directory === undefined) return undefined;
  if (kind === "forecast") {
    const title = forecastTitle(dump, directory.node);
    return title === undefined ? undefined : { range, kind, title, target: culpritRange(dump, directory.node) };
  }
  const peer = dump.model.peer(directory);
  const span = peer && directorySpan(peer.node);
  if (peer === undefined || span === undefined) return undefined;
  return { range, kind, title: peer.side === "frontend" ? t("Go to frontend") : t("Go to backend"), target: rangeOf(span) };
}

/** The vif directory around the line of a range, if the range is still the place of that directory. */
function directoryNamedAt(dump: AnalysedDump, { start, end }: Range): Frontend | Backend | undefined {
  const place = dump.text.lineNear(start).first.place;
  const directory = place && dump.model.directoryAround(place);
  const span = directory && directorySpan(directory.node);
  const named = span && rangeOf(span);
  return named?.start.line === start.line && named.end.character === end.character ? directory : undefined;
}
