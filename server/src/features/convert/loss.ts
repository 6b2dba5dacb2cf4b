/** Something in a dump that another form of it does not hold, or does not say for certain. */
export interface Loss {
  /** The line of the dump, zero-based. */
  readonly line: number;
  /** What is lost, in a sentence of one line. It is safe to show. */
  readonly message: string;
  /** Whether nothing is lost: the form only adds what the dump leaves open, or leaves out what is not part of the dump. */
  readonly isHarmless?: true;
}

/** A loss that is not put into words yet: in a script, which is passed on to others, the words must be English whatever the language of the user. */
export interface UnsaidLoss extends Omit<Loss, "message"> {
  readonly say: () => string;
}

/** Puts losses into words, from the top of the dump. */
export function inWords(losses: readonly UnsaidLoss[]): Loss[] {
  return losses.toSorted((left, right) => left.line - right.line).map(({ say, ...loss }) => ({ ...loss, message: say() }));
}
