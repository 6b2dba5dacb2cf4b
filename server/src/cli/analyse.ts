import { showWhole } from "../dump/show";
import { createDumpService, type Dump, type Settings } from "../service";
import { Unusable } from "./exit-code";

/** A dump that a command was given. */
export interface GivenDump {
  /** What messages call it: safe to show. */
  readonly name: string;
  readonly text: string;
  /** Where captures were taken that do not tell it. */
  readonly root: string | undefined;
  /** What the user says of rules and kernel; the defaults where that is nothing. */
  readonly settings?: Settings;
}

/** What a dump answered. */
export interface Analysed<Answer> {
  readonly answer: Answer;
  /** That parts of the analysis broke off, and what to do, in a line for stderr: a fault of this program. The answer is without them then. */
  readonly fault: string | undefined;
}

/**
 * Opens a dump and asks it something. All commands come by here, so that none takes a part that broke off for one that found nothing.
 * @param task what breaks off where the question itself does: the name of the command
 * @param question is given the dump, and what tells whether all has gone well so far
 * @throws Unusable where the question itself, or reading the dump, breaks off: there is no answer then
 */
export async function analyse<Answer>(
  { name, text, root, settings }: GivenDump,
  task: string,
  question: (dump: Dump, isWhole: () => boolean) => Answer | Promise<Answer>,
): Promise<Analysed<Answer>> {
  // A rule may break off at each vif: the first time tells as much as all of them.
  const broken = new Map<string, string>();
  const failed = (what: string, error: unknown): void => {
    if (!broken.has(what)) broken.set(what, `${what} broke off (${showWhole(String(error))})`);
  };
  const told = (): string => `${name} was not analysed in full: ${[...broken.values()].join(", ")}. Please report it, with the dump.`;
  try {
    const dump = createDumpService({ failed, ...(settings === undefined ? {} : { settings }) }).open(text, root === undefined ? {} : { root });
    const answer = await question(dump, () => broken.size === 0);
    return { answer, fault: broken.size === 0 ? undefined : told() };
  } catch (error) {
    failed(task, error);
    throw new Unusable(told());
  }
}
