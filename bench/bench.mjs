// Measures the language server and the command line on the store of a whole host, next to VS Code's JSON server on the same tree.
import "../scripts/check-node.mjs";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { installPackages } from "../scripts/npm.mjs";
import { repository } from "../scripts/repository.mjs";
import { runScript } from "../scripts/run-script.mjs";
import { checkFile, checkFolder } from "./command-line.mjs";
import { writeStore } from "./documents.mjs";
import { loadExtension } from "./extension-start.mjs";
import { hostStore } from "./host-store.mjs";
import { Samples } from "./samples.mjs";
import { runSession } from "./sessions.mjs";
import { FULL, QUICK } from "./sizes.mjs";
import { markdownOf, tableOf } from "./table.mjs";

/** @typedef {import("./sizes.mjs").Sizes} Sizes */
/** @typedef {import("./sessions.mjs").SessionPlan} SessionPlan */

const usage = `usage: npm run bench [-- OPTIONS]

Makes the data, measures, and prints the table. Takes some minutes, and needs a machine that does nothing else.

  --quick         a tenth of the data, for a look
  --dist FOLDER   measure these bundles; without it, the project is built and dist/ measured
  --vscode        also pack the project, and measure how long VS Code takes to activate it; on Linux x64 only, fetches VS Code the first time
  --json FILE     also write all samples to this file
  --write         put the table into docs/benchmark.md
  --help          print this`;

const here = import.meta.dirname;
const data = path.join(repository, ".tools", "bench");
const page = path.join(repository, "docs", "benchmark.md");
const JSON_SERVER = path.join(here, "node_modules", "vscode-langservers-extracted", "bin", "vscode-json-language-server");

/**
 * What is measured in a round. The servers take turns, so that other load on the machine affects all of them alike.
 * @param {string} dist
 * @param {Sizes} sizes
 * @returns {(SessionPlan & { rounds: number })[]}
 */
function sessions(dist, sizes) {
  const ours = { command: [path.join(dist, "server.js"), "--stdio"], languageId: "xenstore" };
  const empty = { command: [path.join(here, "empty-server.mjs"), "--stdio"], languageId: "xenstore" };
  const theirs = { command: [JSON_SERVER, "--stdio"], languageId: "json" };
  const host = hostStore(sizes.guests);
  const [flat, tree, json] = [writeStore("flat", host), writeStore("tree", host), writeStore("json", host)];
  const fast = { keystrokes: sizes.keystrokes, warmUp: 10, requests: 0, rounds: sizes.rounds };
  const slow = { keystrokes: sizes.slowKeystrokes, warmUp: 2, requests: 0, rounds: sizes.rounds };
  const once = { ...fast, keystrokes: 0 };
  const plans = [
    { ...once, name: "empty dump", server: empty, document: flat },
    { ...fast, name: "host", server: ours, document: flat, requests: 20 },
    { ...once, name: "empty json", server: empty, document: json },
    { ...slow, name: "json", server: theirs, document: json, requests: 20 },
    { ...fast, name: "small", server: ours, document: writeStore("flat", hostStore(sizes.fewGuests)) },
    { ...fast, name: "tree", server: ours, document: tree },
    { ...slow, name: "pushing json", server: { ...theirs, pulls: false }, document: json },
    { ...fast, name: "faulty", server: ours, document: writeStore("flat", hostStore(sizes.faultyGuests, { faulty: true })) },
    { ...fast, name: "large", server: ours, document: writeStore("flat", hostStore(sizes.manyGuests)), rounds: sizes.largeRounds },
  ];
  // A process opens the document once, and what else happens on the machine then matters most: so it is opened twice more in each round.
  const openings = plans.filter(({ name }) => ["host", "json", "pushing json", "tree"].includes(name)).map((plan) => ({ ...plan, keystrokes: 0, requests: 0 }));
  return [...plans, ...openings, ...openings];
}

/**
 * Writes the files that the command line is measured on.
 * @param {Sizes} sizes
 */
function writeFiles(sizes) {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(path.join(data, "dumps"), { recursive: true });
  const host = hostStore(sizes.guests);
  const [dump, json] = [path.join(data, "host.xenstore"), path.join(data, "host.json")];
  writeFileSync(dump, writeStore("flat", host).text);
  writeFileSync(json, writeStore("json", host).text);
  const { text } = writeStore("flat", hostStore(10));
  const dumps = Array.from({ length: sizes.dumps }, (_, at) => path.join(data, "dumps", `${at}.xenstore`));
  for (const small of dumps) writeFileSync(small, text);
  return { dump, json, dumps };
}

