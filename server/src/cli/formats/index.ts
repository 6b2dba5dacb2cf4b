import { painter } from "../paint";
import type { Format } from "./format";
import { githubFormat } from "./github";
import { jsonFormat } from "./json";
import { sarifFormat, type SarifRun } from "./sarif";
import { textFormat } from "./text";

/** The forms in which `check` prints, as `--format` names them. */
export const FORMATS = ["text", "json", "sarif", "github"] as const;

/** A format with its options. Plain values, since threads send them to each other. */
export interface FormatOptions {
  readonly format: (typeof FORMATS)[number];
  readonly colours: boolean;
  /** The columns that a line of a dump may take. */
  readonly width: number;
  readonly sarif: SarifRun;
}

/** Makes the format that options ask for. */
export function formatOf({ format, colours, width, sarif }: FormatOptions): Format {
  switch (format) {
    case "text": return textFormat({ paint: painter(colours), width });
    case "json": return jsonFormat;
    case "sarif": return sarifFormat(sarif);
    case "github": return githubFormat;
  }
}
