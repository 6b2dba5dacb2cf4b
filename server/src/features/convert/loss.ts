/** Something of a dump that another form of it does not hold, or not for certain. */
export interface Loss {
  /** The line of the dump, zero-based. */
  readonly line: number;
  /** What is lost, in a sentence of one line; what comes from the dump is fit to be shown. */
  readonly message: string;
}

/** A loss that is not put into words yet: a script that is handed on has them in English, whatever the user speaks. */
export interface UnsaidLoss extends Pick<Loss, "line"> {
  readonly say: () => string;
}

/** Says what is lost, from the top of the dump. */
export function inOrder(losses: readonly UnsaidLoss[]): Loss[] {
  return losses.toSorted((left, right) => left.line - right.line).map(({ line, say }) => ({ line, message: say() }));
}
