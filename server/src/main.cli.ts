#!/usr/bin/env node
import { description, name, version } from "../../package.json";
import { runCommandLine } from "./cli/program";

void runCommandLine({ name, version, description }, process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
