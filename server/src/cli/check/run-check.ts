import { once } from "node:events";
import type { LevelCounts, Summary } from "../checked-file";
import { EXIT, type ExitCode } from "../exit-code";
import { formatOf } from "../formats/index";
import { readDumpSource, STDIN } from "../input";
import type { Output, Terminal } from "../terminal";
import type { CheckOptions, CheckReport } from "./check-dump";
import { checkHere, checkInThreads, checkText, type FileChecker, type FileOutcome } from "./file-checker";
import { inOrder } from "./in-order";
import { Progress } from "./progress";
import { findSources, type Source } from "./sources";

/** What a run needs: the options for every thread, and more. */
export interface CheckRun {
  readonly options: CheckOptions;
  /** What standard input is called in results. */
  readonly stdinName: string;
  /** The script of a thread; undefined if there is none, as in tests. */
  readonly thread: string | undefined;
  /** What errors begin with. */
  readonly program: string;
}

/** From so many bytes on, two threads are faster than this one alone, although each has to start and warm up. Measured. */
const WORTH_THREADS = 16_000_000;
/** So many bytes are checked in a few hundredths of a second: a batch for a thread should be no larger. */
const SOON = 512_000;
/** The most files in a batch: some may be much larger than others. */
const MOST_TOGETHER = 16;
/** How many times larger a packed dump becomes. */
const UNPACKED = 12;
/** The cost of opening a file and handing it to a thread, in bytes that could be checked in that time. */
const OPENING = 5000;

/** Checks all files, and prints what was found in their order. @returns 2 if something failed, 1 if something is at or over the level to fail at */
export async function runCheck(args: readonly string[], run: CheckRun, terminal: Terminal): Promise<ExitCode> {
  const sources = findSources(args);
  const checker = checkerFor(sources, run);
  const format = formatOf(run.options);
  const tally = new Tally();
  const progress = new Progress(terminal.stderr, sources.length);
  const complain = async (message: string): Promise<void> => {
    progress.erase();
    // GitHub takes `##[command]` for a command wherever it stands in a line, and a file in an archive may have any name.
    await write(terminal.stderr, `${run.program}: ${message.replaceAll("##[", "## [")}\n`);
  };
  try {
    await write(terminal.stdout, format.begin());
    for await (const { source, outcome } of inOrder(sources, checker.size, (next) => outcomeOf(next, checker, run, terminal))) {
      for (const message of tally.add(source, outcome, run.stdinName)) await complain(message);
      if ("printed" in outcome && outcome.printed !== "") {
        progress.erase();
        await write(terminal.stdout, `${tally.printed > 1 ? format.between : ""}${outcome.printed}`);
      }
      progress.step();
    }
    progress.erase();
    await write(terminal.stdout, format.end(tally.summary()));
  } finally {
    progress.erase();
    await checker.close();
  }
  return tally.exitCode;
}

/** What was found so far. */
class Tally {
  readonly #counts = { error: 0, warning: 0, information: 0, hint: 0 };
  readonly #paths: string[] = [];
  readonly #failures: string[] = [];
  #filesWithDiagnostics = 0;
  #quietlyUnconnected = 0;
  #fails = false;
  /** How many files had something printed. */
  printed = 0;

  /** @returns the messages to print on stderr */
  add(source: Source, outcome: Outcome, stdinName: string): readonly string[] {
    if ("note" in outcome) return [outcome.note];
    if ("unreadable" in outcome) {
      if (source.kind === "file" && source.wasFound && outcome.skipped !== undefined) return [outcome.skipped];
      this.#failures.push(outcome.unreadable);
      return [outcome.unreadable];
    }
    this.#addReport(outcome);
    if (source.kind !== "message") this.#paths.push(source.kind === "stdin" ? stdinName : source.path);
    return outcome.fault === undefined ? [] : [outcome.fault];
  }

  #addReport({ printed, counts, fails, isQuietlyUnconnected, fault }: CheckReport): void {
    for (const level of Object.keys(counts) as (keyof LevelCounts)[]) this.#counts[level] += counts[level];
    if (Object.values(counts).some((count) => count > 0)) this.#filesWithDiagnostics += 1;
    if (printed !== "") this.printed += 1;
    if (isQuietlyUnconnected) this.#quietlyUnconnected += 1;
    this.#fails ||= fails;
    if (fault !== undefined) this.#failures.push(fault);
  }

  get exitCode(): ExitCode {
    return this.#failures.length > 0 ? EXIT.unusable : this.#fails ? EXIT.found : EXIT.ok;
  }

  summary(): Summary {
    return {
      counts: this.#counts,
      filesWithDiagnostics: this.#filesWithDiagnostics,
      quietlyUnconnected: this.#quietlyUnconnected,
      printed: this.printed > 0,
      failures: this.#failures,
      paths: this.#paths,
      exitCode: this.exitCode,
    };
  }
}

/** The outcome for a source. A note is not a failure. */
type Outcome = FileOutcome | { readonly note: string };

async function outcomeOf(source: Source, checker: FileChecker, { options, stdinName }: CheckRun, terminal: Terminal): Promise<{ source: Source; outcome: Outcome }> {
  if (source.kind === "file") return { source, outcome: await checker.check(source.path) };
  if (source.kind === "message") return { source, outcome: source.serious ? { unreadable: source.text } : { note: source.text } };
  return { source, outcome: await checkText(stdinName, async () => (await readDumpSource(STDIN, terminal)).text, options) };
}

function checkerFor(sources: readonly Source[], { options, thread }: CheckRun): FileChecker {
  const files = sources.filter((source) => source.kind === "file");
  const work = files.reduce((sum, file) => sum + OPENING + file.bytes * (/\.(?:gz|zst)$/.test(file.path) ? UNPACKED : 1), 0);
  if (thread === undefined || files.length < 2 || work < WORTH_THREADS) return checkHere(options);
  const together = Math.max(1, Math.min(MOST_TOGETHER, Math.floor((SOON * files.length) / work)));
  return checkInThreads(thread, { files: files.length, together }, options);
}

/** Writes, and waits if the reader is slower, so that unread output does not pile up. */
async function write(output: Output, text: string): Promise<void> {
  if (text !== "" && !output.write(text)) await once(output, "drain");
}
