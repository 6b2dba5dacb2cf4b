import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

/** A folder that is there while the tests of a file or of a `describe` run. */
export class TemporaryFolder {
  path = "";

  /** @param isForEach whether each test has one of its own */
  constructor(isForEach = false) {
    const [before, after] = isForEach ? [beforeEach, afterEach] : [beforeAll, afterAll];
    before(() => {
      this.path = mkdtempSync(path.join(tmpdir(), "xenstore-netif-"));
    });
    after(() => rmSync(this.path, { recursive: true, force: true }));
  }

  /** Writes a file, and makes the folders that it is in. @returns its path */
  put(name: string, content: string | Buffer): string {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }
}
