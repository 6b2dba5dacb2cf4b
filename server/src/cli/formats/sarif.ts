import type { Artifact, Invocation, Location, Message, Region, Result, Tool } from "sarif";
import type { Diagnostic } from "../../service";
import type { Summary } from "../checked-file";
import { artifactUri, folderUri, SOURCE_ROOT } from "./artifact-uri";
import type { Format } from "./format";
import { jsonText } from "./json-text";
import { RULE_INDEXES, SARIF_LEVELS, sarifRules } from "./sarif-rules";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** What a SARIF log says about the run. Plain values, since threads send them to each other. */
export interface SarifRun {
  readonly name: string;
  readonly version: string;
  /** The folder of the documentation. */
  readonly docs: string;
  /** The folder where the command runs: an absolute path. */
  readonly root: string;
}

/** SARIF 2.1.0, for GitHub's code scanning and the viewers of other tools. One result on each line. */
export function sarifFormat(run: SarifRun): Format {
  return {
    begin: () => `{ "$schema": ${JSON.stringify(SCHEMA)}, "version": "2.1.0", "runs": [ { ${beginning(run)}, "results": [\n`,
    file: ({ path, diagnostics }) => diagnostics.map((diagnostic) => jsonText(resultOf(path, diagnostic, run.root))).join(",\n"),
    between: ",\n",
    end: (summary) => `\n], ${ending(summary, run)} } ] }\n`,
  };
}

function beginning({ name, version, docs, root }: SarifRun): string {
  const tool: Tool = { driver: { name, version, semanticVersion: version, rules: sarifRules(docs) } };
  // Only the inside of an object, since the results follow one by one.
  return jsonText({
    tool,
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    originalUriBaseIds: { [SOURCE_ROOT]: { uri: folderUri(root) } },
  }).slice(1, -1);
}

function ending({ paths, failures, exitCode }: Summary, { root }: SarifRun): string {
  const artifacts: Artifact[] = paths.map((path) => ({ location: artifactUri(path, root), sourceLanguage: "xenstore" }));
  const invocation: Invocation = {
    executionSuccessful: failures.length === 0,
    exitCode,
    toolExecutionNotifications: failures.map((text) => ({ level: "error", message: messageOf(text) })),
  };
  return jsonText({ artifacts, invocations: [invocation] }).slice(1, -1);
}

function resultOf(path: string, { code, severity, message, range, related }: Diagnostic, root: string): Result {
  const ruleIndex = RULE_INDEXES.get(code);
  const locate = (at: Diagnostic["range"]): Location => ({ physicalLocation: { artifactLocation: artifactUri(path, root), region: regionOf(at) } });
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: SARIF_LEVELS[severity],
    message: messageOf(message),
    locations: [locate(range)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((place, id) => ({ id, ...locate(place.range), message: messageOf(place.message) })) }),
  };
}

/** In a plain message too, viewers make `[text](https://…)` a link, and a message may quote what a guest wrote. A blank keeps it text. */
function messageOf(text: string): Message {
  return { text: text.replaceAll("](", "] (") };
}

/** SARIF counts from 1. */
function regionOf({ start, end }: Diagnostic["range"]): Region {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
