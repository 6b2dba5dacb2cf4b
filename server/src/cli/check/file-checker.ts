import DataLoader from "dataloader";
import { availableParallelism } from "node:os";
import { pool, worker } from "workerpool";
import { showWhole } from "../../dump/show";
import { Unusable } from "../exit-code";
import { readDumpFile, UnreadableDump } from "../input";
import { checkDump, type CheckOptions, type CheckReport } from "./check-dump";

/** Why a file was not checked. */
export interface Unchecked {
  /** A line for stderr, with the remedy. */
  readonly unreadable: string;
  /** The message to print instead if the file is binary and was only found by a search, so that nobody said that it is a dump. */
  readonly skipped?: string;
}

/** A file that was read and checked, or why it was not. Plain values: threads send them to each other. */
export type FileOutcome = CheckReport | Unchecked;

/** Reads and checks files. */
export interface FileChecker {
  /** How many files can be under way at once. */
  readonly size: number;
  readonly check: (path: string) => Promise<FileOutcome>;
  readonly close: () => Promise<void>;
}

/** Checks files in this thread, one by one. There is nothing to start. */
export function checkHere(options: CheckOptions): FileChecker {
  return { size: 1, check: (path) => checkFile(path, options), close: () => Promise.resolve() };
}

/** What threads are to do. */
export interface Workload {
  readonly files: number;
  /** How many files a thread gets at once. */
  readonly together: number;
}

/**
 * Checks in threads, one for each core.
 * @param program the script to start in each thread; it calls `serveThread` there
 */
export function checkInThreads(program: string, { files, together }: Workload, options: CheckOptions): FileChecker {
  const size = Math.min(availableParallelism(), files);
  const threads = pool(program, { workerType: "thread", maxWorkers: size });
  let isClosed = false;
  const checkAll = async (paths: readonly string[]): Promise<FileOutcome[]> => {
    try {
      return (await threads.exec("checkFiles", [paths, options])) as FileOutcome[];
    } catch (error) {
      // The thread died, most likely for lack of memory, and the pool starts another. Checking each file alone shows which one it was.
      if (paths.length > 1 && !isClosed) return (await Promise.all(paths.map((path) => checkAll([path])))).flat();
      const reason = showWhole(String(error));
      return paths.map((path) => ({ unreadable: `${showWhole(path)} could not be checked (${reason}): try it alone, or cut the capture into several files.` }));
    }
  };
  // Getting the next file to a thread takes as long as checking a small one, so files go in batches.
  const batches = new DataLoader(checkAll, { cache: false, maxBatchSize: together });
  return {
    // More than there are threads, so that no thread is idle while the result of a large file is awaited.
    size: size * 4 * together,
    check: (path) => batches.load(path),
    close: async () => {
      isClosed = true;
      await threads.terminate(true);
    },
  };
}

/** Makes this thread accept work from the one that started it. */
export function serveThread(): void {
  worker({
    checkFiles: async (paths: readonly string[], options: CheckOptions): Promise<FileOutcome[]> => {
      const outcomes: FileOutcome[] = [];
      for (const path of paths) outcomes.push(await checkFile(path, options));
      return outcomes;
    },
  });
}

function checkFile(path: string, options: CheckOptions): Promise<FileOutcome> {
  return checkText(path, async () => (await readDumpFile(path)).text, options);
}

/** Reads and checks a dump. If it cannot be read or checked, the outcome says so. */
export async function checkText(path: string, read: () => Promise<string>, options: CheckOptions): Promise<FileOutcome> {
  try {
    return await checkDump(path, await read(), options);
  } catch (error) {
    if (error instanceof UnreadableDump && error.isBinary) return { unreadable: error.message, skipped: `${error.file} was skipped: ${error.reason}.` };
    if (!(error instanceof Unusable)) throw error;
    return { unreadable: error.message };
  }
}
