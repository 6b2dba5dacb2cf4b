// Has V8 compile the modules in a bundle when it reads the bundle.
import { parse } from "acorn";
import { simple } from "acorn-walk";

/** @typedef {{ start: number, end: number, by: string }} Replacement */

/**
 * esbuild wraps each CommonJS module into an arrow function that is called once, as soon as the bundle runs. V8 takes it for one that may never be called: it reads it
 * to find its end, and again to compile it. A function expression in parentheses it compiles at once. Measured on the extension's bundle, whose modules
 * nearly all are of that kind: a quarter less time to load in Node.js 20, a third less in 22.
 * @param {string} code a bundle that esbuild has minified
 * @returns {string} the same with the other kind of functions; the bundle itself where it has no such modules
 * @throws {Error} where the bundle has such modules and they cannot be found
 */
export function compileAtOnce(code) {
  const program = parse(code, { ecmaVersion: "latest", sourceType: "script", allowHashBang: true });
  /** @type {Set<string>} */
  const wrappers = new Set();
  /** @type {Replacement[]} */
  const replacements = [];
  simple(program, {
    VariableDeclarator({ id, init }) {
      // The helper that each module is handed to. It makes the `exports` of the module.
      if (id.type === "Identifier" && init?.type === "ArrowFunctionExpression" && code.slice(init.start, init.end).includes("{exports:{}}")) wrappers.add(id.name);
    },
  });
  simple(program, {
    CallExpression({ callee, arguments: [module] }) {
      if (callee.type !== "Identifier" || !wrappers.has(callee.name) || module?.type !== "ArrowFunctionExpression" || module.body.type !== "BlockStatement") return;
      const parameters = module.params.map(({ start, end }) => code.slice(start, end)).join(",");
      replacements.push({ start: module.start, end: module.body.start, by: `(function(${parameters})` }, { start: module.end, end: module.end, by: ")" });
    },
  });
  if (code.includes("{exports:{}}") && replacements.length === 0) throw new Error("esbuild wraps modules in another way now; see scripts/compile-at-once.mjs.");
  return replaceAll(code, replacements);
}

/**
 * @param {string} code
 * @param {Replacement[]} replacements without overlaps
 */
function replaceAll(code, replacements) {
  let replaced = "";
  let from = 0;
  for (const { start, end, by } of replacements.toSorted((left, right) => left.start - right.start || left.end - right.end)) {
    replaced += code.slice(from, start) + by;
    from = end;
  }
  return replaced + code.slice(from);
}