/**
 * @param {string} dist
 * @param {Sizes} sizes
 * @param {boolean} inVSCode
 */
async function measure(dist, sizes, inVSCode) {
  const samples = new Samples();
  // First, so that where it cannot run, no measurement is lost.
  if (inVSCode) await measureVSCode(sizes.rounds, samples);
  const files = { ...writeFiles(sizes), cli: path.join(dist, "cli.js") };
  const plans = sessions(dist, sizes);
  for (let round = 0; round < sizes.rounds; round += 1) {
    for (const plan of plans) {
      if (round >= plan.rounds) continue;
      process.stderr.write(`\r\x1b[Kround ${round + 1} of ${sizes.rounds}: ${plan.name}`);
      await runSession(plan, samples);
    }
    process.stderr.write(`\r\x1b[Kround ${round + 1} of ${sizes.rounds}: command line`);
    checkFile(files, samples);
    checkFolder(files, samples);
    samples.add("extension load", loadExtension(path.join(dist, "extension.js"), path.join(data, "extension")));
  }
  process.stderr.write("\r\x1b[K");
  return samples;
}

/**
 * @param {number} rounds
 * @param {Samples} samples
 */
async function measureVSCode(rounds, samples) {
  // Only here, because it needs packages that bundles can be measured without.
  const { activateExtensions } = await import("./extension-host.mjs");
  for (let round = 0; round < rounds; round += 1) {
    process.stderr.write(`\r\x1b[Kround ${round + 1} of ${rounds}: VS Code`);
    for (const isDumpFirst of [true, false]) await activateExtensions(isDumpFirst, samples);
  }
}

/**
 * The machine and the data of the measurement, and the spread of the samples.
 * @param {Samples} samples
 * @param {Sizes} sizes
 */
function circumstances(samples, sizes) {
  const processor = cpus()[0]?.model.trim() ?? "an unknown processor";
  const lines = (sizes.guests * 112).toLocaleString("en");
  const noise = ["host open", "json open", "host value", "json value"].map((name) => `${name} ${((samples.spread(name) ?? 0) * 100).toFixed(0)} %`).join(", ");
  return (
    `${sizes.guests} guests, ${lines} lines. ${availableParallelism()} cores, ${processor}, Node.js ${process.version}, ${process.platform}. ` +
    `${sizes.rounds} rounds in fresh processes, three openings in each; medians unless stated otherwise, maxima for memory. ` +
    `Interquartile range in relation to the median: ${noise}.`
  );
}

/** @param {string} text */
function writePage(text) {
  const [begin, end] = ["<!-- benchmark: written by npm run bench -- --write -->", "<!-- /benchmark -->"];
  const before = readFileSync(page, "utf8");
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} lacks the comments ${begin} and ${end}: put them where the table goes.`);
  writeFileSync(page, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`);
}

/** @param {{ quick?: boolean, dist?: string, vscode?: boolean, json?: string, write?: boolean }} options */
async function run(options) {
  installPackages(repository);
  installPackages(here, ["--ignore-scripts"]);
  const dist = path.resolve(options.dist ?? path.join(repository, "dist"));
  if (options.vscode) {
    // Builds, too.
    const { packExtension } = await import("../scripts/package.mjs");
    await packExtension();
  } else if (options.dist === undefined) {
    const { buildAll } = await import("../scripts/build.mjs");
    await buildAll();
  }
  const sizes = options.quick ? QUICK : FULL;
  const samples = await measure(dist, sizes, options.vscode === true);
  const kilobytes = (/** @type {string} */ bundle) => statSync(path.join(dist, bundle)).size / 1000;
  const rows = tableOf(samples, { serverBundle: kilobytes("server.js"), extensionBundle: kilobytes("extension.js") });
  const text = `${circumstances(samples, sizes)}\n\n${markdownOf(rows)}`;
  console.log(text);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ sizes, rows, samples }, undefined, 2)}\n`);
  if (options.write) writePage(text);
}

await runScript(usage, { quick: { type: "boolean" }, dist: { type: "string" }, vscode: { type: "boolean" }, json: { type: "string" }, write: { type: "boolean" } }, run);
