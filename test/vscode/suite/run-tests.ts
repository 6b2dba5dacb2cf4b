import { assert } from "chai";
import Mocha from "mocha";
import { Uri, workspace } from "vscode";
import { registerDumpTests } from "./dump";
import { registerDumpCommandTests } from "./dump-commands";
import { registerManifestTests } from "./manifest";
import { registerOtherDocumentTests } from "./other-documents";
import { registerRenamingTests } from "./renaming";
import { registerWritingTests } from "./writing";

interface Result {
  title: string;
  state: string;
  error?: string;
}

/**
 * Runs the tests that hold in every extension host, and writes the results to results.json in the open folder.
 * @param registerMore the tests of one host
 * @throws Error where a test fails
 */
export async function runTests(...registerMore: (() => void)[]): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 30_000, reporter: "spec" });
  // Gives the interface of `ui` to the global scope, as loading a test file by name would.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, "", mocha);
  const registered = [registerDumpTests, registerDumpCommandTests, registerWritingTests, registerRenamingTests, registerOtherDocumentTests, registerManifestTests];
  for (const register of [...registered, ...registerMore]) register();
  const results: Result[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve).on(Mocha.Runner.constants.EVENT_TEST_END, (test) => {
      results.push({ title: test.fullTitle(), state: test.state ?? "pending", ...(test.err?.stack && { error: test.err.stack }) });
    });
  });
  await writeResults(results);
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

async function writeResults(results: Result[]): Promise<void> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, "a folder is open");
  await workspace.fs.writeFile(Uri.joinPath(folder.uri, "results.json"), new TextEncoder().encode(JSON.stringify(results, undefined, 2)));
}
