import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readLine } from "../../server/src/dump/read-line";

interface Configuration {
  readonly comments: { readonly lineComment: string };
  readonly wordPattern: string;
  readonly onEnterRules: readonly { readonly beforeText: string; readonly action: { readonly indent: string; readonly appendText?: string; readonly removeText?: number } }[];
}

const FILE = new URL("../../syntaxes/language-configuration.json", import.meta.url);
const { comments, wordPattern, onEnterRules } = JSON.parse(readFileSync(FILE, "utf8")) as Configuration;
const MANIFEST = new URL("../../package.json", import.meta.url);
const { contributes } = JSON.parse(readFileSync(MANIFEST, "utf8")) as { contributes: { configurationDefaults: { "[xenstore]": { "editor.wordSeparators": string } } } };

test("what the editor comments out is a comment", () => {
  expect(readLine(`${comments.lineComment} /a = "1"`).kind).toBe("comment");
});

test("a word is the name of a node", () => {
  const line = '/local/domain/1/device/vif/0/queue-0/tx-ring-ref = "8"   (n1,r0)';
  expect(line.match(new RegExp(wordPattern, "g"))).toEqual([
    "local", "domain", "1", "device", "vif", "0", "queue-0", "tx-ring-ref", "8", "n1", "r0",
  ]);
  expect("@releaseDomain".match(new RegExp(wordPattern))?.[0]).toBe("@releaseDomain");
});

test("a double click selects a whole name, as what belongs to a name is no separator, and all else that stands around one is", () => {
  const separators = contributes.configurationDefaults["[xenstore]"]["editor.wordSeparators"].split("");
  expect(separators.filter((character) => new RegExp(wordPattern).test(character))).toEqual([]);
  expect('/="(),<>.:'.split("").filter((character) => !separators.includes(character))).toEqual([]);
});

test.each([
  [" * /local/domain = \"\"", { indent: "none", appendText: "* " }],
  [" *", { indent: "none", appendText: "* " }],
  ["+ * /local/domain = \"\"", { indent: "none", appendText: "+ * " }],
  [" */", { indent: "none", removeText: 1 }],
  ["  state = \"4\"", undefined],
  ["  queue-1 = \"\"", { indent: "indent" }],
  ["tool = \"\"  . . . . . . .  (n0,r1)", { indent: "indent" }],
  ["/local/domain/1/device/vif/0/queue-1 = \"\"", undefined],
  ["/a/b = \"*\"", undefined],
])("Enter after %j", (before, action) => {
  const rule = onEnterRules.find(({ beforeText }) => new RegExp(beforeText).test(before));
  expect(rule?.action).toEqual(action);
});
