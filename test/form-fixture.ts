/** An edit that a fix is expected to make: new lines, and nothing else. */
export interface ExpectedLines {
  readonly title: string;
  /** The number of the line above them, from one. */
  readonly below: number;
  readonly lines: readonly string[];
}

/** A dump in a form in which somebody may paste it, and what must be read in it. */
export interface FormCase {
  readonly title: string;
  readonly text: string;
  readonly eol: string;
  /** `FRONTEND BACKEND state 4, 2 queues, connects 2`; a dash stands for what the dump does not tell. */
  readonly vifs: readonly string[];
  /** `LINE code level`, lines from one. */
  readonly diagnostics: readonly string[];
  /** The preferred fix of the only diagnostic; undefined if the case does not mention one. */
  readonly fix: ExpectedLines | undefined;
}

const LINE_ENDS: Readonly<Record<string, string>> = { "#! crlf": "\r\n", "#! cr": "\r" };

/**
 * Reads a fixture: what the form is, in words, then its cases, each under a line `#=== title`. A case begins with its line ends, if they are not `\n`
 * (`#! crlf`, `#! cr`). Then follow the dump, `#--- vifs` and `#--- diagnostics` with a line for each, and perhaps `#--- TITLE below line N` with the lines
 * that the preferred fix writes there.
 * @param name what an error calls the fixture
 */
export function readForms(name: string, fixture: string): FormCase[] {
  return fixture.split(/^#=== /m).slice(1).map((text) => readForm(name, text));
}

function readForm(name: string, text: string): FormCase {
  const [title = "", ...lines] = text.replace(/\n$/, "").split("\n");
  const eol = LINE_ENDS[lines[0] ?? ""];
  if (eol !== undefined) lines.shift();
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith("#--- ")) sections.push([line.slice(5)]);
    else sections.at(-1)?.push(line);
  }
  const [dump = [], vifs = [], diagnostics = [], fix] = sections;
  if (vifs.shift() !== "vifs" || diagnostics.shift() !== "diagnostics") throw new Error(`${name}, "${title}": behind the dump comes "#--- vifs" and its lines, then "#--- diagnostics" and its lines`);
  const end = eol ?? "\n";
  return { title, text: dump.map((line) => line + end).join(""), eol: end, vifs, diagnostics, fix: fix && readFix(name, fix) };
}

function readFix(name: string, [heading = "", ...lines]: readonly string[]): ExpectedLines {
  const [, title, below] = /^(.+) below line (\d+)$/.exec(heading) ?? [];
  if (title === undefined) throw new Error(`${name}: "${heading}" is no "TITLE below line N"`);
  return { title, below: Number(below), lines };
}
