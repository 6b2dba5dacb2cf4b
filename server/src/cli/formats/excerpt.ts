import stringWidth from "string-width";
import { showWhole } from "../../dump/show";

/** As much of a line as fits, and the place of the mark under it in columns of a terminal, from zero. */
export interface Excerpt {
  readonly text: string;
  readonly column: number;
  /** At least one. */
  readonly length: number;
}

/** What a reader sees as one character, in the form in which it is shown. */
interface Cell {
  readonly text: string;
  readonly width: number;
}

const CUT: Cell = { text: "…", width: 1 };
/** The columns to keep for the text behind a mark that is far to the right. */
const CONTEXT = 8;

/**
 * Cuts a line around a mark. Nothing in it can move the cursor or hide: unsafe characters are spelled out, a tab is one blank.
 * @param line as it stands in the dump, of any length
 * @param start of the mark, in UTF-16 units
 * @param end of the mark, exclusive
 * @param width the columns available
 */
export function excerptOf(line: string, start: number, end: number, width: number): Excerpt {
  // A line may have megabytes, so look only at what can be in sight. Combining marks take units without a column, so allow four units for each column.
  const from = Math.max(0, start - 4 * width);
  const before = cellsOf(line.slice(from, start));
  const marked = cellsOf(line.slice(start, Math.min(end, start + 4 * width)));
  const after = cellsOf(line.slice(end, end + 4 * width));
  const cells = [...before, ...marked, ...after];
  const first = from > 0 || widthOf(cells) > width ? firstInSight(before, marked, after, width) : 0;
  const isCutBefore = from > 0 || first > 0;
  const shown = isCutBefore ? [CUT] : [];
  let left = width - widthOf(shown);
  for (const [index, cell] of cells.slice(first).entries()) {
    const isLast = first + index === cells.length - 1 && end + 4 * width >= line.length;
    if (cell.width > left - (isLast ? 0 : CUT.width)) {
      shown.push(CUT);
      break;
    }
    shown.push(cell);
    left -= cell.width;
  }
  const column = widthOf(before.slice(first)) + (isCutBefore ? CUT.width : 0);
  const length = Math.min(widthOf(marked), widthOf(shown) - column);
  return { text: shown.map(({ text }) => text).join(""), column, length: Math.max(1, length) };
}

/** The first cell to show: the earliest one with which the end of the mark, or half a line of the mark, is still in sight. */
function firstInSight(before: readonly Cell[], marked: readonly Cell[], after: readonly Cell[], width: number): number {
  let room = width - CUT.width - Math.min(widthOf(marked), Math.floor(width / 2)) - Math.min(widthOf(after), CONTEXT);
  let first = before.length;
  for (; first > 0; first -= 1) {
    room -= before[first - 1]?.width ?? 0;
    if (room < 0) break;
  }
  return first;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function cellsOf(text: string): Cell[] {
  return Array.from(graphemes.segment(text), ({ segment }) => {
    const shown = segment === "\t" ? " " : showWhole(segment);
    return { text: shown, width: stringWidth(shown) };
  });
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}
