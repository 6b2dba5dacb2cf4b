import { expect, test } from "vitest";
import { isRootPath } from "../../client/src/root-path";
import { readRoot } from "../../server/src/service";

test.each(["/", "/local/domain/1/device/vif/0", "/@releaseDomain", "/vm/0a-_Z9"])("%s may be where a capture was taken", (typed) => {
  expect(isRootPath(typed)).toBe(true);
  expect(readRoot(typed)).toBe(typed);
});

test.each(["", "local", "local/domain", "//", "/local/", "/local//domain", "/a b", " /a", "/a ", "/ä", "/a.b", '/a"'])("%j is not where a capture was taken", (typed) => {
  expect(isRootPath(typed)).toBe(false);
  expect(readRoot(typed)).not.toBe(typed);
});
