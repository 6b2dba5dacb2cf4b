// The goals, and the measurement for each.
import { EDIT_KINDS } from "./edits.mjs";

/** @typedef {import("./samples.mjs").Samples} Samples */

/**
 * @typedef {object} Row
 * @property {string} figure
 * @property {string} goal
 * @property {string} ours
 * @property {string} theirs the figure of the other server, or whatever else ours is compared with
 * @property {string} ratio
 * @property {boolean | undefined} met undefined if nothing was measured, or if there is no goal
 */

/** In place of a missing figure: the server does not provide it yet, or the system does not report it. */
const NONE = "–";

/** How a number is judged: at least or at most that much. */
/** @typedef {{ atLeast: number } | { atMost: number }} Bound */

/**
 * @param {Samples} samples
 * @param {{ serverBundle: number, extensionBundle: number }} bundles in kB
 * @returns {Row[]}
 */
export function tableOf(samples, bundles) {
  /** @param {string} name */
  const median = (name) => samples.median(name);
  const net = (/** @type {string} */ server, /** @type {string} */ empty) => difference(median(`${server} open`), median(`${empty} open`));
  /** @type {Row[]} */
  const rows = [
    compared("open → diagnostics, both pulled", median("host open"), median("json open"), { atLeast: 2.5 }),
    compared("… JSON server pushing, with its wait of 500 ms", median("host open"), median("pushing json open"), { atLeast: 2.5 }),
    compared("… both pulled, net of an empty server", net("host", "empty dump"), net("json", "empty json"), { atLeast: 5 }),
    compared("… JSON server pushing, net of an empty server", net("host", "empty dump"), net("pushing json", "empty json"), { atLeast: 5 }),
  ];
  for (const kind of EDIT_KINDS) {
    rows.push(
      compared(`keystroke → diagnostics: ${kind}, both pulled`, median(`host ${kind}`), median(`json ${kind}`), { atLeast: 100 }),
      compared("… JSON server pushing", median(`host ${kind}`), median(`pushing json ${kind}`), { atLeast: 100 }),
      single("… median", median(`host ${kind}`), "ms", { atMost: 5 }),
      single("… 95th percentile", samples.percentile95(`host ${kind}`), "ms", { atMost: 10 }),
    );
  }
  rows.push(
    compared("keystroke → diagnostics behind outline, folds, lenses and links, both pulled", median("host value behind others"), median("json value behind others"), { atLeast: 100 }),
    single("… 95th percentile", samples.percentile95("host value behind others"), "ms", { atMost: 10 }),
  );
  rows.push(growth("ten times the lines: open", median("host open"), median("small open"), { atMost: 11 }));
  for (const kind of EDIT_KINDS) rows.push(growth(`ten times the lines: ${kind}`, median(`host ${kind}`), median(`small ${kind}`), { atMost: 2 }));
  for (const when of ["memory after open", "memory after keystrokes", "memory"]) {
    const figure = when === "memory" ? "peak memory of the session" : `peak ${when}`;
    rows.push(compared(figure, samples.maximum(`host ${when}`), samples.maximum(`json ${when}`), { atLeast: 4 }, "MB"));
  }
  for (const request of ["hover", "code action", "code action from the menu", "completion", "go to definition"]) {
    rows.push(beside(request, median(`host ${request}`), median(`json ${request}`), { atMost: 2 }));
  }
  rows.push(compared("document symbols", median("host document symbols"), median("json document symbols"), { atLeast: 5 }));
  for (const request of ["folding", "semantic tokens of the file"]) {
    rows.push(compared(`${request}, against the JSON server's symbols`, median(`host ${request}`), median("json document symbols"), { atLeast: 5 }));
  }
  for (const request of ["semantic tokens of a screen", "inlay hints of a screen", "code lenses"]) rows.push(single(request, median(`host ${request}`), "ms"));
  rows.push(growth("the tree form: open", median("tree open"), median("host open"), { atMost: 1.5 }));
  for (const kind of EDIT_KINDS) rows.push(growth(`the tree form: ${kind}`, median(`tree ${kind}`), median(`host ${kind}`), { atMost: 1.5 }));
  for (const [name, title] of [
    ["large", "50 MB"],
    ["faulty", "10,000 faults"],
  ]) {
    rows.push(single(`${title}: open`, median(`${name} open`), "ms"), single(`${title}: peak memory`, samples.maximum(`${name} memory after keystrokes`), "MB"));
    for (const kind of EDIT_KINDS) rows.push(single(`${title}: ${kind}, 95th percentile`, samples.percentile95(`${name} ${kind}`), "ms", { atMost: 15 }));
  }
  rows.push(
    single("10,000 faults: diagnostics sent", median("faulty diagnostics"), "", { atMost: 9999 }),
    growth("command line: check, against JSON.parse", median("check"), median("JSON.parse"), { atMost: 3 }),
    compared("command line: a folder of dumps, on 2 cores against 1", median("check folder on 2 cores"), median("check folder on 1 core"), { atLeast: 1.6 }),
    growth("… on 2 cores, against half of them on 1", median("check folder on 2 cores"), median("check half a folder on 1 core"), { atMost: 1.2 }),
    single("extension: loading its bundle", median("extension load"), "ms", { atMost: 50 }),
    beside("extension: activation in VS Code, beside its JSON extension", median("activation"), median("json activation"), { atMost: 50 }),
    beside("… as the first, while VS Code starts", median("first activation"), median("first json activation"), { atMost: 50 }),
    single("server: start → initialized", median("small start"), "ms"),
    single("server bundle", bundles.serverBundle, "kB", { atMost: 400 }),
    single("extension bundle", bundles.extensionBundle, "kB"),
  );
  return rows;
}

