import { describe, expect, it } from "vitest";
import type { Dump } from "../../server/src/service";
import { inGerman } from "../german";
import { openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const HOSTILE = "{1} **{0}** `$&` <b>";

/** Opens a dump and asks it something, both in German. */
function asked<Answer>(text: string, ask: (dump: Dump) => Answer): Answer {
  return inGerman(() => ask(openDump(text)));
}

describe("in German", () => {
  it("a value is shown as it is, whatever a guest wrote", () => {
    const text = `${FRONTEND}/state = "${HOSTILE}"\n${FRONTEND}/backend = "/local/domain/0/backend/vif/1/0"\n`;
    const explained = asked(text, (dump) => dump.hover({ line: 0, character: FRONTEND.length + 2 }));
    expect(explained?.markdown).toContain(`\`\` ${HOSTILE} \`\` ist kein XenBus-Zustand: Es gibt 0 bis 8.`);
    expect(explained?.plain).toContain(`„${HOSTILE}“ ist kein XenBus-Zustand: Es gibt 0 bis 8.`);
    // Of the key: der Schlüssel.
    expect(explained?.plain).toContain("Wenn er fehlt: 0 (Unknown)");
    const [diagnostic] = asked(text, (dump) => dump.diagnostics());
    expect(diagnostic?.message).toMatch(/^„\{1\} \*\*\{0\}\*\* `\$&` <b>“ ist kein XenBus-Zustand/);
  });

  it("a script has English comments, for it goes to others, and what it lacks is told in German", () => {
    const text = `${FRONTEND}/state = "4"\n${FRONTEND}/mac = "00:16:3e..."\n/local/domain/1/größe = "1"\n`;
    const script = asked(text, (dump) => dump.script());
    expect(script).toStrictEqual({
      text: expect.stringContaining("# Not in the dump, or not for certain:\n#   line 3: /local/domain/1/gr\\u{f6}\\u{df}e is left out: xenstored refuses such a path.\n"),
      nodes: 2,
      losses: [{ line: 2, message: "/local/domain/1/größe wird ausgelassen: xenstored lehnt einen solchen Pfad ab." }],
    });
    expect("text" in script ? script.text : script.refusal).toMatch(/^[\n -~]*$/);
  });

  it("numbers have a singular and a plural", () => {
    const queue = `${FRONTEND}/state = "4"\n${FRONTEND}/queue-0/tx-ring-ref = "9"\n`;
    const messages = [2, 3, 5].map((count) => asked(`${FRONTEND}/multi-queue-num-queues = "${count}"\n${queue}`, (dump) => dump.diagnostics().find(({ code }) => code === "queue-missing")?.message));
    expect(messages.map((message) => message?.split(". ")[0])).toEqual([
      "Queue 1 ist angefordert, hat aber keine Schlüssel",
      "Die Queues 1 und 2 sind angefordert, haben aber keine Schlüssel",
      "Die Queues 1 bis 4 sind angefordert, haben aber keine Schlüssel",
    ]);
  });

  it("what lacks keys is said so that it fits one as well as several", () => {
    const text = `${FRONTEND}/state = "4"\n${FRONTEND}/queue-0/event-channel = "9"\n${FRONTEND}/queue-0/tx-ring-ref = "8"\n`;
    const missing = (dump: string): string | undefined => asked(dump, (opened) => opened.hover({ line: 1, character: FRONTEND.length + 3 })?.plain);
    expect(missing(text)).toContain("Hat einen Ereigniskanal. Was fehlt: rx-ring-ref.");
    expect(missing(text.replace("tx-ring-ref", "tx"))).toContain("Hat einen Ereigniskanal. Was fehlt: tx-ring-ref, rx-ring-ref.");
  });

  it("a forecast is a sentence, also behind a colon", () => {
    const forecastOf = (text: string): string | undefined => asked(text, (dump) => dump.hover({ line: 0, character: FRONTEND.length - 1 })?.plain);
    const state = `${FRONTEND}/state = "4"\n`;
    expect(forecastOf(state)).toContain("): Dieser Dump sagt nicht, wie viele Queues angefordert sind");
    expect(forecastOf(`${state}${FRONTEND}/multi-queue-num-queues = "1"\n${FRONTEND}/tx-ring-ref = "x"\n${FRONTEND}/rx-ring-ref = "9"\n`)).toContain("netback weist das Gerät ab: „22 reading");
  });

  it("a refusal to rename says why", () => {
    expect(asked(`${FRONTEND}/state = "4"\n`, (dump) => dump.rename({ line: 0, character: 15 }, "x"))).toEqual({
      refusal: "„x“ ist keine Nummer einer Domäne. Geben Sie eine Dezimalzahl von 0 bis 32751 ohne führende Nullen ein.",
    });
  });
});
