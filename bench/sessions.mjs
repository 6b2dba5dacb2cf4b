// What one server process is put through, and what is measured meanwhile.
import { EDIT_KINDS, keystrokes } from "./edits.mjs";
import { LanguageClient } from "./language-client.mjs";
import { requestsOn } from "./requests.mjs";

/** @typedef {import("./documents.mjs").BenchDocument} BenchDocument */
/** @typedef {import("./samples.mjs").Samples} Samples */

/**
 * A server to be measured.
 * @typedef {object} Server
 * @property {string[]} command the arguments of Node.js
 * @property {string} languageId
 * @property {boolean} [pulls] whether the client asks it for diagnostics; it does unless this is false
 */

/**
 * @typedef {object} SessionPlan
 * @property {string} name what its samples are filed under
 * @property {Server} server
 * @property {BenchDocument} document
 * @property {number} keystrokes of each kind; each is taken back, which counts as one more
 * @property {number} warmUp keystrokes of each kind before these, which do not count
 * @property {number} requests of each kind that the server can answer
 */

/**
 * Opens the document in a fresh process, types in it, makes requests, and ends.
 * @param {SessionPlan} plan
 * @param {Samples} samples
 */
export async function runSession(plan, samples) {
  const { name, server, document } = plan;
  const started = performance.now();
  const client = await LanguageClient.start(server.command, server.languageId, server.pulls);
  samples.add(`${name} start`, performance.now() - started);
  try {
    const opened = await client.open(document.text);
    samples.add(`${name} open`, opened.milliseconds);
    samples.add(`${name} diagnostics`, diagnosticsIn(opened.result));
    samples.add(`${name} memory after open`, client.peakMemory);
    await type(client, plan, samples);
    samples.add(`${name} memory after keystrokes`, client.peakMemory);
    await ask(client, plan, samples);
    samples.add(`${name} memory`, client.peakMemory);
  } finally {
    await client.stop();
  }
}

/**
 * @param {LanguageClient} client
 * @param {SessionPlan} plan
 * @param {Samples} samples
 */
async function type(client, { name, document, keystrokes: count, warmUp }, samples) {
  if (count === 0) return;
  for (const kind of EDIT_KINDS) {
    for (const [at, { edit, undo }] of keystrokes(document, kind, warmUp + count).entries()) {
      const times = [await client.edit(edit), await client.edit(undo)].map(({ milliseconds }) => milliseconds);
      if (at >= warmUp) samples.add(`${name} ${kind}`, ...times);
    }
  }
}

/**
 * @param {LanguageClient} client
 * @param {SessionPlan} plan
 * @param {Samples} samples
 */
async function ask(client, { name, document, requests: count }, samples) {
  if (count === 0) return;
  for (const { title, method, provided, parameters, cheap } of requestsOn(document)) {
    if (!provided(client.capabilities)) continue;
    const repetitions = cheap ? count : Math.ceil(count / 10);
    const warmUp = Math.ceil(repetitions / 5);
    for (let at = 0; at < warmUp + repetitions; at += 1) {
      const { milliseconds } = await client.ask(method, parameters(at, warmUp + repetitions));
      if (at >= warmUp) samples.add(`${name} ${title}`, milliseconds);
    }
  }
  await typeWhileAsking(client, { name, document, count }, samples);
  await askForFixes(client, { name, document, count }, samples);
}

/** What editors request for the whole document at a pause in typing, and the capability of a server that can answer it. */
const WHOLE = { documentSymbol: "documentSymbolProvider", foldingRange: "foldingRangeProvider", codeLens: "codeLensProvider", documentLink: "documentLinkProvider" };

/**
 * Types, and asks for diagnostics after all requests for the whole document.
 * @param {LanguageClient} client
 * @param {{ name: string, document: BenchDocument, count: number }} plan
 * @param {Samples} samples
 */
async function typeWhileAsking(client, { name, document, count }, samples) {
  const methods = Object.entries(WHOLE).flatMap(([method, provider]) => (client.capabilities[provider] === undefined ? [] : `textDocument/${method}`));
  const some = Math.ceil(count / 5);
  for (const [at, { edit, undo }] of keystrokes(document, "value", 2 * some).entries()) {
    for (const change of [edit, undo]) {
      const { milliseconds } = await client.editAsking(change, methods);
      if (at >= some) samples.add(`${name} value behind others`, milliseconds);
    }
  }
}

/** Why a client asks for code actions (`CodeActionTriggerKind`), in the order of an editor: the cursor has moved, then the user opens the menu there. */
const OCCASIONS = { "code action": 2, "code action from the menu": 1 };

/**
 * Deletes a queue, and asks for the fix.
 * @param {LanguageClient} client
 * @param {{ name: string, document: BenchDocument, count: number }} plan
 * @param {Samples} samples
 */
async function askForFixes(client, { name, document, count }, samples) {
  if (client.capabilities["codeActionProvider"] === undefined) return;
  const warmUp = Math.ceil(count / 5);
  for (const [at, { edit, undo }] of keystrokes(document, "deleted queue", warmUp + count).entries()) {
    const { result } = await client.edit(edit);
    const [diagnostic] = /** @type {{ items?: { range: object }[] }} */ (result).items ?? [];
    if (diagnostic !== undefined) {
      for (const [title, triggerKind] of Object.entries(OCCASIONS)) {
        const { milliseconds } = await client.ask("textDocument/codeAction", { range: diagnostic.range, context: { diagnostics: [diagnostic], triggerKind } });
        if (at >= warmUp) samples.add(`${name} ${title}`, milliseconds);
      }
    }
    await client.edit(undo);
  }
}

/** @param {unknown} result */
function diagnosticsIn(result) {
  const { items, diagnostics } = /** @type {{ items?: unknown[], diagnostics?: unknown[] }} */ (result ?? {});
  return (items ?? diagnostics)?.length;
}
