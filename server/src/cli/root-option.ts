import { InvalidArgumentError, Option } from "commander";
import { readRoot } from "../service";

/** `--root PATH`, for commands that need to know where a dump was taken. The value is an absolute path; anything else is wrong usage. */
export function rootOption(): Option {
  return new Option("--root <path>", "where the dump was taken, if the dump does not show it: the absolute path of the directory that was listed").argParser((written) => {
    const root = readRoot(written);
    if (root === undefined) throw new InvalidArgumentError("Give an absolute path that a XenStore can hold, as /local/domain/1.");
    return root;
  });
}
