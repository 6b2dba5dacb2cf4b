import { readdirSync, readFileSync } from "node:fs";
import { readFixture, type Case } from "./fixture";

const DIRECTORY = new URL("../fixtures/rules/", import.meta.url);

/** The cases of each fixture, by the code of its rule. */
export const FIXTURES: ReadonlyMap<string, readonly Case[]> = new Map(
  readdirSync(DIRECTORY).map((name) => [name.replace(/\.xenstore$/, ""), readFixture(name, readFileSync(new URL(name, DIRECTORY), "utf8"))]),
);
