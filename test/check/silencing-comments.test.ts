import { describe, expect, test } from "vitest";
import { createDumpService, readSettings, type Dump } from "../../server/src/service";
import { edited } from "../edited";

const FRONTEND = "/local/domain/1/device/vif/0";
const REQUEST = `${FRONTEND}/multi-queue-num-queues = "2"`;
const QUEUE = ["tx-ring-ref = \"8\"", "rx-ring-ref = \"9\"", "event-channel = \"5\""].map((key) => `${FRONTEND}/queue-0/${key}`).join("\n");
const FLAG = `${FRONTEND}/feature-sg = "yes"`;

function open(text: string, rules: unknown = {}): Dump {
  return createDumpService().open(text, { settings: readSettings({ rules }) });
}

const codes = (dump: Dump): string[] => dump.diagnostics().map(({ code, severity }) => `${code} ${severity}`);

describe("a comment", () => {
  test.each([
    ["above an entry silences its code there", `# xenstore-ignore queue-missing\n${REQUEST}\n${QUEUE}\n${FLAG}\n`, ["feature-flag-invalid warning"]],
    ["silences across other comments and blank lines", `# xenstore-ignore queue-missing\n\n# why\n${REQUEST}\n${QUEUE}\n`, []],
    ["may have a colon before its codes", `# xenstore-ignore: queue-missing\n# xenstore-ignore-file: feature-flag-invalid\n${REQUEST}\n${QUEUE}\n${FLAG}\n`, []],
    ["silences several codes", `# xenstore-ignore queue-missing, feature-flag-invalid\n${REQUEST}\n${QUEUE}\n`, ["unused-suppression hint"]],
    ["may stand in a row with another", `# xenstore-ignore feature-flag-invalid\n# xenstore-ignore queue-missing\n${REQUEST}\n${QUEUE}\n`, ["unused-suppression hint"]],
    ["silences across another that stands below it", `# xenstore-ignore queue-missing\n# xenstore-ignore feature-flag-invalid\n${REQUEST}\n${QUEUE}\n`, ["unused-suppression hint"]],
    ["silences across two others, a comment and a blank line", `# xenstore-ignore queue-missing\n# xenstore-ignore queue-extra\n\n# why\n# xenstore-ignore mac-invalid\n${REQUEST}\n${QUEUE}\n`, ["unused-suppression hint", "unused-suppression hint"]],
    ["silences across one for the file", `# xenstore-ignore queue-missing\n# xenstore-ignore-file feature-flag-invalid\n${REQUEST}\n${QUEUE}\n${FLAG}\n`, []],
    ["silences nothing where only others follow", `${REQUEST}\n${QUEUE}\n# xenstore-ignore queue-missing\n# xenstore-ignore queue-extra\n`, ["queue-missing error", "unused-suppression hint", "unused-suppression hint"]],
    ["does not reach beyond the next entry", `# xenstore-ignore feature-flag-invalid\n${REQUEST}\n${QUEUE}\n${FLAG}\n`, ["unused-suppression hint", "queue-missing error", "feature-flag-invalid warning"]],
    ["for the file silences wherever it stands", `${REQUEST}\n${QUEUE}\n${FLAG}\n# xenstore-ignore-file queue-missing feature-flag-invalid\n`, []],
    ["that silences nothing is hinted at", `# xenstore-ignore-file ring-ref-invalid\n/a = "1"\n`, ["unused-suppression hint"]],
    ["with a code in capitals silences nothing, and is hinted at", `# xenstore-ignore QUEUE-MISSING\n${REQUEST}\n${QUEUE}\n`, ["unused-suppression hint", "queue-missing error"]],
    ["below everything silences nothing", `${REQUEST}\n${QUEUE}\n# xenstore-ignore queue-missing\n`, ["queue-missing error", "unused-suppression hint"]],
    ["silences nothing that is left out anyway, as the output of another command is", `# xenstore-ignore-file malformed-line\n${REQUEST}\n${QUEUE}\n[root@dom0 ~]# xl network-list 1\nIdx BE Mac Addr.\n`, ["unused-suppression hint", "queue-missing error"]],
    ["of another tool is none", `# xenstore-ignored queue-missing\n${REQUEST}\n${QUEUE}\n`, ["queue-missing error"]],
  ])("%s", (_, text, expected) => {
    expect(codes(open(text))).toEqual(expected);
  });

  test.each([
    ["# xenstore-ignore queue-extra", "There is no queue-extra on the next entry to silence."],
    ["# xenstore-ignore-file queue-extra", "There is no queue-extra in this file to silence."],
  ])("that silences nothing is told where it looked: %s", (comment, message) => {
    expect(open(`${comment}\n/a = "1"\n`).diagnostics().map((hint) => hint.message)).toEqual([message]);
  });

  test("that silences nothing is offered no other to silence the hint", () => {
    const dump = open(`# xenstore-ignore-file ring-ref-invalid\n/a = "1"\n`);
    expect(dump.diagnostics().flatMap((diagnostic) => dump.silences(diagnostic))).toEqual([]);
  });

  test("is read without the colours that git puts around it, and its code is removed from where it stands", () => {
    const dump = open(`\u001B[32m+# xenstore-ignore queue-missing queue-extra\u001B[m\n\u001B[32m+${REQUEST}\u001B[m\n`);
    const [hint, ...others] = dump.diagnostics();
    expect([hint?.code, hint?.range.start.character, others]).toEqual(["unused-suppression", 38, []]);
    dump.editAll(hint === undefined ? [] : (dump.fixes(hint.range)[0]?.changes ?? []));
    expect(dump.lineText(0)).toBe("\u001B[32m+# xenstore-ignore queue-missing\u001B[m");
  });

  test("counts where it is the lower of two, whichever came first", () => {
    const comment = "# xenstore-ignore-file queue-missing\n";
    const dump = open(`${REQUEST}\n${QUEUE}\n${comment}`);
    const top = { line: 0, character: 0 };
    dump.edit({ start: top, end: top }, comment);
    expect(dump.diagnostics().map(({ code, range }) => `${range.start.line} ${code}`)).toEqual(["0 unused-suppression"]);
  });

  test("is read anew where an edit takes it out of the entry above it", () => {
    const lines = [" * /a = \"1", " *  # xenstore-ignore-file ring-ref-invalid queue-extra\"", ""];
    const dump = open(lines.join("\n"));
    const end = { line: 0, character: lines[0]?.length ?? 0 };
    dump.edit({ start: end, end }, '"');
    expect(codes(dump)).toEqual(codes(open(dump.text())));
    expect(codes(dump)).toContain("unused-suppression hint");
  });

  test("that comes and goes is followed", () => {
    const dump = open(`${REQUEST}\n${QUEUE}\n`);
    const top = { line: 0, character: 0 };
    dump.edit({ start: top, end: top }, "# xenstore-ignore queue-missing\n");
    expect(codes(dump)).toEqual([]);
    dump.edit({ start: top, end: { line: 1, character: 0 } }, "");
    expect(codes(dump)).toEqual(["queue-missing error"]);
  });

  test.each([
    ["the only code", "# xenstore-ignore queue-extra\n/a = \"1\"\n", '/a = "1"\n'],
    ["the first code", `# xenstore-ignore queue-extra queue-missing\n${REQUEST}\n${QUEUE}\n`, `# xenstore-ignore queue-missing\n${REQUEST}\n${QUEUE}\n`],
    ["a code between", `# xenstore-ignore-file queue-missing, queue-extra, feature-flag-invalid\n${REQUEST}\n${QUEUE}\n${FLAG}\n`, `# xenstore-ignore-file queue-missing, feature-flag-invalid\n${REQUEST}\n${QUEUE}\n${FLAG}\n`],
    ["the last code", `# xenstore-ignore queue-missing queue-extra\n${REQUEST}\n${QUEUE}\n`, `# xenstore-ignore queue-missing\n${REQUEST}\n${QUEUE}\n`],
  ])("loses %s by a fix where it silences nothing", (_, text, expected) => {
    const dump = open(text);
    const hint = dump.diagnostics().find(({ code }) => code === "unused-suppression");
    const fix = hint && dump.fixes(hint.range).find(({ diagnostic }) => diagnostic.code === "unused-suppression");
    expect([edited(text, fix?.changes ?? []), fix?.preferred]).toEqual([expected, true]);
  });
});

