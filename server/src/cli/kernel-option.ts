import { Option } from "commander";
import { KERNELS } from "../service";

/** `--kernel VERSION`, for commands that say what netback does. */
export function kernelOption(): Option {
  return new Option("--kernel <version>", "the Linux netback: current (since February 2026), 4.10 (to 6.19) or 3.16").choices(KERNELS).default("current");
}
