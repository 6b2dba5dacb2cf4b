import { LSPErrorCodes, ResponseError, type CancellationToken, type Message, type MessageStrategy } from "vscode-languageserver";
import type { Dump, Steps } from "../service";
import type { DumpDocument } from "./dump-document";

/** After so many milliseconds, work looks whether a message has come. */
const SLICE = 4;
const nothing = (): void => undefined;

/** A message that has come is taken up within so many turns of the event loop: one to read it, one to queue it, one to hand it over. */
const QUIET_TURNS = 3;

/**
 * Answers what concerns a whole document, as its outline, after all that somebody waits for: editors ask for it at each pause in typing, and before they ask for
 * diagnostics. It is told of each message that is taken up, by being the strategy of the connection for them.
 */
export class Background implements MessageStrategy {
  readonly #nextTurn: () => Promise<void>;
  readonly #slice: number;
  #messages = 0;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param nextTurn waits for the next turn of the event loop: not of the microtasks, between which no message comes
   * @param slice how long work goes on before it looks for messages, in milliseconds
   */
  constructor(nextTurn: () => Promise<void>, slice = SLICE) {
    this.#nextTurn = nextTurn;
    this.#slice = slice;
  }

  handleMessage(message: Message, next: (message: Message) => void): void {
    this.#messages += 1;
    // What becomes of it is the connection's to await.
    return next(message);
  }

  /**
   * Works on a document when no message is left, one work after the other.
   * @param document undefined where it is not open: nothing is told of it
   * @param work begun anew where the dump was edited between two steps
   * @returns an error for the client where it has taken its question back
   */
  async run<Result>(token: CancellationToken, document: DumpDocument | undefined, work: (dump: Dump) => Steps<Result>): Promise<Result | [] | ResponseError> {
    if (document === undefined) return [];
    const answer = this.#last.then(() => this.#work(token, document, work));
    // An answer may be large, and is not kept until the next one.
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

  /** Waits until no message has been taken up for some turns. */
  async #quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; ) {
      const before = this.#messages;
      await this.#nextTurn();
      turns = before === this.#messages ? turns + 1 : 0;
    }
  }
}