describe("what silences a diagnostic when it is written", () => {
  test.each([0, 1])("comment %d", (which) => {
    const dump = open(`/a = "1"\r\n${REQUEST}\r\n${QUEUE.replaceAll("\n", "\r\n")}\r\n`);
    const [diagnostic] = dump.diagnostics();
    if (diagnostic === undefined) throw new Error("nothing to silence");
    const silence = dump.silences(diagnostic)[which];
    expect(silence?.title).toBe(["Ignore queue-missing here", "Ignore queue-missing in this file"][which]);
    for (const { range, newText } of silence?.changes ?? []) dump.edit(range, newText);
    expect(codes(dump)).toEqual([]);
    expect(dump.text()).not.toMatch(/[^\r]\n/);
  });

  test("a comment at an entry right below a heading stands above both: between them, it would part them", () => {
    const tree = '/local/domain/0/backend/vif/1/0\n frontend = "/local/domain/1/device/vif/0"\n';
    const dump = open(tree);
    expect(codes(dump)).toEqual(["state-missing warning"]);
    const [diagnostic] = dump.diagnostics();
    dump.editAll((diagnostic && dump.silences(diagnostic)[0]?.changes) ?? []);
    expect(dump.text()).toBe(`# xenstore-ignore state-missing\n${tree}`);
    expect(codes(dump)).toEqual([]);
  });

  test("a comment in a tree is as deep as its entry", () => {
    const dump = open('0 = ""\n backend = "/local/domain/0/backend/vif/1/0"\n state = "9"\n');
    const [diagnostic] = dump.diagnostics();
    dump.editAll((diagnostic && dump.silences(diagnostic)[0]?.changes) ?? []);
    expect(dump.lineText(2)).toBe(" # xenstore-ignore state-invalid");
    expect(codes(dump)).toEqual([]);
  });
});

describe("the setting of a rule", () => {
  const text = `${REQUEST}\n${QUEUE}\n`;
  test.each([
    ["another level", { "queue-missing": "information" }, ["queue-missing information"]],
    ["off", { "queue-missing": "off" }, []],
    ["a level that is none", { "queue-missing": "loud" }, ["queue-missing error"]],
    ["no object", "queue-missing", ["queue-missing error"]],
  ])("%s", (_, rules, expected) => {
    expect(codes(open(text, rules))).toEqual(expected);
  });

  test("is a base that the state lowers", () => {
    const device = `${FRONTEND}/backend = "/local/domain/0/backend/vif/1/0"\n${FRONTEND}/state = "3"\n`;
    expect(codes(open(device + text, { "queue-missing": "warning" }))).toEqual(["queue-missing information"]);
  });

  test("acts on an open dump", () => {
    const dump = open(text);
    dump.configure(readSettings({ rules: { "queue-missing": "hint" } }));
    expect(codes(dump)).toEqual(["queue-missing hint"]);
  });
});
