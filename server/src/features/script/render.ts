import type { Loss } from "../convert/loss";

/** A node in the form that the tools take. */
export interface RestoredNode {
  /** A legal absolute path. */
  readonly path: string;
  /** The value as xenstore-write takes it: printable ASCII. */
  readonly argument: string;
  /** Such as `n0` and `r1`; none if the dump has none. */
  readonly permissions: readonly string[];
}

/** The limits of one command. They are far below what any system takes as arguments, and keep errors near their cause. */
const MOST_NODES = 40;
const MOST_CHARACTERS = 60_000;
const LONGEST_COMMENT = 160;

/** Writes the script. */
export function renderScript(
  nodes: readonly RestoredNode[],
  losses: readonly Loss[],
  { name, under }: { readonly name: string | undefined; readonly under: string | undefined },
): string {
  const count = nodes.length === 1 ? "1 node" : `${nodes.length} nodes`;
  const source = `${under === undefined ? "" : ` at and below ${under}`}${name === undefined ? "" : ` from ${name}`}`;
  const tools = nodes.some(({ permissions }) => permissions.length > 0) ? ["xenstore-write", "xenstore-chmod"] : ["xenstore-write"];
  return [
    "#!/bin/sh",
    comment(`Restores ${count} of a XenStore${source}.`),
    comment("Run it as root in the domain of the XenStore. Nodes that are there already get the values below; none is removed."),
    ...(losses.length === 0 ? [] : [comment("Not in the dump, or not for certain:")]),
    ...losses.map(({ line, message }) => comment(`  line ${line + 1}: ${message}`)),
    "set -eu",
    "",
    `for tool in ${tools.join(" ")}; do`,
    '  command -v "$tool" >/dev/null || {',
    `    printf '%s\\n' "$tool is not there: install the XenStore tools (xenstore-utils or xen-tools) first." >&2`,
    "    exit 127",
    "  }",
    "done",
    "",
    ...batches(nodes).flatMap(commands),
    "",
  ].join("\n");
}

/** Nodes that are written together, in order. */
function batches(nodes: readonly RestoredNode[]): RestoredNode[][] {
  const found: RestoredNode[][] = [];
  let batch: RestoredNode[] = [];
  let characters = 0;
  for (const node of nodes) {
    const length = node.path.length + node.argument.length;
    if (batch.length === MOST_NODES || (batch.length > 0 && characters + length > MOST_CHARACTERS)) {
      found.push(batch);
      batch = [];
      characters = 0;
    }
    batch.push(node);
    characters += length;
  }
  if (batch.length > 0) found.push(batch);
  return found;
}

/** The commands for a batch. What comes from the dump stands in single quotes, behind `--`. */
function commands(batch: readonly RestoredNode[]): string[] {
  const written = batch.map(({ path, argument }) => `  ${quoted(path)} ${quoted(argument)}`).join(" \\\n");
  const modes = batch.filter(({ permissions }) => permissions.length > 0);
  return [
    `xenstore-write -- \\\n${written}`,
    ...modes.map(({ path, permissions }) => `xenstore-chmod -- ${quoted(path)} ${permissions.join(" ")}`),
  ];
}

/** Quotes a text of printable ASCII so that a POSIX shell takes it as it stands. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Writes a text as a comment of a shell script, on one line whatever it holds.
 * @returns printable ASCII, cut if it is too long; other characters as `\u{…}`, which means nothing to a shell in a comment
 */
function comment(text: string): string {
  const cut = text.length > LONGEST_COMMENT ? `${text.slice(0, LONGEST_COMMENT)}...` : text;
  return `# ${cut.replace(/[^ -~]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)}`;
}
