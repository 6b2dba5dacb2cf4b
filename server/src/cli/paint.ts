import { styleText } from "node:util";
import type { Output, Terminal } from "./terminal";

/** What colours are used for, so that all commands mean the same by one. */
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

/** Gives a text its colour; the text itself where there are no colours. */
export type Paint = (style: keyof typeof STYLES, text: string) => string;

/** Whether a stream gets colours: a terminal does unless `NO_COLOR` is set, and all do where `FORCE_COLOR` is. */
export function hasColours(output: Output, env: Terminal["env"]): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if (env["FORCE_COLOR"] !== undefined) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  return output.isTTY === true && env["TERM"] !== "dumb";
}

/** Makes what paints for a stream. */
export function painterFor(output: Output, env: Terminal["env"]): Paint {
  return painter(hasColours(output, env));
}

/** Makes what paints, where it is known whether there are colours. */
export function painter(colours: boolean): Paint {
  if (!colours) return (_style, text) => text;
  // Whether there are colours is settled; newer versions of Node would ask the process's own streams.
  return (style, text) => styleText([...STYLES[style]], text, { validateStream: false });
}

/** How wide text for people is set on a stream: as wide as the terminal, 80 on a pipe, and no wider than can be read. */
export function widthOf(output: Output, env: Terminal["env"]): number {
  const told = output.columns ?? Number(env["COLUMNS"] ?? "");
  return Math.min(Number.isInteger(told) && told > 0 ? Math.max(told, 20) : 80, 100);
}
