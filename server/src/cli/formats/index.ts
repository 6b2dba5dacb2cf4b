import { painter } from "../paint";
import type { Format } from "./format";
import { githubFormat } from "./github";
import { jsonFormat } from "./json";
import { sarifFormat, type SarifRun } from "./sarif";
import { textFormat } from "./text";

/** What formats are made with. Plain values, since threads send them to each other. */
interface PrintOptions {
  readonly colours: boolean;
  /** The columns that a line of a dump may take. */
  readonly width: number;
  readonly sarif: SarifRun;
}

/** The forms in which `check` prints, as `--format` names them. */
const MAKERS = {
  text: ({ colours, width }: PrintOptions) => textFormat({ paint: painter(colours), width }),
  json: () => jsonFormat,
  sarif: ({ sarif }: PrintOptions) => sarifFormat(sarif),
  github: () => githubFormat,
};

/** A format, as `--format` names it. */
export type FormatName = keyof typeof MAKERS;

/** The names of all formats. */
export const FORMATS = Object.keys(MAKERS) as readonly FormatName[];

/** A format with its options. */
export interface FormatOptions extends PrintOptions {
  readonly format: FormatName;
}

/** Makes the format that options ask for. */
export function formatOf(options: FormatOptions): Format {
  return MAKERS[options.format](options);
}
