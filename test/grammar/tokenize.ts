import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { OnigScanner, OnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, Registry, parseRawGrammar, type IGrammar } from "vscode-textmate";

const ROOT = new URL("../../", import.meta.url);
const { contributes } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")) as { contributes: { grammars: [{ path: string; scopeName: string }] } };
const [{ path, scopeName }] = contributes.grammars;

/** The grammar that the manifest names. */
export const GRAMMAR_FILE = new URL(path, ROOT);

/** A piece of a line with the scopes the grammar gives it, the outermost first. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
await loadWASM(Uint8Array.from(wasm).buffer);

export const REGISTRY = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (sources) => new OnigScanner(sources),
    createOnigString: (text) => new OnigString(text),
  }),
  loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(GRAMMAR_FILE, "utf8"), GRAMMAR_FILE.pathname)),
});

const loaded = await REGISTRY.loadGrammar(scopeName);
if (loaded === null) throw new Error("the grammar does not load");
const grammar: IGrammar = loaded;

/**
 * Tokenises a text with the engine of VS Code.
 * @param lines without their line ends, as VS Code hands them to the engine
 * @returns the tokens of each line
 */
export function tokenize(lines: readonly string[]): Token[][] {
  let state = INITIAL;
  return lines.map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}

/** The text in a scope: its tokens joined; empty if there are none. */
export function textIn(tokens: readonly Token[], scope: string): string {
  return tokens
    .filter((token) => token.scopes.includes(scope))
    .map((token) => token.text)
    .join("");
}
