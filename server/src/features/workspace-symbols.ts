import type { Backend } from "../netif/backend";
import { isNumber } from "../netif/device-address";
import type { Frontend } from "../netif/frontend";
import { show } from "../dump/show";
import { rangeOf, type Range } from "../dump/text";
import { t } from "../l10n";
import { descend } from "../store/capture";
import type { StoreNode } from "../store/node";
import { directorySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { inOrderOfPlace } from "./directory-place";
import { interfaceName } from "./interface-name";

/** A vif or a domain of a dump, to be found by its name. */
export interface FoundSymbol {
  /** `domain 1 (web01)`, `vif1.0 frontend (web01)`: a vif has the name of its interface in the backend domain. Safe to show. */
  readonly name: string;
  readonly kind: "domain" | "vif";
  /** The path of the directory, safe to show. */
  readonly path: string;
  /** Where the directory is named. */
  readonly range: Range;
}

const DOMAIN = /^\/local\/domain\/[0-9]+$/;

/**
 * Finds domains and vifs whose name or path has the characters of a query in that order, whatever their case.
 * @param limit the most to find
 * @returns first those that have the query in one piece, then the others; in both groups, domains before vifs
 */
export function findSymbols(dump: AnalysedDump, query: string, limit: number): FoundSymbol[] {
  const wanted = query.toLowerCase().replace(/\s/g, "");
  const whole: Named[] = [];
  const scattered: Named[] = [];
  for (const candidate of named(dump)) {
    const texts = [candidate.name, show(candidate.node.path)].map((text) => text.toLowerCase().replace(/\s/g, ""));
    if (texts.some((text) => text.includes(wanted))) whole.push(candidate);
    else if (whole.length < limit && texts.some((text) => isSubsequence(wanted, text))) scattered.push(candidate);
  }
  const found = fromTheTop(whole);
  return [...found, ...(found.length < limit ? fromTheTop(scattered) : [])].slice(0, limit);
}

/** Looks up where candidates stand, and orders them: domains before vifs, and otherwise from the top of the dump, whatever edits led to it. */
function fromTheTop(candidates: readonly Named[]): FoundSymbol[] {
  const placed = candidates.flatMap((candidate) => {
    const span = directorySpan(candidate.node);
    return span === undefined ? [] : { ...candidate, span };
  });
  const found = inOrderOfPlace(placed).map(({ kind, node, name, span }) => ({ name, kind, path: show(node.path), range: rangeOf(span) }));
  return [...found.filter(({ kind }) => kind === "domain"), ...found.filter(({ kind }) => kind === "vif")];
}

interface Named extends Pick<FoundSymbol, "kind" | "name"> {
  readonly node: StoreNode;
}

function* named(dump: AnalysedDump): Generator<Named> {
  for (const node of domainsOf(dump)) yield { kind: "domain", node, name: `${t("domain {0}", node.name)}${guestName(node)}` };
  for (const node of dump.model.directories) {
    const directory = dump.model.directory(node);
    if (directory !== undefined) yield { kind: "vif", node, name: vifName(dump, directory) };
  }
}

/** `vif1.0 frontend (web01)`; safe to show. */
export function vifName({ store }: AnalysedDump, { node, path, link, side }: Frontend | Backend): string {
  const known = interfaceName(path, link);
  const guest = known === undefined ? undefined : store.resolve(`/local/domain/${known.domain}`, node.top.capture);
  const card = known?.name ?? "vif";
  return `${side === "frontend" ? t("{0} frontend", card) : t("{0} backend", card)}${guest === undefined ? "" : guestName(guest)}`;
}

/** The path from the root of a capture to the directory of all domains. */
const WAYS: Readonly<Record<string, string>> = { "/": "local/domain", "/local": "domain" };

/** The directories of domains in all captures. */
function* domainsOf(dump: AnalysedDump): Generator<StoreNode> {
  for (const { base, root = "", slash } of dump.store.captures) {
    if (DOMAIN.test(root)) yield base;
    const way = WAYS[root];
    for (const all of [descend(slash, "local/domain"), way === undefined ? undefined : descend(base, way), root === "/local/domain" ? base : undefined]) {
      for (const node of all?.children?.values() ?? []) if (isNumber(node.name)) yield node;
    }
  }
}

/** ` (web01)`, or nothing if the dump does not tell it. */
function guestName(domain: StoreNode): string {
  const name = show(domain.child("name")?.entry?.value ?? "").trim();
  return name === "" ? "" : ` (${name})`;
}

function isSubsequence(wanted: string, text: string): boolean {
  let at = 0;
  for (let index = 0; index < text.length && at < wanted.length; index += 1) if (text[index] === wanted[at]) at += 1;
  return at === wanted.length;
}
