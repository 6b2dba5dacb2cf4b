import { mayBeLabel, type Capture } from "./capture";
import type { Entry } from "./node";

/** Whether a line tells where a capture begins when its path comes again. */
export function beginsCapture(line: Entry): boolean {
  const capture = line.place?.top.capture;
  return capture !== undefined && (capture.first === line || capture.opening === line);
}

/** Looks for the first value below a word that may stand above a dump: the word comes once, the dump may come again. */
export function open(capture: Capture, line: Entry): void {
  if (mayBeLabel(line.syntax)) return;
  capture.awaitsOpening = false;
  capture.opening = line;
}

/** Whether a line holds the same node as another one. */
export function isRepeated(line: Entry, first: Entry): boolean {
  const { slot } = line;
  return slot !== undefined && slot === first.slot && line !== first && slot.isHeldBy(line) && slot.isHeldBy(first);
}

/** Whether a line of a tree stands further left than the first line of its capture: the tool begins with a line at the top. */
export function isIndentedLess(line: Entry, first: Entry): boolean {
  return line.parent === undefined && line.syntax.form === "tree" && first.syntax.form === "tree" && line.indentation < first.indentation;
}
