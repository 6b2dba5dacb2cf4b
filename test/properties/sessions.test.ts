import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigurationRequest, LSPErrorCodes, ResponseError, type ClientCapabilities, type SemanticTokensEdit } from "vscode-languageserver-protocol/node";
import { rules, type Dump } from "../../server/src/service";
import { InProcessClient } from "../lsp/in-process";
import { REQUESTS } from "../lsp/requests";
import { openDump } from "../open-dump";
import { DOCUMENTS } from "./documents";
import { anyEdit, type Edit } from "./edits";
import { propertyRuns } from "./runs";

const ABLE: ClientCapabilities = {
  textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
};
const SETTINGS = { none: {}, silent: { rules: Object.fromEntries(rules().map(({ code }) => [code, "off"])) }, other: { diagnostics: { limit: 2 }, forecast: { kernel: "3.2" }, inlayHints: { states: false } } };

/** The forms of an answer that a later one can refer to. */
type Answer = Partial<{ resultId: string; items: readonly unknown[]; data: readonly unknown[]; edits: readonly SemanticTokensEdit[] }>;

/** An editor that does not wait for answers, asks only for what has changed, and says its settings late. */
class Session {
  readonly #documents = new Map<string, { readonly dump: Dump; version: number }>();
  /** The last answer to each question that names it: its id, and what it was as a whole. */
  readonly #known = new Map<string, { readonly id: string; readonly whole: readonly unknown[] }>();
  readonly #asked: Promise<unknown>[] = [];
  readonly #questions: (() => void)[] = [];
  #settings: object = {};
  #client!: InProcessClient;

  static async start(): Promise<Session> {
    const session = new Session();
    session.#client = await InProcessClient.start(ABLE, {}, (connection) => {
      connection.onRequest(ConfigurationRequest.type, async ({ items }) => {
        const settings = items.map(() => session.#settings);
        return new Promise((resolve) => void session.#questions.push(() => resolve(settings)));
      });
    });
    return session;
  }

  open(uri: string, text: string, version = 1): void {
    this.close(uri);
    this.#documents.set(uri, { dump: openDump(text), version });
    void this.#client.open(uri, text, version);
  }

  close(uri: string): void {
    if (this.#documents.delete(uri)) void this.#client.close(uri);
  }

  edit(uri: string, edit: Edit): void {
    const document = this.#documents.get(uri);
    const changes = document === undefined ? [] : [...edit.changes(document.dump)];
    if (document === undefined || changes.length === 0) return;
    document.dump.editAll(changes);
    document.version += 1;
    void this.#client.change(uri, document.version, ...changes.map(({ range, newText }) => ({ range, text: newText })));
  }

  configure(settings: object): void {
    this.#settings = settings;
    void this.#client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  }

  ask(uri: string, request: (typeof REQUESTS)[number]): void {
    this.#asked.push(this.#answerTo(uri, request));
  }

  /** Waits until the server has handled all that was sent to it. @returns what is found in the open documents */
  async handled(): Promise<unknown> {
    return this.#client.connection.sendRequest("workspace/symbol", { query: "" });
  }

  /** Waits until both sides have answered everything, the last question about settings first. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      await this.handled();
      while (this.#questions.length > 0) this.#questions.pop()?.();
    }
    await Promise.all(this.#asked);
  }

  /** All that is said of the open documents. */
  async answers(): Promise<readonly unknown[]> {
    return Promise.all([this.handled(), ...[...this.#documents.keys()].flatMap((uri) => REQUESTS.map((request) => this.#answerTo(uri, request)))]);
  }

  /** An editor that opens these documents as they are now, with the settings of now. */
  async anew(): Promise<Session> {
    const session = await Session.start();
    session.#settings = this.#settings;
    for (const [uri, { dump, version }] of this.#documents) session.open(uri, dump.text(), version);
    await session.settled();
    return session;
  }

  stop(): void {
    this.#client.stop();
  }

  /** An answer, completed with what the client has already; or the message of a refusal. */
  async #answerTo(uri: string, [method, parameters]: (typeof REQUESTS)[number]): Promise<unknown> {
    const question = `${method} ${uri}`;
    const before = this.#known.get(question);
    const answer: unknown = await this.#client.connection.sendRequest(method, { ...parameters, ...(before && { previousResultId: before.id }), textDocument: { uri } }).catch(refusal);
    // Marks are in no particular order.
    if (method === "textDocument/documentHighlight") return (answer as unknown[]).map((mark) => JSON.stringify(mark)).toSorted();
    const { resultId: id, items, data, edits = [] } = (answer ?? {}) as Answer;
    if (id === undefined) return answer;
    const whole = items ?? data ?? edits.reduceRight((tokens, edit) => tokens.toSpliced(edit.start, edit.deleteCount, ...(edit.data ?? [])), before?.whole ?? []);
    this.#known.set(question, { id, whole });
    return whole;
  }
}

function refusal(error: unknown): string {
  if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) return error.message;
  throw error;
}

/** A step with what a counterexample shows. */
function step(name: string, happens: (session: Session) => unknown): { readonly happens: (session: Session) => unknown; toString(): string } {
  return { happens, toString: () => name };
}

const uris = fc.constantFrom("file:///a/host.xenstore", "file:///b/host.xenstore");
const opening = fc.tuple(uris, fc.constantFrom(...Object.entries(DOCUMENTS))).map(([uri, [name, text]]) => step(`open ${uri}: ${name}`, (session) => session.open(uri, text)));
const steps = fc.oneof(
  { weight: 1, arbitrary: opening },
  { weight: 1, arbitrary: uris.map((uri) => step(`close ${uri}`, (session) => session.close(uri))) },
  { weight: 6, arbitrary: fc.tuple(uris, anyEdit).map(([uri, edit]) => step(`edit ${uri}: ${String(edit)}`, (session) => session.edit(uri, edit))) },
  { weight: 9, arbitrary: fc.tuple(uris, fc.constantFrom(...REQUESTS)).map(([uri, request]) => step(`ask ${request[0]} of ${uri}`, (session) => session.ask(uri, request))) },
  { weight: 4, arbitrary: fc.constantFrom(...Object.entries(SETTINGS)).map(([name, settings]) => step(`settings ${name}`, (session) => session.configure(settings))) },
  { weight: 4, arbitrary: fc.constant(step("wait", async (session) => session.handled())) },
);

test("whatever an editor does without waiting, it is told in the end what one is told that opens the texts as they are then", async () => {
  // Between two parts it waits for all answers, and so has more that a later one can refer to.
  const parts = fc.array(fc.array(steps, { maxLength: 8 }), { minLength: 2, maxLength: 4 });
  const lives = fc.asyncProperty(opening, parts, async (first, others) => {
    const session = await Session.start();
    for (const part of [[first], ...others]) {
      for (const { happens } of part) await happens(session);
      await session.settled();
      const anew = await session.anew();
      expect(await session.answers()).toEqual(await anew.answers());
      anew.stop();
    }
    session.stop();
  });
  await fc.assert(lives, propertyRuns(12));
});
