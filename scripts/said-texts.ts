import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { KERNEL_NAMES } from "../server/src/netif/kernel";
import { NETIF_KEYS } from "../server/src/netif/keys";
import { STATE_MEANINGS } from "../server/src/netif/state";

/** A call that says something: `t` and `phrase` of the server, `l10n.t` of VS Code in the client; with its first argument if that is only a literal. */
const CALL = /(?<![\w$]|function |[^n.]\.)(?:t|phrase)\(\s*(?:("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*[,)])?/g;

/** What the source says to users: the literals, and the lines of calls without a literal, which nobody could translate. */
export interface SaidTexts {
  readonly texts: readonly string[];
  readonly others: readonly string[];
}

/** Collects the texts of all files below a folder, given by its absolute path. */
export function saidTexts(folder: string): SaidTexts {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const texts: string[] = [];
  const others: string[] = [];
  for (const file of files) {
    const source = readFileSync(path.join(folder, file), "utf8");
    for (const { 0: call, 1: literal, index } of source.matchAll(CALL)) {
      if (literal !== undefined) texts.push(valueOf(literal));
      else others.push(`${file}: ${call}${source.slice(index + call.length).split("\n", 1)[0] ?? ""}`);
    }
  }
  return { texts, others };
}

/** The texts of tables: English there, and translated when they are shown. */
function tableTexts(): string[] {
  const keys = Array.from(NETIF_KEYS.values(), ({ description, caveat, absent, since }) => [description, caveat, absent, since.note]);
  const states = Object.values(STATE_MEANINGS).flatMap((meanings) => Object.values(meanings));
  return [...Object.values(KERNEL_NAMES), ...states, ...keys.flat().filter((text) => text !== undefined)];
}

/**
 * All English texts of client and server, as l10n/bundle.l10n.json holds them.
 * @param before what it holds now: what is still said keeps its place, and what is new comes last
 */
export function saidBundle(repository: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const said = new Set([...["client/src", "server/src"].flatMap((folder) => saidTexts(path.join(repository, folder)).texts), ...tableTexts()]);
  const kept = Object.keys(before).filter((text) => said.has(text));
  return Object.fromEntries([...kept, ...said].map((text) => [text, text]));
}

/** The text that a literal in either kind of quotes stands for. */
function valueOf(literal: string): string {
  if (literal.startsWith('"')) return JSON.parse(literal) as string;
  const inside = literal.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', String.raw`\"`);
  return JSON.parse(`"${inside}"`) as string;
}
