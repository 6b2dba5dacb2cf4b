import { createDumpService, type Dump, type ScriptOptions } from "../server/src/service";
import { openDump } from "./open-dump";

/** Printable ASCII and line ends, each line of the head a comment. */
export const HARMLESS = /^#!\/bin\/sh\n(?:# [ -~]*\n)+set -eu\n[ -~\n]*$/;

/** Opens a dump that was taken in the given directory, if it does not tell another. */
export function openAt(root: string, text: string): Dump {
  return createDumpService().open(text, { root });
}

/** The script of a dump. */
export function scriptOf(dump: string | Dump, options?: ScriptOptions): string {
  const script = (typeof dump === "string" ? openDump(dump) : dump).script(options);
  if ("refusal" in script) throw new Error(script.refusal);
  return script.text;
}