/**
 * The table as Markdown.
 * @param {Row[]} rows
 */
export function markdownOf(rows) {
  const lines = rows.map(({ figure, goal, ours, theirs, ratio, met }) => [figure, goal, ours, theirs, ratio, met === undefined ? NONE : met ? "yes" : "**no**"]);
  const table = [["figure", "goal", "measured", "compared with", "ratio", "met"], ["---", "---", "---:", "---:", "---:", "---"], ...lines];
  return table.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/**
 * How many times less ours takes than theirs.
 * @param {string} figure
 * @param {number | undefined} ours
 * @param {number | undefined} theirs
 * @param {{ atLeast: number }} bound
 * @param {string} unit
 * @returns {Row}
 */
function compared(figure, ours, theirs, bound, unit = "ms") {
  const ratio = ours === undefined || theirs === undefined ? undefined : theirs / ours;
  const goal = unit === "MB" ? `≤ 1/${bound.atLeast}` : `≥ ${bound.atLeast}× faster`;
  return { figure, goal, ours: amount(ours, unit), theirs: amount(theirs, unit), ratio: times(ratio), met: holds(ratio, bound) };
}

/**
 * How many times more ours takes than something else does.
 * @param {string} figure
 * @param {number | undefined} ours
 * @param {number | undefined} base
 * @param {{ atMost: number }} bound
 * @returns {Row}
 */
function growth(figure, ours, base, bound) {
  const ratio = ours === undefined || base === undefined ? undefined : ours / base;
  return { figure, goal: `≤ ${bound.atMost}×`, ours: amount(ours, "ms"), theirs: amount(base, "ms"), ratio: times(ratio), met: holds(ratio, bound) };
}

/**
 * A number by itself.
 * @param {string} figure
 * @param {number | undefined} ours
 * @param {string} unit
 * @param {{ atMost: number }} [bound]
 * @returns {Row}
 */
function single(figure, ours, unit, bound) {
  const goal = bound === undefined ? NONE : `≤ ${amount(bound.atMost, unit)}`;
  return { figure, goal, ours: amount(ours, unit), theirs: NONE, ratio: NONE, met: bound && holds(ours, bound) };
}

/**
 * Milliseconds that are judged by themselves, with theirs to look at.
 * @param {string} figure
 * @param {number | undefined} ours
 * @param {number | undefined} theirs
 * @param {{ atMost: number }} bound
 * @returns {Row}
 */
function beside(figure, ours, theirs, bound) {
  return { ...single(figure, ours, "ms", bound), theirs: amount(theirs, "ms") };
}

/**
 * @param {number | undefined} value
 * @param {Bound} bound
 */
function holds(value, bound) {
  if (value === undefined) return undefined;
  return "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost;
}

/**
 * @param {number | undefined} left
 * @param {number | undefined} right
 */
function difference(left, right) {
  return left === undefined || right === undefined ? undefined : left - right;
}

/** @param {number | undefined} ratio */
function times(ratio) {
  return ratio === undefined ? NONE : `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1)}×`;
}

/**
 * @param {number | undefined} value
 * @param {string} unit
 */
function amount(value, unit) {
  if (value === undefined) return NONE;
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`.trimEnd();
}
