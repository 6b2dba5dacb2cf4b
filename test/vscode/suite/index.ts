import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import { registerDumpTests } from "./dump";

interface Result {
  title: string;
  state: string;
  error?: string;
}

/** What VS Code calls: runs the suite, and writes the results to the file that XENSTORE_NETIF_RESULTS names. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 30_000, reporter: "spec" });
  // Gives the interface of `ui` to the global scope, as loading a test file by name would.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, "", mocha);
  registerDumpTests();
  const results: Result[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve).on(Mocha.Runner.constants.EVENT_TEST_END, (test) => {
      results.push({ title: test.fullTitle(), state: test.state ?? "pending", ...(test.err?.stack && { error: test.err.stack }) });
    });
  });
  writeResults(results);
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

function writeResults(results: Result[]): void {
  const file = process.env["XENSTORE_NETIF_RESULTS"];
  if (file === undefined) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results, undefined, 2));
}
