// A minimal language client, the same for all servers, so that the server is what is measured.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { ENVIRONMENT } from "./environment.mjs";

/** @typedef {import("./edits.mjs").Edit} Edit */
/** @typedef {{ result: unknown, milliseconds: number }} Timed from the first byte sent to the last byte received */
/** @typedef {(answer: { result?: unknown, error?: { message: string } }, arrived: number) => void} Answered */

const DOCUMENT = "file:///bench/host";
const HEADER_END = Buffer.from("\r\n\r\n");

/** The capabilities of VS Code, as far as these servers look at them. */
const CAPABILITIES = {
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor"] } }, isPreferredSupport: true, dataSupport: true, resolveSupport: { properties: ["edit"] } },
    completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: true },
    semanticTokens: { requests: { full: true, range: true }, tokenTypes: [], tokenModifiers: [], formats: ["relative"] },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

/** A server process, with at most one document open. */
export class LanguageClient {
  /** @type {Record<string, unknown>} */
  capabilities = {};
  #process;
  #languageId;
  #pulls;
  #version = 0;
  #requests = 0;
  /** @type {string | undefined} */
  #resultId;
  /** @type {Answered | undefined} */
  #published;
  /** @type {Map<number, Answered>} */
  #waiting = new Map();
  /** @type {Buffer[]} */
  #chunks = [];
  #buffered = 0;
  #needed = 1;
  /** @type {string | undefined} */
  #died;
  #ended;

  /**
   * Starts a server and shakes hands with it.
   * @param {string[]} command the arguments of Node.js
   * @param {string} languageId
   * @param {boolean} [pulls] whether it asks for diagnostics, as VS Code does, or waits for them
   */
  static async start(command, languageId, pulls = true) {
    const client = new LanguageClient(command, languageId, pulls);
    const { diagnostic, ...others } = CAPABILITIES.textDocument;
    const capabilities = { ...CAPABILITIES, textDocument: pulls ? { ...others, diagnostic } : others };
    const { result } = await client.request("initialize", { processId: process.pid, rootUri: null, capabilities });
    client.capabilities = /** @type {{ capabilities: Record<string, unknown> }} */ (result).capabilities;
    client.#send({ method: "initialized", params: {} });
    return client;
  }

  /**
   * @param {string[]} command
   * @param {string} languageId
   * @param {boolean} pulls
   */
  constructor(command, languageId, pulls) {
    this.#languageId = languageId;
    this.#pulls = pulls;
    this.#process = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "inherit"], env: ENVIRONMENT });
    this.#process.stdout.on("data", (chunk) => this.#receive(chunk));
    // What cannot be written to a server that has ended is no error of its own.
    this.#process.stdin.on("error", () => undefined);
    this.#ended = once(this.#process, "exit").then(([code, signal]) => {
      this.#died = `${command.join(" ")} ended (${signal ?? code}).`;
      for (const answer of [...this.#waiting.values(), this.#published]) answer?.({ error: { message: this.#died } }, 0);
    });
  }

  /**
   * Opens a document and asks for its diagnostics.
   * @param {string} text
   * @returns {Promise<Timed>}
   */
  open(text) {
    this.#version = 1;
    return this.#diagnosticsAfter("textDocument/didOpen", { textDocument: { uri: DOCUMENT, languageId: this.#languageId, version: 1, text } });
  }

  /**
   * Edits the document and asks for its diagnostics.
   * @param {Edit} edit
   * @returns {Promise<Timed>}
   */
  edit(edit) {
    return this.#diagnosticsAfter("textDocument/didChange", this.#next(edit));
  }

