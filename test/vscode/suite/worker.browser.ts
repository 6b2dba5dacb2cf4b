import { assert } from "chai";
import { commands, languages, Uri, window, workspace, type TextDocument } from "vscode";
import { closeEditors } from "./close-editors";
import { until } from "./until";

const FAULTY = '/local/domain/1/device/vif/0/state = "9"\n';

/** Here the pages of the rules are fetched, and the server is a worker. The extension must end it, and nobody would notice one that stays. */
export function registerWorkerTests(): void {
  suite("The pages of the rules", () => {
    test("say why one cannot be fetched", async () => {
      const refusal = await workspace.openTextDocument(Uri.parse("xenstore-rule:/rules/no-rule.md")).then(({ uri }) => `opened ${String(uri)}`, String);
      assert.include(refusal, "The page /rules/no-rule.md could not be fetched: 404");
    });
  });

  suite("The server's worker", () => {
    const running = new Set<Worker>();
    const OriginalWorker = globalThis.Worker;
    let document: TextDocument;

    /** Resolves when the server that is running now has checked the dump. */
    const checked = (): Promise<unknown> => until(() => languages.getDiagnostics(document.uri).length > 0);

    suiteSetup(async () => {
      // The tests share the global scope with the extension, and see each worker that it makes from now on.
      globalThis.Worker = class extends OriginalWorker {
        constructor(script: string | URL, options?: WorkerOptions) {
          super(script, options);
          running.add(this);
          const terminate = this.terminate.bind(this);
          this.terminate = () => {
            running.delete(this);
            terminate();
          };
        }
      };
      document = await workspace.openTextDocument({ language: "xenstore", content: FAULTY });
      await window.showTextDocument(document);
      await commands.executeCommand("xenstore.restartServer");
      await checked();
    });

    suiteTeardown(async () => {
      globalThis.Worker = OriginalWorker;
      await closeEditors();
    });

    test("each restart ends the one that was there", async () => {
      const [before] = running;
      await commands.executeCommand("xenstore.restartServer");
      assert.strictEqual(running.size, 1);
      assert.notStrictEqual([...running][0], before);
      await checked();
    });

    test("restarts in a row leave one", async () => {
      await Promise.all([1, 2, 3].map(() => commands.executeCommand("xenstore.restartServer")));
      assert.strictEqual(running.size, 1);
      await checked();
    });

    test("one that cannot start is ended, and a restart helps", async () => {
      const broken = URL.createObjectURL(new Blob(["throw new Error('out of memory');"]));
      const ObservedWorker = globalThis.Worker;
      globalThis.Worker = class extends ObservedWorker {
        constructor() {
          super(broken);
        }
      };
      await commands.executeCommand("xenstore.restartServer");
      assert.strictEqual(running.size, 0);
      assert.lengthOf(languages.getDiagnostics(document.uri), 0);
      globalThis.Worker = ObservedWorker;
      await commands.executeCommand("xenstore.restartServer");
      assert.strictEqual(running.size, 1);
      await checked();
    });

    test("one that fails is ended, and another one takes its place", async () => {
      const [failing] = running;
      assert.ok(failing);
      failing.dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
      assert.isFalse(running.has(failing));
      await until(() => running.size === 1);
      await checked();
    });
  });
}
