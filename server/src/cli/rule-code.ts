import { InvalidArgumentError } from "commander";
import { rules } from "../service";
import { suggestion } from "./suggestion";

const CODES: readonly string[] = rules().map(({ code }) => code);

/** Checks the code of a rule that an option names. @throws InvalidArgumentError if no rule has it */
export function knownCode(code: string): string {
  if (!CODES.includes(code)) throw new InvalidArgumentError(`No rule has that code: ${suggestion(code, CODES, "explain lists all of them.")}`);
  return code;
}
