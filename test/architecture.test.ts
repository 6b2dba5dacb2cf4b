import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SERVER = join(ROOT, "server/src");
const CLIENT = join(ROOT, "client/src");

/** From the ground up. A file imports from its own layer and from those below. */
const LAYERS = ["l10n", "dump", "store", "netif", "rules", "check", "features", "service", "lsp", "cli", "main"] as const;

/** Layers side by side: neither imports from the other. */
const SIDE_BY_SIDE: readonly (readonly [string, string])[] = [["lsp", "cli"]];

/**
 * What the front ends take from below service.ts: a function on any text. Modules of the command line that are loaded when they are needed use it, and
 * esbuild would make the whole of service.ts load like them.
 */
const SAFE_TO_SHOW = join("server", "src", "dump", "show.ts");

/** Nothing is left of such an import in a bundle. An import of `{ type … }` would load the module. */
const TYPES_OF_SERVICE = /^import type \{[^}]+\} from "(?:\.\.\/)+server\/src\/service";$/gm;

/** What only the protocol of vifs has. `device` and `backend` are not among them: every domain has these directories. */
const OF_NETIF = /netif|netfront|netback|vif|qnic|frontend|queue/i;

/** Where rules, what an editor can ask for, commands and formats are listed. */
const LISTS = ["rules/index.ts", "lsp/start-server.ts", "cli/program.ts", "cli/formats/index.ts"];

