/** Work on a whole dump that can be interrupted after each step for something more urgent. It must be started again if the dump was edited meanwhile. */
export type Steps<Result> = Generator<void, Result>;
