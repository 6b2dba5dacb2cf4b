/** Something of a dump that another form of it does not hold, or not for certain. */
export interface Loss {
  /** The line of the dump, zero-based. */
  readonly line: number;
  /** What is lost, in a sentence of one line; what comes from the dump is fit to be shown. */
  readonly message: string;
}

/** From the top of the dump. */
export function inOrder(losses: readonly Loss[]): Loss[] {
  return losses.toSorted((left, right) => left.line - right.line);
}
