/** Work on a whole dump that can be left for something more urgent after each step; it must be begun anew where the dump was edited meanwhile. */
export type Steps<Result> = Generator<void, Result>;
