import { fstatSync, writeFileSync, writeSync } from "node:fs";
import { Writable } from "node:stream";
import { showWhole } from "../dump/show";
import { EXIT } from "./exit-code";
import type { Output, Terminal } from "./terminal";

/** What a shell shows for a program that SIGPIPE ends: its reader went away, as `head` does when it has enough. */
const BROKEN_PIPE = 141;

/**
 * The streams of this process, for commands. The process ends as soon as one of its outputs cannot be written, whatever command it runs: quietly where the reader
 * went away, else with 2 and a line on standard error. Nothing is told where that is what cannot be written.
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
    // Opened by whoever reads it, and not before: the language server has its own way with it.
    get stdin() {
      return process.stdin;
    },
  };
}

function endFor({ code }: NodeJS.ErrnoException): never {
  process.exit(code === "EPIPE" ? BROKEN_PIPE : EXIT.unusable);
}

/** Not through the stream: what a stream still holds when the process ends is lost, and an error of its own would come here again. */
function tell(line: string): void {
  try {
    writeSync(process.stderr.fd, line);
  } catch {
    // The exit code is left to tell it.
  }
}

/** An output as Node.js has it, but for files. */
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
 * Writes to a file at once, and all of it. A disk that fills up takes a part of what it is given and reports no error before the next write, which the stream of
 * Node.js never makes: the result would be cut, and the exit code 0.
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
