import { runTests } from "./run-tests";
import { registerWorkerTests } from "./worker.browser";

/** What VS Code calls in a browser. */
export function run(): Promise<void> {
  return runTests(registerWorkerTests);
}
