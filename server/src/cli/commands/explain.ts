import { readFile } from "node:fs/promises";
import path from "node:path";
import { showWhole } from "../../dump/show";
import { keyManual, manual, type ManualEntry } from "../../service";
import { Unusable } from "../exit-code";
import { painterFor, widthOf, type Paint } from "../paint";
import { suggestion } from "../suggestion";
import type { AddCommand } from "./command";

export const addExplain: AddCommand = (program, terminal, _end, { docs }) => {
  program
    .command("explain")
    .description("Explains a rule or a key. Lists all of them if none is named.")
    .argument("[name]", "the code of a rule (queue-missing), or the name of a key (event-channel-tx, queue-0)")
    .action(async (name?: string) => {
      // The renderer is loaded only here, since no other command needs it.
      const { renderMarkdown } = await import("../markdown");
      const [width, paint] = [widthOf(terminal.stdout, terminal.env), painterFor(terminal.stdout, terminal.env)];
      terminal.stdout.write(name === undefined ? await listAll(width, paint) : renderMarkdown(await pageOf(name, docs), width, paint));
    });
};

/** The page of a rule or a key as Markdown. */
async function pageOf(name: string, docs: string): Promise<string> {
  const key = keyManual(name);
  if (key !== undefined) return key;
  const names = manual().map((entry) => entry.name);
  // Only a name that is known becomes a path.
  if (!names.includes(name)) {
    throw new Unusable(`"${showWhole(name)}" is neither the code of a rule nor a known key: ${suggestion(name, names, "explain without a name lists what there is.")}`);
  }
  const file = path.join(docs, "rules", `${name}.md`);
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new Unusable(`The page ${file} is not there: install xenstore-netif again.`);
  }
}

async function listAll(width: number, paint: Paint): Promise<string> {
  const { hang } = await import("../markdown");
  const entries = manual();
  const column = Math.max(...entries.map(({ name }) => name.length)) + 2;
  // In a narrow terminal the column would leave no room beside it.
  const indent = column <= width / 2 ? column : 4;
  const line = ({ name, summary }: ManualEntry): string => {
    const head = indent === column ? paint("code", name) + " ".repeat(column - name.length) : `${paint("code", name)}\n${" ".repeat(indent)}`;
    return hang(head, indent, summary, width);
  };
  const list = (kind: ManualEntry["kind"]): string => entries.filter((entry) => entry.kind === kind).map(line).join("\n");
  return `${paint("heading", "Rules")}\n\n${list("rule")}\n\n${paint("heading", "Keys of a vif")}\n\n${list("key")}\n`;
}
