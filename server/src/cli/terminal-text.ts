import { showWhole } from "../dump/show";

/**
 * Shows the control characters of a text, but for the ends of its lines and tabs: guests write the values.
 * @param dress what becomes of a line that is not empty, when it can be looked at
 */
export function textForTerminal(text: string, dress: (shown: string, number: number) => string = (shown) => shown): string {
  return text.split("\n").map((line, number) => (line === "" ? "" : dress(showLine(line.replace(/\r$/, "")), number))).join("\n");
}

function showLine(line: string): string {
  return line.split("\t").map(showWhole).join("\t");
}
