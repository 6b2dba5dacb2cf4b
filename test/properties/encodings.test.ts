import { assert, constantFrom, property, string, uint8Array } from "fast-check";
import { describe, expect, test } from "vitest";
import { Unusable } from "../../server/src/cli/exit-code";
import { encode } from "../../server/src/cli/fix/write-back";
import { decode } from "../../server/src/cli/input/decode";
import { propertyRuns } from "./runs";

/** A text that begins with neither a byte order mark nor a zero: the mark of UTF-16 with a zero behind it is the mark of UTF-32. It has no lone surrogates. */
const text = string({ unit: "binary" }).filter((value) => !/^[\ufeff\0]/.test(value));
/** Dumps are mostly ASCII: nothing else tells UTF-16 without a mark. */
const ascii = string({ unit: constantFrom("/", "l", "=", "\"", " ", "\n", "0", "9", "z"), minLength: 1 });

describe("what a file is written back in", () => {
  test.each(["utf-8", "utf-16le", "utf-16be"] as const)("is read as it was: %s with a byte order mark", (encoding) => {
    assert(
      property(text, (value) => {
        const form = { encoding, byteOrderMark: true };
        expect(decode(encode(value, form))).toEqual({ text: value, ...form });
      }),
      propertyRuns(100),
    );
  });

  test.each(["utf-8", "utf-16le", "utf-16be"] as const)("is read as it was: %s without one", (encoding) => {
    assert(
      property(ascii, (value) => {
        const form = { encoding, byteOrderMark: false };
        expect(decode(encode(value, form))).toEqual({ text: value, ...form });
      }),
      propertyRuns(100),
    );
  });

  test("is byte for byte what was read, for bytes that are no UTF-8", () => {
    assert(
      property(uint8Array(), (array) => {
        const bytes = Buffer.concat([Buffer.from("/"), Buffer.from(array.map((byte) => byte || 1)), Buffer.from([0xff, 0x22])]);
        expect(encode(decode(bytes).text, decode(bytes))).toEqual(bytes);
      }),
      propertyRuns(100),
    );
  });

  test("is not Latin-1 where that lacks a character", () => {
    expect(() => encode("\u0100", { encoding: "latin1", byteOrderMark: false })).toThrow(Unusable);
  });
});