/** Names that say nothing about what a file holds. */
const EMPTY_NAMES = /^(?:util|helper|common|misc|manager)s?$/;
const LONGEST_FILE = 400;
const IMPORT = /^\s*(?:import|export)\s+(?:type\s+)?(?:[\w$*\s{},]+?\s+from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|\brequire\(\s*["']([^"']+)["']\s*\)/gm;

/** The TypeScript files below a directory. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[cm]?ts$/.test(name))
    .map((name) => join(directory, name));
}

/** What a text imports, as written. */
function importsIn(text: string): string[] {
  return Array.from(text.matchAll(IMPORT), ([, from, dynamic, required]) => from ?? dynamic ?? required ?? "");
}

/** A file without its comments. */
function codeOf(file: string): string {
  return readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
}

/** The layer of a file of the server: its directory, or its own name at the top. */
function layerOf(file: string): string {
  const [first = "", ...deeper] = relative(SERVER, file).split(sep);
  return deeper.length > 0 ? first : (first.split(".")[0] ?? "");
}

/** How far up the layer of a file is. */
function height(file: string): number {
  return LAYERS.findIndex((layer) => layer === layerOf(file));
}

const serverFiles = filesBelow(SERVER);
const clientFiles = filesBelow(CLIENT);
const knownFiles = new Set(serverFiles);

/** The file that an import of another file of the server names. */
function importedFile(file: string, from: string): string | undefined {
  if (!from.startsWith(".")) return undefined;
  const path = join(dirname(file), from);
  return [path, `${path}.ts`, join(path, "index.ts")].find((candidate) => knownFiles.has(candidate));
}

/** An import in the server: the file, what it imports as written, and which file that is, if it is one of the server's. */
interface Import {
  readonly file: string;
  readonly from: string;
  readonly imported: string | undefined;
}

const imports: readonly Import[] = serverFiles.flatMap((file) =>
  importsIn(readFileSync(file, "utf8")).map((from) => ({ file, from, imported: importedFile(file, from) })),
);

/** An import of one file of the server by another, as a failure shows it. */
function shownImport({ file, from, imported }: Import): string {
  return `${shown(file)} imports ${imported === undefined ? from : shown(imported)}`;
}

/** The path of a file from the root of the project. */
function shown(file: string): string {
  return relative(ROOT, file);
}

/** Packages that run wherever JavaScript does. */
const PORTABLE_PACKAGES: readonly string[] = ["diff", "shell-quote", "shell-quote/parse.js"];

describe("the server", () => {
  test("has files in every layer but the optional ones, and in no other", () => {
    const layers = new Set(serverFiles.map(layerOf));
    expect([...layers].filter((layer) => !LAYERS.some((known) => known === layer))).toEqual([]);
    expect(["l10n", "dump", "store", "netif", "rules", "check", "features", "service"].filter((layer) => !layers.has(layer))).toEqual([]);
  });

  test("imports downwards only", () => {
    const upward = imports.filter(({ file, imported }) => imported !== undefined && height(imported) > height(file));
    expect(upward.map(shownImport)).toEqual([]);
  });

  test.each(SIDE_BY_SIDE)("keeps %s and %s apart", (left, right) => {
    const across = imports.filter(({ file, imported }) => {
      const layers = imported === undefined ? [] : [layerOf(file), layerOf(imported)];
      return layers.includes(left) && layers.includes(right);
    });
    expect(across.map(shownImport)).toEqual([]);
  });

  test.each(["lsp", "cli"])("lets %s/ import from service.ts and l10n.ts only, but for what makes a text safe to show", (layer) => {
    const past = imports.filter(
      ({ file, imported }) =>
        layerOf(file) === layer && imported !== undefined && ![layer, "service", "l10n"].includes(layerOf(imported)) && shown(imported) !== SAFE_TO_SHOW,
    );
    expect(past.map(shownImport)).toEqual([]);
  });

  test("imports files that are there", () => {
    const missing = imports.filter(({ from, imported }) => from.startsWith(".") && imported === undefined && !from.endsWith(".json"));
    expect(missing.map(shownImport)).toEqual([]);
  });

  test("has no file that nobody imports but those of main, which bundles begin with", () => {
    const imported = new Set(imports.map((one) => one.imported));
    const unused = serverFiles.filter((file) => !imported.has(file) && layerOf(file) !== "main" && !file.endsWith(".d.ts"));
    expect(unused.map(shown), `add what they hold to a list: ${LISTS.join(", ")}`).toEqual([]);
  });

  test("has no files that import each other, but for their types", () => {
    const edges = new Map(serverFiles.map((file) => [file, valueImportsOf(file)]));
    expect(circlesIn(edges).map((circle) => circle.map(shown).join(" → "))).toEqual([]);
  });

  test("knows nothing of vifs below netif/", () => {
    const known = serverFiles
      .filter((file) => height(file) < LAYERS.indexOf("netif"))
      .flatMap((file) => codeOf(file).split("\n").filter((line) => OF_NETIF.test(line)).map((line) => `${shown(file)}: ${line.trim()}`));
    expect(known).toEqual([]);
  });

  test("knows nothing of a platform in service.ts and below", () => {
    const below = serverFiles.filter((file) => height(file) <= LAYERS.indexOf("service"));
    const outside = imports.filter(({ file, from }) => below.includes(file) && !from.startsWith(".") && !PORTABLE_PACKAGES.includes(from));
    const globals = below.flatMap((file) =>
      (codeOf(file).match(/\b(?:process|globalThis|require|__dirname|Buffer|setTimeout|setInterval|fetch|console)\b(?=[.(])/g) ?? []).map((what) => `${shown(file)} uses ${what}`),
    );
    expect([...outside.map(shownImport), ...globals], "packages that run everywhere are in PORTABLE_PACKAGES").toEqual([]);
  });

  test("speaks the language server protocol in lsp/ and main only", () => {
    const speaking = imports.filter(({ file, from }) => from.startsWith("vscode") && !["lsp", "main"].includes(layerOf(file)));
    expect(speaking.map(shownImport)).toEqual([]);
  });
});

describe("the client", () => {
  test("imports nothing from the server but types of service.ts, which are gone from the bundle", () => {
    const across = clientFiles.flatMap((file) => {
      const others = importsIn(readFileSync(file, "utf8").replace(TYPES_OF_SERVICE, ""));
      return others.filter((from) => from.includes("server/")).map((from) => `${shown(file)} imports ${from}`);
    });
    expect(across).toEqual([]);
  });
});

describe("every file", () => {
  const files = [...serverFiles, ...clientFiles];

  test("imports only packages that package.json names, and none that came with another", () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { devDependencies: object };
    const isNamed = (from: string): boolean => {
      const [name = ""] = /^(?:@[^/]+\/)?[^/]+/.exec(from) ?? [];
      return name.startsWith("node:") || [name, `@types/${name}`].some((named) => Object.hasOwn(devDependencies, named));
    };
    const packages = files.flatMap((file) => importsIn(readFileSync(file, "utf8")).flatMap((from) => (from.startsWith(".") ? [] : [{ file, from }])));
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter(({ from }) => !isNamed(from)).map(({ file, from }) => `${shown(file)} imports ${from}`), "not in devDependencies of package.json").toEqual([]);
  });

  test(`has at most ${LONGEST_FILE} lines`, () => {
    const long = files.filter((file) => readFileSync(file, "utf8").split("\n").length - 1 > LONGEST_FILE);
    expect(long.map(shown)).toEqual([]);
  });

  test("is named after what it holds", () => {
    const tests = filesBelow(join(ROOT, "test")).filter((file) => !file.includes("node_modules"));
    const empty = [...files, ...tests].filter((file) =>
      [basename(dirname(file)), ...basename(file).split(/[.-]/)].some((part) => EMPTY_NAMES.test(part)),
    );
    expect(empty.map(shown)).toEqual([]);
  });
});

/** The files from which a file imports more than types. */
function valueImportsOf(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/^\s*(?:import|export) type\b[^;]*;/gm, "");
  return Array.from(text.matchAll(IMPORT), ([whole, from, dynamic]) => (/\{\s*(?:type [^,}]+,?\s*)+\}/.test(whole) ? "" : (from ?? dynamic ?? "")))
    .map((from) => importedFile(file, from))
    .filter((imported) => imported !== undefined);
}

/** The circles in a graph, each once. */
function circlesIn(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file]);
    if (done.has(file) || path.includes(file)) return;
    for (const imported of edges.get(file) ?? []) visit(imported, [...path, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return circles;
}
