import { grouped } from "../formats/counted";
import type { Output } from "../terminal";

/** With fewer files, the work is done before anybody has read the line. */
const WORTH_IT = 50;
/** The time between two updates, in milliseconds. */
const PAUSE = 100;

/** Shows a person who waits how far the work is: one line on a terminal that is overwritten again and again. */
export class Progress {
  readonly #output: Output;
  readonly #total: number;
  readonly #enabled: boolean;
  #done = 0;
  #shownAt = 0;
  #isShown = false;

  constructor(output: Output, total: number) {
    this.#output = output;
    this.#total = total;
    this.#enabled = output.isTTY === true && total >= WORTH_IT;
  }

  /** One more file is done. */
  step(): void {
    this.#done += 1;
    const now = performance.now();
    if (!this.#enabled || now - this.#shownAt < PAUSE) return;
    this.#shownAt = now;
    this.#isShown = true;
    this.#output.write(`\r\u001b[Kchecked ${grouped(this.#done)} of ${grouped(this.#total)}`);
  }

  /** Erases the line to make room for other output, which may go to the same terminal. */
  erase(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#output.write("\r\u001b[K");
  }
}
