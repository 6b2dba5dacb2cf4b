import { readdirSync } from "node:fs";
import path from "node:path";
import { showWhole } from "../../dump/show";
import { reasonOf } from "./io-error";

/** The names of dumps: `*.xenstore` and `xenstore-ls*`, packed or not. A name that begins with `xenstore-ls` may end in anything. */
const DUMP_NAME = /^xenstore-ls|\.xenstore(?:\.(?:gz|zst|xz))?$/;

/** The names that a directory is searched for, for messages. */
export const DUMP_NAMES = "*.xenstore and xenstore-ls*, also with .gz, .zst or .xz";

/** What a search of a directory found: the path of a dump, or a message about something that it skipped; `serious` if that is a failure. */
export type Found = { readonly dump: string } | { readonly skipped: string; readonly serious: boolean };

/**
 * Searches a directory and those below it for dumps, by their names. Symbolic links are not followed: they may lead in a
 * circle, or out of an archive that somebody else has packed.
 * @returns in the order of the names, the files of a directory before those below it; a directory that cannot be read is serious
 */
export function* findDumps(directory: string): Generator<Found> {
  const below: string[] = [];
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
      const at = path.join(directory, entry.name);
      if (entry.isDirectory()) below.push(at);
      else if (!DUMP_NAME.test(entry.name)) continue;
      else if (entry.isFile()) yield { dump: at };
      else if (entry.isSymbolicLink()) yield { skipped: `${showWhole(at)} is a symbolic link and was skipped: name it to have it read.`, serious: false };
    }
  } catch (error) {
    yield { skipped: `${showWhole(directory)} cannot be searched: ${reasonOf(error)}.`, serious: true };
  }
  for (const at of below) yield* findDumps(at);
}
