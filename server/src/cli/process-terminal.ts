import { fstatSync, writeFileSync, writeSync } from "node:fs";
import { Writable } from "node:stream";
import { showWhole } from "../dump/show";
import { EXIT } from "./exit-code";
import type { Output, Terminal } from "./terminal";

/** The exit code that a shell shows for a program ended by SIGPIPE: its reader went away, as `head` does when it has enough. */
const BROKEN_PIPE = 141;

/**
 * The streams of this process, for commands. The process ends as soon as one of its outputs cannot be written: quietly, with 141, if the
 * reader went away, else with 2. If it was standard output that failed, a line on standard error says why.
 * @param name of the program, for that line
 */
export function processTerminal(name: string): Terminal {
  const [stdout, stderr] = [outputOf(process.stdout), outputOf(process.stderr)];
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      tell(`${name}: standard output cannot be written (${showWhole(error.message)}): make room for it, or send it to another place.\n`);
    }
    endFor(error);
  });
  stderr.on("error", endFor);
  return {
    stdout,
    stderr,
    env: process.env,
    // Opened only when a command reads it: the language server reads standard input in its own way.
    get stdin() {
      return process.stdin;
    },
  };
}

function endFor({ code }: NodeJS.ErrnoException): never {
  process.exit(code === "EPIPE" ? BROKEN_PIPE : EXIT.unusable);
}

/** Writes to standard error, but not through the stream: what a stream still holds when the process ends is lost, and its errors would lead here again. */
function tell(line: string): void {
  try {
    writeSync(process.stderr.fd, line);
  } catch {
    // Only the exit code can tell now.
  }
}

/** An output of Node.js, replaced if it is a file. */
function outputOf(output: Output & { readonly fd: number }): Output {
  return isFile(output.fd) ? fileOutput(output.fd) : output;
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}

/**
 * Writes everything to a file at once. A disk that fills up takes part of the data, and reports an error only at the next write, which the
 * stream of Node.js never makes: the result would be cut, and the exit code 0.
 */
function fileOutput(fd: number): Output {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      try {
        writeFileSync(fd, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      done();
    },
  });
}
