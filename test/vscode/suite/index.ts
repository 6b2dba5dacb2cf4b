import { registerRuleLevelTests } from "./rule-levels";
import { runTests } from "./run-tests";

/** What VS Code calls. */
export function run(): Promise<void> {
  return runTests(registerRuleLevelTests);
}
