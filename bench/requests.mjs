// The requests that an editor makes about an open document.

/** @typedef {import("./documents.mjs").BenchDocument} BenchDocument */

/**
 * @typedef {object} RequestKind
 * @property {string} title
 * @property {string} method
 * @property {(capabilities: Record<string, unknown>) => boolean} provided whether the server answers it
 * @property {(at: number, count: number) => object} parameters of the request with that number, apart from the document
 * @property {boolean} cheap whether it concerns one place, not the whole document
 */

/** How many lines an editor shows at a time. */
const SCREEN = 60;

/** @param {string} text */
const inName = (text) => text.search(/"?(?: =|:)/) - 1;
/** @param {string} text */
const inValue = (text) => text.lastIndexOf('"') - 1;
const whole = () => ({});

/**
 * @param {BenchDocument} document
 * @returns {RequestKind[]}
 */
export function requestsOn(document) {
  const lines = document.text.split("\n");
  /** @param {number} queue */
  const link = (queue) => {
    let line = queue;
    while (line > 0 && !/\bbackend"?(?: =|:) "/.test(lines[line] ?? "")) line -= 1;
    return line;
  };
  /** @type {(lineIn: (queue: number) => number, character: (text: string) => number) => RequestKind["parameters"]} */
  const spread = (lineIn, character) => (at, count) => {
    const queue = document.queues[Math.floor(((at + 0.5) * document.queues.length) / count)] ?? 0;
    const line = lineIn(queue);
    return { position: { line, character: character(lines[line] ?? "") } };
  };
  /** @type {RequestKind["parameters"]} */
  const screen = (at, count) => {
    const first = Math.floor((at * (lines.length - SCREEN)) / count);
    return { range: { start: { line: first, character: 0 }, end: { line: first + SCREEN, character: 0 } } };
  };
  return [
    place("hover", "textDocument/hover", "hoverProvider", spread((queue) => queue + 1, inName)),
    place("completion", "textDocument/completion", "completionProvider", spread((queue) => queue + 1, inName)),
    place("go to definition", "textDocument/definition", "definitionProvider", spread(link, inValue)),
    place("inlay hints of a screen", "textDocument/inlayHint", "inlayHintProvider", screen),
    { title: "semantic tokens of a screen", method: "textDocument/semanticTokens/range", provided: tokens("range"), parameters: screen, cheap: true },
    { title: "semantic tokens of the file", method: "textDocument/semanticTokens/full", provided: tokens("full"), parameters: whole, cheap: false },
    { ...place("document symbols", "textDocument/documentSymbol", "documentSymbolProvider", whole), cheap: false },
    { ...place("folding", "textDocument/foldingRange", "foldingRangeProvider", whole), cheap: false },
    { ...place("code lenses", "textDocument/codeLens", "codeLensProvider", whole), cheap: false },
  ];
}

/**
 * @param {string} title
 * @param {string} method
 * @param {string} provider its name in the capabilities
 * @param {RequestKind["parameters"]} parameters
 * @returns {RequestKind}
 */
function place(title, method, provider, parameters) {
  return { title, method, provided: (capabilities) => Boolean(capabilities[provider]), parameters, cheap: true };
}

/** @param {"range" | "full"} what */
function tokens(what) {
  /** @param {Record<string, unknown>} capabilities */
  return (capabilities) => {
    const provider = /** @type {Record<string, unknown> | undefined} */ (capabilities["semanticTokensProvider"]);
    return Boolean(provider?.[what]);
  };
}
