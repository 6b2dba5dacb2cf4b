import { showWhole } from "../../dump/show";
import type { CheckedFile } from "../checked-file";
import { summaryLine } from "./counted";
import type { Look } from "./diagnostic-block";
import type { Format } from "./format";

/** For people: each diagnostic with its line and marks under it, the vifs that do not connect, and a summary. */
export function textFormat(look: Look): Format {
  return {
    begin: () => "",
    file: (file) => fileText(file, look),
    between: "\n",
    end: (summary) => `${summary.printed ? "\n" : ""}${look.paint("strong", summaryLine(summary))}\n`,
  };
}

async function fileText(file: CheckedFile, look: Look): Promise<string> {
  const vifs = vifLines(file, look);
  return [...(await blocks(file, look)), ...(vifs === "" ? [] : [vifs])].join("\n");
}

async function blocks(file: CheckedFile, look: Look): Promise<string[]> {
  if (file.diagnostics.length === 0) return [];
  // The module that measures the width of characters takes longer to load than most dumps take to check.
  const { diagnosticBlock } = await import("./diagnostic-block");
  return file.diagnostics.map((diagnostic) => diagnosticBlock(file, diagnostic, look));
}

/** What netback will do with the vifs that it does not connect. A vif that it does not refuse gets a line only if there are faults too. */
function vifLines({ path, diagnostics, isHealthy, vifs }: CheckedFile, { paint }: Look): string {
  return (isHealthy ? [] : vifs())
    .filter(({ isSetBack, report: { forecast } }) => forecast?.outcome === "refuses" || (diagnostics.length > 0 && forecast !== null && (isSetBack || forecast.outcome !== "connects")))
    .map(({ name, forecast }) => `${paint("strong", `${showWhole(path)}:`)} ${showWhole(name)}: ${showWhole(forecast)}\n`)
    .join("");
}
