#!/usr/bin/env node
import { CommanderError } from "commander";
import { description, name, version } from "../../package.json";
import { createProgram } from "./cli/program";

/** Exit code of wrong usage, and of input that cannot be read. */
const UNUSABLE = 2;

createProgram({ name, version, description })
  .parseAsync()
  .catch((error: unknown) => {
    // What commander throws it has told already; help and version end well.
    if (!(error instanceof CommanderError)) console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : UNUSABLE;
  });
