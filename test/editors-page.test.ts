import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const docs = path.resolve(import.meta.dirname, "../docs");
const read = (file: string): string => readFileSync(path.join(docs, file), "utf8");

test.each([
  ["neovim.lua", "lua"],
  ["emacs.el", "elisp"],
])("docs/editors.md gives the settings that are tested: %s", (file, language) => {
  const quoted = Array.from(read("editors.md").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm), ([, written, code]) => [written, code]);
  expect(quoted).toContainEqual([language, read(`editors/${file}`)]);
});

test("docs/editors.md says of every other editor that it is not tested", () => {
  const sections = read("editors.md").split(/^## /m).slice(1);
  const tested = sections.filter((section) => !/^.*\n\nNot tested\./.test(section)).map((section) => section.split("\n")[0]);
  expect(tested).toEqual(["Neovim", "Emacs", "Settings"]);
});
