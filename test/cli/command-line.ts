import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { runCommandLine } from "../../server/src/cli/program";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What a run of the command line is given in addition to its arguments. */
export interface Circumstances {
  /** What stands on standard input. */
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Both outputs are a terminal of this width; without it they are pipes. */
  readonly columns?: number;
  /** Whether the language server finds its client; it does unless this says otherwise. */
  readonly client?: boolean;
}

/** How a run of the command line ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  /** Standard output as bytes. */
  readonly bytes: Buffer;
  readonly stderr: string;
  /** What `lsp` gave to the language server, if it started it. */
  readonly served: readonly string[] | undefined;
}

/** Runs the command line in this process. */
export async function run(args: readonly string[], { stdin = "", env = {}, columns, client = true }: Circumstances = {}): Promise<Outcome> {
  const [stdout, stderr] = [output(columns), output(columns)];
  let served: readonly string[] | undefined;
  const installation = {
    docs: path.join(ROOT, "docs"),
    serve: async (given: readonly string[]) => {
      served = given;
      return client;
    },
  };
  const identity = { name: "xenstore-netif", version: "1.2.3", description: "Reads dumps.", installation };
  const code = await runCommandLine(identity, args, { stdin: Readable.from([Buffer.from(stdin)]), stdout: stdout.stream, stderr: stderr.stream, env });
  return { code, stdout: stdout.bytes().toString("utf8"), bytes: stdout.bytes(), stderr: stderr.bytes().toString("utf8"), served };
}

/** A stream that keeps what is written to it. */
function output(columns: number | undefined): { stream: PassThrough & { isTTY?: true; columns?: number }; bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { stream: columns === undefined ? stream : Object.assign(stream, { isTTY: true as const, columns }), bytes: () => Buffer.concat(chunks) };
}
