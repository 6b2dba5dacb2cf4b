import type { Uri } from "vscode";
import {
  BaseLanguageClient,
  BrowserMessageReader,
  BrowserMessageWriter,
  type LanguageClientOptions,
  type MessageTransports,
} from "vscode-languageclient/browser";

/** A client whose server is a web worker. The worker ends with the client. A server that throws counts as one that has died, like a process. */
export class WorkerClient extends BaseLanguageClient {
  readonly #script: Uri;
  #worker: Worker | undefined;

  /** @param script the server's bundle, a classic script */
  constructor(id: string, name: string, script: Uri, options: LanguageClientOptions) {
    super(id, name, options);
    this.#script = script;
  }

  /** Ends the worker even if the server does not answer: nobody else would. */
  override async stop(timeout?: number): Promise<void> {
    try {
      await super.stop(timeout);
    } finally {
      this.#terminate();
    }
  }

  protected override async createMessageTransports(): Promise<MessageTransports> {
    const worker = new Worker(this.#script.toString());
    this.#worker = worker;
    try {
      await started(worker);
    } catch (error) {
      this.#terminate();
      throw error;
    }
    // Before the reader's own listener, which would report an error and leave the connection open.
    worker.addEventListener("error", (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
      this.error("The server's worker has failed.", event.message, false);
      this.#terminate();
      reader.close();
    });
    const reader = new ClosableReader(worker);
    return { reader, writer: new BrowserMessageWriter(worker) };
  }

  #terminate(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

/** Waits for the first message of a worker, which says that its script has been loaded. */
function started(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", () => resolve(), { once: true });
    const failed = (event: ErrorEvent): void => {
      // The error is reported here, and not as one of the extension host.
      event.preventDefault();
      reject(new Error(`The server's worker could not be started: ${event.message}`));
    };
    worker.addEventListener("error", failed, { once: true });
  });
}

/** A worker does not report its own end, so its client does. */
class ClosableReader extends BrowserMessageReader {
  close(): void {
    this.fireClose();
  }
}
