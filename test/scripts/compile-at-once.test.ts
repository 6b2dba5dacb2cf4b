import { buildSync } from "esbuild";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { compileAtOnce } from "../../scripts/compile-at-once.mjs";
import { repository } from "../../scripts/repository.mjs";

/** A bundle as users get it. */
function bundled(contents: string, supported: Record<string, boolean> = {}): string {
  const { outputFiles } = buildSync({ supported, stdin: { contents, resolveDir: repository }, bundle: true, minify: true, format: "iife", globalName: "bundle", write: false });
  return outputFiles[0]?.text ?? "";
}

const ONE_MODULE = 'import equal from "fast-deep-equal"; export const same = equal([1, { a: 2 }], [1, { a: 2 }]);';

test("the modules in a bundle become functions that V8 compiles at once, and do the same", () => {
  const code = compileAtOnce(bundled(ONE_MODULE));
  expect(code).toMatch(/=\w+\(\(function\(\w+,\w+\)\{.*\}\)\);/s);
  expect(runInNewContext(`${code};bundle.same`)).toBe(true);
});

test("a bundle without such modules stays as it is", () => {
  const code = bundled("export const answer = [1, 2].map((number) => number * 2);");
  expect(compileAtOnce(code)).toBe(code);
});

test("a bundle whose modules cannot be found is an error that says where to look", () => {
  const code = bundled(ONE_MODULE, { arrow: false });
  expect(() => compileAtOnce(code)).toThrow("scripts/compile-at-once.mjs");
});
