// Turns CommonJS that TypeScript has emitted back into the ES module that it was, so that esbuild can leave out unused code.
import { readFileSync } from "node:fs";

/** The libraries of language clients and servers. */
const LIBRARY = /[\\/]node_modules[\\/](?:vscode-jsonrpc|vscode-language(?:client|server(?:-protocol|-types|-textdocument)?))[\\/].*\.js$/;

/**
 * They are published as CommonJS, which a bundle can only include as a whole. This makes the server's bundle and the extension's a quarter smaller,
 * and the extension loads in little more than half the time.
 * @type {import("esbuild").Plugin}
 */
export const librariesAsEsModules = {
  name: "libraries as ES modules",
  setup(build) {
    // If a module re-exports everything from two others and both export the same name, an ES module exports neither, CommonJS the first.
    build.initialOptions.logOverride = { ...build.initialOptions.logOverride, "import-is-undefined": "error" };
    build.onLoad({ filter: LIBRARY }, ({ path }) => {
      try {
        return { contents: asEsModule(readFileSync(path, "utf8")) };
      } catch (error) {
        return { errors: [{ text: error instanceof Error ? error.message : String(error), location: { file: path } }] };
      }
    });
  },
};

/** What TypeScript puts before a module that imports or exports all of another one. It ends with a line that begins with a brace and ends the statement. */
const HELPER = /^var (__\w+) = \(this && this\.\1\) \|\| [^]*?^\}\S*;$/gm;
const MARK = /^Object\.defineProperty\(exports, "__esModule", .*\);$/gm;
const FORWARD = /^(?:exports\.\w+ = )+void 0;$/gm;
/** Imports of a module that is turned into an ES module too. */
const IMPORT = /^(?:const|var) (\w+) = (?:__import(?:Star|Default)\()?require\(("(?:\.|vscode-jsonrpc|vscode-language).*?")\)\)?;$/gm;
/** Imports of any other module, which is left as it is: `vscode`, the modules of Node.js, and other CommonJS packages. */
const REQUIRE_ALL = /__importStar\((require\(".*?"\))\)/g;
const EXPORT_ALL = /^__exportStar\(require\((".*?")\), exports\);$/gm;
const EXPORT_OF_IMPORT = /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm;
const EXPORT = /^exports\.(\w+) = ([A-Za-z_]\w*);$/gm;
const EXPORT_OF_VALUE = /^exports\.(\w+) = /gm;
const OWN_EXPORT = /(?<![\w.])exports\.(\w+)/g;
/** A whole namespace. It is marked as free of side effects, which esbuild cannot know. */
const NAMESPACE = /^((?:export )?var) (\w+);\n(\(function \(\2\) \{\n[^]*?^)\}\)\(\2 \|\| \((?:exports\.(\2) = )?\2 = \{\}\)\);$/gm;
/** A further part of a namespace, or a namespace merged with a function or a class. */
const MORE_OF_NAMESPACE = /^\}\)\((\w+) \|\| \(exports\.\1 = \1 = \{\}\)\);$/gm;
/** What a request says about itself for the tool that writes the specification of the protocol: no program reads it. */
const FOR_SPECIFICATION = /^ {4}\w+\.(?:messageDirection|capabilities) = messages_1\..*;\n/gm;
/** A field without a value: it is undefined without being declared, too. Some are only there for types. */
const FIELD = /(?<=[;{}/]\n) +(?!return|break|continue|debugger)\w+;\n/g;
const LEFT = /^.*(?<![\w"'])(?:exports\b|__exportStar\(|__import(?:Star|Default)\().*$/m;

/**
 * @param {string} code a module as TypeScript writes it: as CommonJS or, then for its namespaces only, as an ES module
 * @returns {string} an ES module with the same exports
 * @throws {Error} if `exports` is used where TypeScript would not put it
 */
export function asEsModule(code) {
  /** @type {Map<string, string>} the source of each module that is imported as a whole, by the name of the import */
  const imported = new Map();
  /** @type {Map<string, string>} the local name of each export, by its exported name */
  const exported = new Map();
  const statements = code
    .replaceAll("\r\n", "\n")
    .replaceAll(HELPER, "")
    .replaceAll(MARK, "")
    .replaceAll(FORWARD, "")
    .replaceAll(FOR_SPECIFICATION, "")
    .replaceAll(FIELD, "")
    .replaceAll(IMPORT, (_, name, source) => {
      imported.set(name, source);
      return `import * as ${name} from ${source};`;
    })
    .replaceAll(REQUIRE_ALL, "$1")
    .replaceAll(EXPORT_ALL, "export * from $1;")
    .replaceAll(EXPORT_OF_IMPORT, (_, name, from, own) => `export { ${own} as ${name} } from ${imported.get(from)};`)
    .replaceAll(EXPORT, (_, name, own) => {
      exported.set(name, own);
      return "";
    })
    .replaceAll(EXPORT_OF_VALUE, (_, name) => {
      exported.set(name, name);
      return `const ${name} = `;
    })
    .replaceAll(NAMESPACE, (_, declaration, name, filled, isExported) => {
      if (isExported) exported.set(name, name);
      return `${declaration} ${name} = /* @__PURE__ */ ${filled}return ${name};\n})({});`;
    })
    .replaceAll(MORE_OF_NAMESPACE, (_, name) => {
      exported.set(name, name);
      return `})(${name});`;
    })
    .replaceAll(OWN_EXPORT, (use, name) => exported.get(name) ?? use);
  const left = LEFT.exec(statements)?.[0];
  if (left !== undefined) throw new Error(`scripts/as-es-module.mjs does not know what this exports: ${left.trim()}`);
  return statements + [...exported].map(([name, own]) => `export { ${own} as ${name} };\n`).join("");
}
