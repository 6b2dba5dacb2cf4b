import { build, type Plugin } from "esbuild";
import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { asEsModule, librariesAsEsModules } from "../../scripts/as-es-module.mjs";
import { repository } from "../../scripts/repository.mjs";

async function bundled(contents: string, plugins: Plugin[], platform: "node" | "browser" = "node"): Promise<string> {
  const stdin = { contents, resolveDir: repository };
  const mainFields = ["module", "main"];
  const { outputFiles } = await build({ stdin, logLevel: "silent", bundle: true, platform, format: "cjs", mainFields, external: ["vscode"], plugins, write: false });
  return outputFiles[0]?.text ?? "";
}

/** What each name is that a bundle exports: of a namespace and a class also what it holds. */
function exportsOf(code: string): Record<string, unknown> {
  const module = { exports: {} };
  runInNewContext(code, { module, require: createRequire(import.meta.url), process, Buffer, setTimeout, TextEncoder, TextDecoder });
  return Object.fromEntries(Object.entries(module.exports).map(([name, value]) => [name, describe(value)]));
}

function describe(value: unknown): unknown {
  if (typeof value !== "function" && (typeof value !== "object" || value === null)) return value;
  const held = Object.entries(value).filter(([name]) => !FOR_SPECIFICATION.includes(name));
  return { is: typeof value, holds: Object.fromEntries(held.map(([name, what]) => [name, typeof what])) };
}

/** What is left out of each request. */
const FOR_SPECIFICATION = ["messageDirection", "capabilities"];

/** By two modules that `vscode-languageserver` exports all of. */
const EXPORTED_TWICE = ["createMessageConnection", "createProtocolConnection"];

test.each([
  ["vscode-languageserver/node", "node"],
  ["vscode-languageserver/browser", "browser"],
  ["vscode-languageserver-textdocument", "node"],
] as const)("%s exports the same as ES modules", async (library, platform) => {
  const everything = `export * from "${library}";`;
  const expected = exportsOf(await bundled(everything, [], platform));
  expect(Object.keys(expected)).not.toEqual([]);
  for (const name of EXPORTED_TWICE) delete expected[name];
  expect(exportsOf(await bundled(everything, [librariesAsEsModules], platform))).toEqual(expected);
});

test.each(EXPORTED_TWICE)("what would be another thing fails the build: %s", async (name) => {
  const built = bundled(`import * as library from "vscode-languageserver/node"; console.log(library.${name});`, [librariesAsEsModules]);
  await expect(built).rejects.toThrow(`Import "${name}" will always be undefined`);
});

test("what nobody uses of a library is not in the bundle", async () => {
  const code = await bundled('export { Position } from "vscode-languageserver/node";', [librariesAsEsModules]);
  expect(exportsOf(code)).toHaveProperty("Position");
  expect(code).not.toContain("InlayHintLabelPart");
});

test.each(["vscode-languageserver/node", "vscode-languageclient/node"])("%s reads nothing that is left out of a request", async (library) => {
  const code = await bundled(`export * from "${library}";`, [librariesAsEsModules]);
  expect(code).toContain("InlayHintRequest.type");
  expect(code).not.toMatch(/\.messageDirection\b|(?:Request|Notification|Type)\d*\.capabilities\b/);
});

const HELPERS = `var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    o[k2] = m[k];
}) : (function(o, m, k, k2) {
    o[k2] = m[k];
}));
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
`;

const FORMS: readonly [what: string, written: string, read: string][] = [
  ["a function", "exports.f = f;\nfunction f() {}\n", "function f() {}\nexport { f as f };\n"],
  ["a value", "exports.a = exports.b = void 0;\nexports.a = 1;\nexports.b = exports.a * 2;\n", "const a = 1;\nconst b = a * 2;\nexport { a as a };\nexport { b as b };\n"],
  ["the mark and the helpers", `${HELPERS}Object.defineProperty(exports, "__esModule", { value: true });\nlet own;\n`, "let own;\n"],
  ["an import", 'const other_1 = require("./other");\n', 'import * as other_1 from "./other";\n'],
  ["an import of all", 'const other = __importStar(require("./other"));\n', 'import * as other from "./other";\n'],
  ["imports of other kinds of modules", 'const fs = __importStar(require("fs"));\nconst one_1 = require("one");\n', 'const fs = require("fs");\nconst one_1 = require("one");\n'],
  ["an export of all of another module", '__exportStar(require("./other"), exports);\n', 'export * from "./other";\n'],
  [
    "an export of an import",
    'var other_1 = require("./other");\nObject.defineProperty(exports, "a", { enumerable: true, get: function () { return other_1.b; } });\n',
    'import * as other_1 from "./other";\nexport { b as a } from "./other";\n',
  ],
  [
    "a namespace",
    "var Name;\n(function (Name) {\n    Name.a = 1;\n})(Name || (exports.Name = Name = {}));\n",
    "var Name = /* @__PURE__ */ (function (Name) {\n    Name.a = 1;\nreturn Name;\n})({});\nexport { Name as Name };\n",
  ],
  [
    "a namespace of an ES module",
    "export var Name;\n(function (Name) {\n    Name.a = 1;\n})(Name || (Name = {}));\n",
    "export var Name = /* @__PURE__ */ (function (Name) {\n    Name.a = 1;\nreturn Name;\n})({});\n",
  ],
  [
    "the namespace of a class",
    "class Name {}\nexports.Name = Name;\n(function (Name) {\n    Name.a = 1;\n})(Name || (exports.Name = Name = {}));\n",
    "class Name {}\n(function (Name) {\n    Name.a = 1;\n})(Name);\nexport { Name as Name };\n",
  ],
  [
    "fields without a value",
    "class Name {\n    _;\n    own;\n    static one = 1;\n    two() {\n        if (one) {\n            return;\n        }\n        return 1 +\n            own;\n    }\n}\n",
    "class Name {\n    static one = 1;\n    two() {\n        if (one) {\n            return;\n        }\n        return 1 +\n            own;\n    }\n}\n",
  ],
  [
    "a request",
    'var Name;\n(function (Name) {\n    Name.messageDirection = messages_1.MessageDirection.both;\n    Name.type = new messages_1.Type("");\n    Name.capabilities = messages_1.CM.create("a", undefined);\n})(Name || (Name = {}));\n',
    'var Name = /* @__PURE__ */ (function (Name) {\n    Name.type = new messages_1.Type("");\nreturn Name;\n})({});\n',
  ],
];

test.each(FORMS)("%s", (_, written, read) => {
  expect(asEsModule(written).replaceAll(/^\n+|\n(?=\n)/g, "")).toBe(read);
});

test.each(["if (debug) exports.trace = trace;", "module.exports = equal;\nuse(exports);", 'const other = __importDefault(require("other"));'])(
  "an export in another form is an error that says where to look: %s",
  (written) => expect(() => asEsModule(written)).toThrow("scripts/as-es-module.mjs does not know"),
);
