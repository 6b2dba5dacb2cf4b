import { LSPErrorCodes, ResponseError, type CancellationToken, type Message, type MessageStrategy } from "vscode-languageserver";
import type { Dump, Steps } from "../service";
import type { DumpDocument } from "./dump-document";

/** After so many milliseconds, work checks whether a message has come. */
const SLICE = 4;
const nothing = (): void => undefined;

/** A message that has arrived is handled within so many turns of the event loop: one to read it, one to queue it, one to hand it over. */
const QUIET_TURNS = 3;

/**
 * Answers requests about a whole document, such as its outline, after all requests that somebody waits for: editors send them at each pause
 * in typing, and before they ask for diagnostics. It sees each message that is handled, since it is the message strategy of the connection.
 */
export class Background implements MessageStrategy {
  readonly #nextTurn: () => Promise<void>;
  readonly #slice: number;
  #messages = 0;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param nextTurn waits for the next turn of the event loop. Microtasks are not enough: no message arrives between them.
   * @param slice how long work goes on before it checks for messages, in milliseconds
   */
  constructor(nextTurn: () => Promise<void>, slice = SLICE) {
    this.#nextTurn = nextTurn;
    this.#slice = slice;
  }

  handleMessage(message: Message, next: (message: Message) => void): void {
    this.#messages += 1;
    // The connection awaits the result.
    return next(message);
  }

  /**
   * Runs work on a document when no message is left, one piece of work after the other.
   * @param document undefined if it is not open; the answer is then empty
   * @param work started again if the dump was edited between two steps
   * @returns the result of the work, or an error for the client if it has cancelled its request
   */
  async run<Result>(token: CancellationToken, document: DumpDocument | undefined, work: (dump: Dump) => Steps<Result>): Promise<Result | [] | ResponseError> {
    if (document === undefined) return [];
    const answer = this.#last.then(() => this.#work(token, document, work));
    // An answer may be large: drop it, so that it is not kept until the next one.
    this.#last = answer.then(nothing, nothing);
    return answer;
  }

  async #work<Result>(token: CancellationToken, document: DumpDocument, work: (dump: Dump) => Steps<Result>): Promise<Result | ResponseError> {
    let steps: Steps<Result> | undefined;
    let stage: object | undefined;
    for (;;) {
      await this.#quiet();
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "The client has cancelled the request.");
      if (steps === undefined || stage !== document.dump.stage) {
        ({ stage } = document.dump);
        steps = work(document.dump);
      }
      const until = performance.now() + this.#slice;
      let step = steps.next();
      while (step.done !== true && performance.now() < until) step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  /** Waits until no message has been handled for some turns. */
  async #quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; ) {
      const before = this.#messages;
      await this.#nextTurn();
      turns = before === this.#messages ? turns + 1 : 0;
    }
  }
}
