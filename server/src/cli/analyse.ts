import { showWhole } from "../dump/show";
import { createDumpService, type Dump, type Settings } from "../service";
import { Unusable } from "./exit-code";

/** A dump that a command was given. */
export interface GivenDump {
  /** What messages call it: safe to show. */
  readonly name: string;
  readonly text: string;
  /** The absolute path where captures were taken, for captures that do not say so themselves. */
  readonly root: string | undefined;
  /** The user's settings for rules and kernel; the defaults if absent. */
  readonly settings?: Settings;
}

/** What a dump answered. */
export interface Analysed<Answer> {
  readonly answer: Answer;
  /** If parts of the analysis threw, a fault of this program: a line for stderr that names them, and says what to do. The answer lacks these parts then. */
  readonly fault: string | undefined;
}

/**
 * Opens a dump and asks it something. All commands use this, so that none mistakes a part that threw for one that found nothing.
 * @param task the name of the command, for the message if the question itself throws
 * @param question gets the dump, and a function that tells whether nothing has thrown so far
 * @throws Unusable if the question itself, or opening the dump, throws: there is no answer then
 */
export async function analyse<Answer>(
  { name, text, root, settings }: GivenDump,
  task: string,
  question: (dump: Dump, isWhole: () => boolean) => Answer | Promise<Answer>,
): Promise<Analysed<Answer>> {
  // A rule may throw at each vif. The first time tells as much as all of them.
  const broken = new Map<string, string>();
  const failed = (what: string, error: unknown): void => {
    if (!broken.has(what)) broken.set(what, `${what} broke off (${showWhole(String(error))})`);
  };
  const fault = (): string => `${name} was not analysed in full: ${[...broken.values()].join(", ")}. Please report it, with the dump.`;
  try {
    const dump = createDumpService(failed).open(text, { root, settings });
    const answer = await question(dump, () => broken.size === 0);
    return { answer, fault: broken.size === 0 ? undefined : fault() };
  } catch (error) {
    failed(task, error);
    throw new Unusable(fault());
  }
}
