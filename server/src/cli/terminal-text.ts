import { showWhole } from "../dump/show";

/**
 * Spells out the control characters of a text, except tabs and line ends: guests write the values.
 * @param dress changes each line that is not empty, after its control characters are spelled out
 */
export function textForTerminal(text: string, dress: (shown: string, number: number) => string = (shown) => shown): string {
  return text.split("\n").map((line, number) => (line === "" ? "" : dress(showLine(line.replace(/\r$/, "")), number))).join("\n");
}

function showLine(line: string): string {
  return line.split("\t").map(showWhole).join("\t");
}