  /**
   * The notification of an edit, which makes another version.
   * @param {Edit} edit
   */
  #next(edit) {
    this.#version += 1;
    return { textDocument: { uri: DOCUMENT, version: this.#version }, contentChanges: [edit] };
  }

  /**
   * Edits the document and asks for its diagnostics after other requests, as editors do at a pause in typing.
   * @param {Edit} edit
   * @param {readonly string[]} methods what is asked for first
   * @returns {Promise<Timed>} of the diagnostics, when all is answered
   */
  async editAsking(edit, methods) {
    this.#send({ method: "textDocument/didChange", params: this.#next(edit) });
    const others = methods.map((method) => this.ask(method));
    const timed = await this.#askForDiagnostics();
    await Promise.all(others);
    return timed;
  }

  /**
   * Sends a request about the document.
   * @param {string} method
   * @param {object} [params]
   * @returns {Promise<Timed>}
   */
  ask(method, params = {}) {
    return this.request(method, { textDocument: { uri: DOCUMENT }, ...params });
  }

  /** The peak memory of the server in MB; undefined if the system does not report it. */
  get peakMemory() {
    if (process.platform !== "linux") return undefined;
    const peak = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${this.#process.pid}/status`, "utf8"))?.[1];
    return peak === undefined ? undefined : Number(peak) / 1024;
  }

  async stop() {
    this.#process.kill();
    await this.#ended;
  }

  /**
   * @param {string} method
   * @param {object} params
   * @param {Buffer} [before] what is sent along, ahead of it
   * @returns {Promise<Timed>}
   */
  request(method, params, before = Buffer.alloc(0)) {
    this.#requests += 1;
    const id = this.#requests;
    const bytes = Buffer.concat([before, message({ id, method, params })]);
    return this.#exchange(method, bytes, (answered) => this.#waiting.set(id, answered));
  }

  /**
   * @param {string} method
   * @param {object} params
   */
  async #diagnosticsAfter(method, params) {
    if (!this.#pulls) return this.#diagnosticsPublishedAfter(message({ method, params }));
    return this.#askForDiagnostics(message({ method, params }));
  }

  /** @param {Buffer} [before] what is sent along, ahead of it */
  async #askForDiagnostics(before) {
    const previousResultId = this.#resultId === undefined ? {} : { previousResultId: this.#resultId };
    const ask = { textDocument: { uri: DOCUMENT }, ...previousResultId };
    const timed = await this.request("textDocument/diagnostic", ask, before);
    this.#resultId = /** @type {{ resultId?: string } | null} */ (timed.result)?.resultId;
    return timed;
  }

  /**
   * @param {Buffer} bytes
   * @returns {Promise<Timed>}
   */
  #diagnosticsPublishedAfter(bytes) {
    return this.#exchange("textDocument/publishDiagnostics", bytes, (answered) => (this.#published = answered));
  }

  /**
   * Sends bytes, and waits for what is expected in return, or for the server to end.
   * @param {string} what is expected
   * @param {Buffer} bytes
   * @param {(answered: Answered) => void} expect says whom to tell
   * @returns {Promise<Timed>}
   */
  #exchange(what, bytes, expect) {
    return new Promise((resolve, reject) => {
      if (this.#died !== undefined) return reject(new Error(`${what}: ${this.#died}`));
      const sent = performance.now();
      expect(({ result, error }, arrived) => {
        if (error === undefined) resolve({ result, milliseconds: arrived - sent });
        else reject(new Error(`${what}: ${error.message}`));
      });
      this.#process.stdin.write(bytes);
    });
  }

  /** @param {object} content */
  #send(content) {
    this.#process.stdin.write(message(content));
  }

  /** @param {Buffer} chunk */
  #receive(chunk) {
    const arrived = performance.now();
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    while (this.#buffered >= this.#needed) {
      const buffer = this.#chunks.length === 1 ? (this.#chunks[0] ?? chunk) : Buffer.concat(this.#chunks);
      const header = buffer.indexOf(HEADER_END);
      const length = Number(/Content-Length: (\d+)/.exec(buffer.toString("ascii", 0, Math.max(header, 0)))?.[1]);
      const start = header + HEADER_END.length;
      this.#needed = header < 0 ? buffer.length + 1 : start + length;
      if (buffer.length < this.#needed) {
        this.#chunks = [buffer];
        return;
      }
      const body = buffer.subarray(start, start + length);
      this.#chunks = [buffer.subarray(start + length)];
      this.#buffered = buffer.length - start - length;
      this.#needed = 1;
      this.#take(JSON.parse(body.toString("utf8")), arrived);
    }
  }

  /**
   * @param {{ id?: number, method?: string, params?: object, result?: unknown, error?: { message: string } }} received
   * @param {number} arrived
   */
  #take(received, arrived) {
    const { id, method, params } = received;
    if (method === "textDocument/publishDiagnostics") return this.#published?.({ result: params }, arrived);
    if (id === undefined) return;
    // This client has no answer to requests of a server, such as for its settings.
    if (method !== undefined) return this.#send({ id, result: null });
    const answer = this.#waiting.get(id);
    this.#waiting.delete(id);
    answer?.(received, arrived);
  }
}

/** @param {object} content */
function message(content) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...content }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}
