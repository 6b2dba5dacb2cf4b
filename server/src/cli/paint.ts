import { styleText } from "node:util";
import type { Output, Terminal } from "./terminal";

/** What each style is for, so that a colour means the same in all commands. */
const STYLES = {
  heading: ["bold"],
  strong: ["bold"],
  emphasis: ["italic"],
  code: ["cyan"],
  aside: ["dim"],
  good: ["green"],
  waiting: ["yellow"],
  bad: ["red"],
  added: ["green"],
  removed: ["red"],
  place: ["cyan"],
  error: ["red", "bold"],
  warning: ["yellow", "bold"],
  information: ["cyan", "bold"],
  hint: ["cyan"],
} as const;

/** Colours a text; returns it as it is if there are no colours. */
export type Paint = (style: keyof typeof STYLES, text: string) => string;

/** Whether a stream gets colours: not if `NO_COLOR` is set; else as `FORCE_COLOR` says, if that is set; else if it is a terminal that is not `dumb`. */
export function hasColours(output: Output, env: Terminal["env"]): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if (env["FORCE_COLOR"] !== undefined) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  return output.isTTY === true && env["TERM"] !== "dumb";
}

/** Makes the painter for a stream. */
export function painterFor(output: Output, env: Terminal["env"]): Paint {
  return painter(hasColours(output, env));
}

/** Makes a painter, if it is already known whether there are colours. */
export function painter(colours: boolean): Paint {
  if (!colours) return (_style, text) => text;
  // Whether there are colours is already decided. Without this option, newer versions of Node would ask the process's own streams.
  return (style, text) => styleText([...STYLES[style]], text, { validateStream: false });
}

/** The width of text for people on a stream, in columns: as wide as the terminal, 80 on a pipe, and at most 100, since longer lines are hard to read. */
export function widthOf(output: Output, env: Terminal["env"]): number {
  const columns = output.columns ?? Number(env["COLUMNS"] ?? "");
  return Math.min(Number.isInteger(columns) && columns > 0 ? Math.max(columns, 20) : 80, 100);
}
