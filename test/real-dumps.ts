import { readdirSync, readFileSync } from "node:fs";

const DIRECTORY = new URL("fixtures/dumps/", import.meta.url);

/** The names of the dumps that the real tools wrote. */
export const REAL_DUMPS: readonly string[] = readdirSync(DIRECTORY).filter((name) => name.endsWith(".xenstore"));

/** The text of a real dump. Bytes stay what they are, line ends included. */
export function realDump(name: string): string {
  return readFileSync(new URL(name, DIRECTORY), "latin1");
}
