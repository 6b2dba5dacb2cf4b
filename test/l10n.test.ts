import { afterEach, describe, expect, it } from "vitest";
import { inEnglish, pieces, t, translated, useTexts } from "../server/src/l10n";

afterEach(() => useTexts(undefined));

describe("a text", () => {
  it("is said as it stands where there is no other language", () => {
    expect(t("The first use, {0}.", "tx-ring-ref")).toBe("The first use, tx-ring-ref.");
    expect(t("Queue {0} has {1}.", 3, "no keys")).toBe("Queue 3 has no keys.");
  });

  it("is said in the language of the texts, in their order", () => {
    useTexts({ "{0} queues of {1}": "von {1} Queues {0}" });
    expect(t("{0} queues of {1}", 2, 8)).toBe("von 8 Queues 2");
    expect(t("nobody translated this")).toBe("nobody translated this");
  });

  it("takes a value for nothing but what it is", () => {
    useTexts({ "{0} and {1}": "{0} und {1}" });
    expect(t("{0} and {1}", "{1}", "{0}")).toBe("{1} und {0}");
    expect(t("{0} and {1}", "$&", "$1 {2} `x`")).toBe("$& und $1 {2} `x`");
    expect(pieces("{0} und {1}", ["{1}", "{0}"])).toEqual(["", "{1}", " und ", "{0}", ""]);
  });

  it("keeps a placeholder that no value stands for, and braces that are none", () => {
    expect(t("{0} {1} {x} {}", "a")).toBe("a {1} {x} {}");
    expect(t("{0} {constructor}")).toBe("{0} {constructor}");
    expect(pieces("{7}", [])).toEqual(["", "{7}", ""]);
  });

  it.each([undefined, null, "de", 7, [], ["a"], { a: 1, b: null, c: {} }])("is English where the texts are %j", (bundle) => {
    useTexts(bundle);
    for (const key of ["a", "b", "c", "constructor", "__proto__", "toString"]) expect(translated(key)).toBe(key);
  });

  it("can be said in English in between", () => {
    useTexts({ yes: "ja" });
    expect(inEnglish(() => t("yes"))).toBe("yes");
    expect(() =>
      inEnglish(() => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(t("yes")).toBe("ja");
  });
});
