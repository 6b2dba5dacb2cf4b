import { CUT_MARKER_AT_END } from "../dump/cut-marker";
import type { Range } from "../dump/text";
import { readDecimal } from "../netif/decimal";
import { ownerAt, type NetifKey, type Owner } from "../netif/key";
import { NETIF_KEYS, netifKey } from "../netif/keys";
import type { Model } from "../netif/model";
import { queueIndex } from "../netif/queue-name";
import { KeyEntry } from "../netif/key-entry";
import { readState } from "../netif/state";
import type { Entry, StoreNode } from "../store/node";
import { nameSpan, segmentSpan, valueSpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { linesIn } from "./lines-in";
import { placeInside, type NetifPlace } from "./netif-place";

/** What a stretch of the text is, beyond what the grammar can tell from the line alone. */
export const TOKEN_TYPES = ["netifKey", "unknownKey", "otherKey", "queue", "placeholder", "cutValue", "state", "number", "link"] as const;

/** Who writes a key. */
export const TOKEN_MODIFIERS = ["frontend", "backend", "toolstack", "hotplug"] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** A stretch of one line, and what it is. */
export interface SemanticToken {
  readonly line: number;
  /** In UTF-16 code units. */
  readonly start: number;
  readonly length: number;
  readonly type: TokenType;
  readonly modifier: TokenModifier | undefined;
}

const MODIFIER_OF: Readonly<Record<Owner, TokenModifier>> = { frontend: "frontend", backend: "backend", toolstack: "toolstack", "hotplug script": "hotplug" };

/** A token whose line number is not looked up yet. */
interface Mark {
  readonly span: EntrySpan;
  readonly type: TokenType;
  readonly modifier?: TokenModifier | undefined;
}

/**
 * The tokens of a range, in the order of the text.
 * @param range the whole text if not given
 */
export function semanticTokensIn(dump: AnalysedDump, range?: Range): SemanticToken[] {
  const { text } = dump;
  const reader = new TokenReader(dump.model);
  const tokens: SemanticToken[] = [];
  let number = (range === undefined ? 0 : text.clamp(range.start).line) - 1;
  for (const line of linesIn(text, range)) {
    number += 1;
    for (const { span, type, modifier } of reader.read(line)) {
      // A value may stand on the line below its key. A value of several lines is left to the grammar.
      const at = span.line === line ? number : span.line.number;
      if (span.lastLine === undefined && span.end > span.start) tokens.push({ line: at, start: span.start, length: span.end - span.start, type, modifier });
    }
  }
  return tokens;
}

/** Reads line after line. It remembers the last directory, since neighbouring lines mostly share one. */
class TokenReader {
  readonly #model: Model;
  #directory: StoreNode | undefined;
  #place: NetifPlace | undefined;

  constructor(model: Model) {
    this.#model = model;
  }

  /** The tokens of a line, from the left. */
  *read(entry: Entry): Generator<Mark> {
    const node = entry.place;
    if (node?.parent === undefined) return;
    if (node.parent !== this.#directory) {
      this.#directory = node.parent;
      this.#place = placeInside(this.#model, node.parent);
    }
    const cut = entry.syntax.value === "cut" ? cutMark(entry) : undefined;
    if (this.#place === undefined) {
      if (isNamesake(entry, node)) yield { span: nameSpan(entry), type: "otherKey" };
      if (cut !== undefined) yield cut;
      return;
    }
    const { at } = this.#place;
    if (at === "queue" && entry.syntax.form === "flat") {
      const span = segmentSpan(entry, node.parent);
      if (span !== undefined) yield { span, type: "queue" };
    }
    const key = netifKey(node.name, at);
    yield nameMark(entry, node, key, at);
    const type = valueType(new KeyEntry(entry), key);
    if (cut !== undefined) yield cut;
    else if (type !== undefined) yield { span: valueSpan(entry), type };
  }
}

/**
 * Whether a node outside the vifs has the name of a key of a vif. In a tree, the grammar colours it as such a key, since the line does not tell where it stands.
 * If the dump does not tell either, it keeps that colour, unless something is below it: no key has anything below it.
 */
function isNamesake({ syntax }: Entry, node: StoreNode): boolean {
  return syntax.form === "tree" && NETIF_KEYS.has(node.name) && (node.children !== undefined || node.top.absolute);
}

/** The rest of a cut value, without the marker, which the grammar colours. */
function cutMark(entry: Entry): Mark {
  const span = valueSpan(entry);
  const marker = CUT_MARKER_AT_END.exec(entry.value)?.[0].length ?? 0;
  return { span: { ...span, end: span.end - marker }, type: "cutValue" };
}

function nameMark(entry: Entry, node: StoreNode, key: NetifKey | undefined, at: NetifPlace["at"]): Mark {
  const span = nameSpan(entry);
  if (at === "frontend" && queueIndex(node.name) !== undefined) return { span, type: "queue" };
  if (key === undefined) return { span, type: "unknownKey" };
  const owner = ownerAt(key, at);
  return { span, type: "netifKey", modifier: owner && MODIFIER_OF[owner] };
}

/** The type of a key's value; undefined if the grammar already says everything, or if the value does not fit the key. */
function valueType(keyEntry: KeyEntry, key: NetifKey | undefined): TokenType | undefined {
  if (key === undefined) return undefined;
  if (keyEntry.isPlaceholder) return "placeholder";
  const { text } = keyEntry;
  if (text === undefined || text === "") return undefined;
  switch (key.type.kind) {
    case "state": return readState(text) === undefined ? undefined : "state";
    case "path": return key.name === "backend" || key.name === "frontend" ? "link" : undefined;
    case "integer":
    case "flag":
    case "ring-reference":
    case "event-channel":
    case "domid": return readDecimal(text) === undefined ? undefined : "number";
    case "one-of":
    case "string":
    case "mac":
    case "rate":
    case "directory": return undefined;
  }
}
