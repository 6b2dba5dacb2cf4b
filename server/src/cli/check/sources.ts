import { statSync } from "node:fs";
import path from "node:path";
import { showWhole } from "../../dump/show";
import { Unusable } from "../exit-code";
import { STDIN } from "../input";
import { DUMP_NAMES, findDumps } from "../input/find-dumps";

/** Something to check, or a message to print in its place. */
export type Source =
  | { readonly kind: "stdin" }
  /** @property bytes its size on disk; 0 if not known. @property wasFound whether a search found it, instead of the user naming it */
  | { readonly kind: "file"; readonly path: string; readonly wasFound: boolean; readonly bytes: number }
  /** @property serious whether the command ends with 2 */
  | { readonly kind: "message"; readonly text: string; readonly serious: boolean };

/**
 * Finds what the arguments of `check` stand for, each file once.
 * @param args paths of files and directories; `-` is standard input
 * @throws Unusable if standard input is named twice
 */
export async function findSources(args: readonly string[]): Promise<Source[]> {
  if (args.filter((arg) => arg === STDIN).length > 1) throw new Unusable("standard input can be read once: give - once.");
  const sources: Source[] = [];
  const known = new Set<string>();
  const add = (file: string, wasFound: boolean): void => {
    const at = path.resolve(file);
    if (known.has(at)) return;
    known.add(at);
    sources.push({ kind: "file", path: file, wasFound, bytes: bytesIn(file) });
  };
  for (const arg of args) {
    if (arg === STDIN) sources.push({ kind: "stdin" });
    else if (isDirectory(arg)) sources.push(...(await search(arg, (file) => add(file, true))));
    else add(arg, false);
  }
  return sources;
}

/** @returns messages about the search; the dumps that it finds go to `add` */
async function search(directory: string, add: (file: string) => void): Promise<Source[]> {
  const messages: Source[] = [];
  let dumps = 0;
  for await (const found of findDumps(directory)) {
    if ("dump" in found) {
      dumps += 1;
      add(found.dump);
    } else messages.push({ kind: "message", text: found.skipped, serious: found.serious });
  }
  const isSaid = messages.some((message) => message.kind === "message" && message.serious);
  if (dumps > 0 || isSaid) return messages;
  return [...messages, { kind: "message", text: `${showWhole(directory)} holds no dump: it was searched for ${DUMP_NAMES}. Name other files themselves.`, serious: true }];
}

/** A path that does not exist is not a directory. Reading it will report that. */
function isDirectory(arg: string): boolean {
  try {
    return statSync(arg).isDirectory();
  } catch {
    return false;
  }
}

function bytesIn(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
