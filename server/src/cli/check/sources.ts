import { statSync, type Stats } from "node:fs";
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
export function findSources(args: readonly string[]): Source[] {
  if (args.filter((arg) => arg === STDIN).length > 1) throw new Unusable("standard input can be read once: give - once.");
  const sources: Source[] = [];
  const files = new Set<string>();
  for (const source of sourcesIn(args)) {
    if (source.kind === "file") {
      const at = path.resolve(source.path);
      if (files.has(at)) continue;
      files.add(at);
    }
    sources.push(source);
  }
  return sources;
}

/** What each argument stands for; a file comes again if it is named again. */
function* sourcesIn(args: readonly string[]): Generator<Source> {
  for (const arg of args) {
    if (arg === STDIN) yield { kind: "stdin" };
    else if (statsOf(arg)?.isDirectory() === true) yield* search(arg);
    else yield { kind: "file", path: arg, wasFound: false, bytes: bytesIn(arg) };
  }
}

/** The dumps in a directory, and then what there is to say about the search. */
function* search(directory: string): Generator<Source> {
  const messages: Source[] = [];
  let isExplained = false;
  for (const found of findDumps(directory)) {
    if ("dump" in found) {
      isExplained = true;
      yield { kind: "file", path: found.dump, wasFound: true, bytes: bytesIn(found.dump) };
    } else {
      isExplained ||= found.serious;
      messages.push({ kind: "message", text: found.skipped, serious: found.serious });
    }
  }
  yield* messages;
  if (isExplained) return;
  yield { kind: "message", text: `${showWhole(directory)} holds no dump: it was searched for ${DUMP_NAMES}. Name other files themselves.`, serious: true };
}

function bytesIn(file: string): number {
  return statsOf(file)?.size ?? 0;
}

/** @returns undefined for a path that does not exist, or that nobody may look at: reading it will report that */
function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}
