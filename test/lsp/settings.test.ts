import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  CodeActionRequest,
  CodeActionTriggerKind,
  CodeLensRequest,
  ConfigurationRequest,
  InlayHintRequest,
  RegistrationRequest,
  ResponseError,
  type ClientCapabilities,
  type CodeAction,
} from "vscode-languageserver-protocol/node";
import { Dump } from "../../server/src/service";
import { Editor, LEVELS } from "./editor";
import { InProcessClient } from "./in-process";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
/** One queue is missing. */
const DUMP = `${FRONTEND}/multi-queue-num-queues = "2"
${FRONTEND}/queue-0/tx-ring-ref = "8"
${FRONTEND}/queue-0/rx-ring-ref = "9"
${FRONTEND}/queue-0/event-channel = "5"
`;
const A = "file:///a/host.xenstore";
const B = "file:///b/host.xenstore";

/** Settings that give the fault of the dump a level. */
function withLevel(level: string): object {
  return { rules: { "queue-missing": level } };
}

const PULLS: ClientCapabilities = { textDocument: { diagnostic: {} }, workspace: { configuration: true, diagnostics: { refreshSupport: true } } };
const PUSHED: ClientCapabilities = { workspace: { configuration: true } };

// The server sends diagnostics when a test says that the turn of the event loop is over.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout"] }));

let editor: Editor;
const reconfigured = vi.spyOn(Dump.prototype, "configure");
afterEach(() => {
  vi.useRealTimers();
  reconfigured.mockClear();
  editor.client.stop();
});
// The files share the modules.
afterAll(() => reconfigured.mockRestore());

describe("a client that can be asked", () => {
  test("has settings of its own in each folder", async () => {
    editor = await Editor.start(PULLS, withLevel("warning"));
    editor.answer = (scope) => withLevel(scope === A ? "hint" : "warning");
    await editor.client.open(A, DUMP);
    await editor.client.open(B, DUMP);
    await editor.settled();
    expect(editor.asked).toEqual([[A], [B]]);
    expect(await editor.pulledLevel(A)).toBe("hint");
    expect(await editor.pulledLevel(B)).toBe("warning");
    expect(editor.refreshed).toEqual(["diagnostics"]);
  });

  test("is sent the diagnostics again where the answer is another", async () => {
    editor = await Editor.start(PUSHED, withLevel("warning"));
    editor.answer = (scope) => withLevel(scope === A ? "hint" : "warning");
    await editor.client.open(A, DUMP);
    await editor.client.open(B, DUMP);
    await editor.settled();
    expect(editor.publishedLevels(A).at(-1)).toBe("hint");
    expect(editor.publishedLevels(B)).toEqual(["warning"]);
  });

  test("does not have a dump analysed twice where the answer says the same, in whatever order", async () => {
    editor = await Editor.start(PUSHED, { rules: { "queue-missing": "hint", "queue-extra": "off" }, inlayHints: { states: true } });
    editor.answer = () => ({ rules: { "queue-extra": "off", "queue-missing": "hint", "mac-missing": "loud" }, forecast: { kernel: "current" } });
    await editor.client.open(A, DUMP);
    await editor.settled();
    await editor.change();
    expect(editor.asked).toEqual([[A], [A]]);
    expect(reconfigured).not.toHaveBeenCalled();
    expect(editor.publishedLevels(A)).toEqual(["hint"]);
  });

  test("nor where a document of the same folder was opened before", async () => {
    editor = await Editor.start(PUSHED);
    editor.answer = () => withLevel("hint");
    await editor.client.open(A, DUMP);
    await editor.settled();
    await editor.client.close(A);
    await editor.client.open("file:///a/other.xenstore", DUMP);
    await editor.settled();
    expect(reconfigured).toHaveBeenCalledTimes(1);
    expect(editor.publishedLevels("file:///a/other.xenstore")).toEqual(["hint"]);
  });

  test("does not wait for itself: what is known until then is said", async () => {
    editor = await Editor.start(PULLS);
    const give: ((settings: object) => void)[] = [];
    editor.answer = () => new Promise((resolve) => { give.push(resolve); });
    await editor.client.open(A, DUMP);
    expect(await editor.pulledLevel(A)).toBe("error");
    expect(editor.refreshed).toEqual([]);
    give[0]?.(withLevel("hint"));
    await editor.settled();
    expect(editor.refreshed).toEqual(["diagnostics"]);
    expect(await editor.pulledLevel(A)).toBe("hint");
  });

  test("is asked for all open documents at once when the settings change", async () => {
    editor = await Editor.start(PULLS);
    await editor.client.open(A, DUMP);
    await editor.client.open(B, DUMP);
    await editor.settled();
    editor.answer = (scope) => withLevel(scope === B ? "information" : "error");
    await editor.change();
    expect(editor.asked).toEqual([[A], [B], [A, B]]);
    expect(await editor.pulledLevel(B)).toBe("information");
    // The fault in A is an error as before, but now because the user says so.
    expect(reconfigured).toHaveBeenCalledTimes(2);
    expect(editor.refreshed).toEqual(["diagnostics"]);
  });

  test("takes back what it has said of a folder", async () => {
    editor = await Editor.start(PULLS, withLevel("warning"));
    editor.answer = () => withLevel("hint");
    await editor.client.open(A, DUMP);
    await editor.settled();
    editor.answer = () => ({});
    await editor.change();
    expect(await editor.pulledLevel(A)).toBe("warning");
  });

  test("keeps its settings through a change of the whole text", async () => {
    editor = await Editor.start(PULLS);
    editor.answer = () => withLevel("hint");
    await editor.client.open(A, "");
    await editor.settled();
    await editor.client.replace(A, 2, DUMP);
    expect(await editor.pulledLevel(A)).toBe("hint");
  });

  test.each<readonly [what: string, answer: () => unknown]>([
    ["null", () => null],
    ["nothing", () => ({})],
    ["no settings", () => "hint"],
    ["an error", () => { throw new ResponseError(-32803, "not now"); }],
  ])("and answers %s has the settings for all documents", async (_, answer) => {
    editor = await Editor.start(PULLS, withLevel("warning"));
    editor.answer = answer;
    await editor.client.open(A, DUMP);
    await editor.settled();
    expect(await editor.pulledLevel(A)).toBe("warning");
    await editor.change({ xenstore: withLevel("hint") });
    expect(await editor.pulledLevel(A)).toBe("hint");
    expect(editor.refreshed).toEqual(["diagnostics"]);
  });

  test("and answers too little has the settings for all documents for the rest", async () => {
    editor = await Editor.start(PULLS, withLevel("warning"));
    editor.client.connection.onRequest(ConfigurationRequest.type, () => []);
    await editor.client.open(A, DUMP);
    await editor.settled();
    expect(await editor.pulledLevel(A)).toBe("warning");
  });

  test("may close, change and open a document while it answers", async () => {
    editor = await Editor.start(PULLS);
    const give: ((settings: object) => void)[] = [];
    editor.answer = () => new Promise((resolve) => { give.push(resolve); });
    await editor.client.open(A, DUMP);
    await editor.client.close(A);
    await editor.client.open(A, DUMP);
    await editor.client.insert(A, 2, "# a comment\n");
    await editor.settled();
    // This answer was for the document that is closed by now.
    give[0]?.(withLevel("hint"));
    await editor.settled();
    expect(await editor.pulledLevel(A)).toBe("error");
    give[1]?.(withLevel("information"));
    await editor.settled();
    expect(await editor.pulledLevel(A)).toBe("information");
    await editor.client.close(A);
    await editor.client.open(B, DUMP);
    await editor.settled();
    await editor.client.close(B);
    give[2]?.(withLevel("hint"));
    await editor.settled();
    expect(reconfigured).toHaveBeenCalledTimes(1);
    expect(await editor.client.pull(B)).toEqual({ kind: "full", items: [] });
  });

  test("may answer the later question first", async () => {
    editor = await Editor.start(PULLS);
    const give: ((settings: object) => void)[] = [];
    editor.answer = () => new Promise((resolve) => { give.push(resolve); });
    await editor.client.open(A, DUMP);
    await editor.settled();
    await editor.change();
    give[1]?.(withLevel("hint"));
    await editor.settled();
    give[0]?.(withLevel("information"));
    await editor.settled();
    expect(await editor.pulledLevel(A)).toBe("hint");
  });

  test("may go while it is asked", async () => {
    editor = await Editor.start(PULLS);
    editor.answer = () => new Promise(() => undefined);
    await editor.client.open(A, DUMP);
    await editor.settled();
    expect(editor.asked).toEqual([[A]]);
    // A rejection that nobody handles would fail the run.
    editor.client.stop();
  });

  test("is told to tell of changes, where it can be", async () => {
    editor = await Editor.start({ workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } });
    await editor.settled();
    expect(editor.registered).toMatchObject([{ method: "workspace/didChangeConfiguration", registerOptions: { section: "xenstore" } }]);
    editor.client.stop();
    editor = await Editor.start(PULLS);
    await editor.settled();
    expect(editor.registered).toEqual([]);
  });
});

test("a client that refuses to tell of changes does no harm", async () => {
  editor = await Editor.start({ workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } });
  editor.client.connection.onRequest(RegistrationRequest.type, () => new ResponseError(-32803, "not now"));
  await editor.settled();
  // A rejection that nobody handles would fail the run. The library logs that it was refused.
  expect(editor.client.logged.splice(0)).toEqual([expect.stringContaining("failed")]);
});

describe("a client that cannot be asked", () => {
  test("is not, and its settings are those that it tells", async () => {
    editor = await Editor.start({ workspace: { didChangeConfiguration: { dynamicRegistration: true } } }, withLevel("hint"));
    await editor.client.open(A, DUMP);
    await editor.settled();
    for (const settings of [null, {}, { others: {} }]) await editor.change(settings);
    expect(editor.publishedLevels(A)).toEqual(["hint"]);
    await editor.change({ xenstore: withLevel("information") });
    expect(editor.publishedLevels(A)).toEqual(["hint", "information"]);
    await editor.client.open(B, DUMP);
    await editor.settled();
    expect(editor.publishedLevels(B)).toEqual(["information"]);
    expect([editor.asked, editor.registered, editor.refreshed]).toEqual([[], [], []]);
  });
});

test("a client that says that it refreshes, and does not, does no harm", async () => {
  const refreshSupport = true;
  editor = new Editor();
  editor.client = await InProcessClient.start({ workspace: { diagnostics: { refreshSupport }, codeLens: { refreshSupport }, inlayHint: { refreshSupport } }, textDocument: { diagnostic: {} } });
  await editor.client.open(A, DUMP);
  await editor.change({ xenstore: withLevel("hint") });
  expect(await editor.pulledLevel(A)).toBe("hint");
});

/** The quick fixes for the fault of the dump. */
async function offered(triggerKind: CodeActionTriggerKind): Promise<CodeAction[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  const actions = await editor.client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: A }, range, context: { diagnostics: [], triggerKind } });
  return ((actions ?? []) as CodeAction[]).filter(({ kind }) => kind === "quickfix");
}

describe("the fixes in the menu are those that the light bulb was shown for", () => {
  const LITERALS: ClientCapabilities = { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } }, workspace: { workspaceEdit: { documentChanges: true } } };

  test("until a setting or the text is another one", async () => {
    editor = await Editor.start(LITERALS, {});
    await editor.client.open(A, DUMP);
    const atCursor = await offered(CodeActionTriggerKind.Automatic);
    expect(atCursor.map(({ title }) => title)).toContain("Generate queue-1");
    expect(await offered(CodeActionTriggerKind.Invoked)).toEqual(atCursor);
    await editor.change({ xenstore: withLevel("off") });
    expect(await offered(CodeActionTriggerKind.Invoked)).toEqual([]);
    await editor.change({ xenstore: {} });
    expect(await offered(CodeActionTriggerKind.Invoked)).toEqual(atCursor);
    await editor.client.insert(A, 2, "# a comment\n", { line: 4, character: 0 });
    const [edit] = (await offered(CodeActionTriggerKind.Invoked)).flatMap((action) => action.edit?.documentChanges ?? []);
    expect(edit).toMatchObject({ textDocument: { uri: A, version: 2 } });
  });
});

describe("each setting acts at once on an open document", () => {
  const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  /** One queue too many, which each netback reports in its own words, and a port that a second vif has too. */
  const FULL_DUMP = `${FRONTEND}/state = "4"
${FRONTEND}/backend = "${BACKEND}"
${FRONTEND}/request-rx-copy = "1"
${FRONTEND}/multi-queue-num-queues = "2"
${FRONTEND}/queue-0/tx-ring-ref = "8"
${FRONTEND}/queue-0/rx-ring-ref = "9"
${FRONTEND}/queue-0/event-channel = "5"
${FRONTEND}/queue-1/tx-ring-ref = "10"
${FRONTEND}/queue-1/rx-ring-ref = "11"
${FRONTEND}/queue-1/event-channel = "6"
${BACKEND}/frontend = "${FRONTEND}"
${BACKEND}/state = "4"
${BACKEND}/mac = "00:16:3e:00:00:01"
${BACKEND}/feature-rx-copy = "1"
${BACKEND}/multi-queue-max-queues = "1"
/local/domain/1/device/vif/1/event-channel = "5"
/vm/name = "\\xc3\\xa9"
`;

  /** What an editor shows of a document, each in short. */
  interface Shown {
    readonly diagnostics: readonly string[];
    readonly lenses: readonly string[];
    readonly hints: readonly string[];
  }

  const BY_DEFAULT: Shown = {
    diagnostics: ["num-queues-exceeds-max error", "queue-key-missing error", "event-channel-duplicate error"],
    lenses: [
      'netback refuses: "22 guest requested 2 queues, but valid range is 1 - 1."',
      'netback refuses: "22 guest requested 2 queues, but valid range is 1 - 1."',
      'netback refuses: "2 reading /local/domain/1/device/vif/1/ring-ref"',
    ],
    hints: ["Connected", "of 1", "also vif 1", "Connected", "also vif 0, queue 0", "é"],
  };

  async function shown(): Promise<Shown> {
    const textDocument = { uri: A };
    const { connection } = editor.client;
    const report = await editor.client.pull(A);
    const lenses = (await connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
    const hints = (await connection.sendRequest(InlayHintRequest.type, { textDocument, range: WHOLE })) ?? [];
    return {
      diagnostics: report.kind === "full" ? report.items.map(({ code = "note", severity = 0 }) => `${code} ${LEVELS[severity]}`) : [],
      lenses: lenses.map(({ command }) => command?.title ?? ""),
      hints: hints.map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join(""))),
    };
  }

  function withoutHints(...labels: readonly string[]): Partial<Shown> {
    return { hints: BY_DEFAULT.hints.filter((label) => !labels.includes(label)) };
  }

  test.each<readonly [setting: string, settings: object, other: Partial<Shown>]>([
    ["the level of a rule", { rules: { "queue-key-missing": "hint" } }, { diagnostics: ["num-queues-exceeds-max error", "queue-key-missing hint", "event-channel-duplicate error"] }],
    ["a rule that is off", { rules: { "queue-key-missing": "off" } }, { diagnostics: ["num-queues-exceeds-max error", "event-channel-duplicate error"] }],
    [
      "the kernel",
      { forecast: { kernel: "3.16" } },
      { lenses: BY_DEFAULT.lenses.map((title) => title.replace("22 guest requested 2 queues, but valid range is 1 - 1.", "-1 guest requested 2 queues, exceeding the maximum of 1.")) },
    ],
    ["the limit of diagnostics", { diagnostics: { limit: 1 } }, { diagnostics: ["note information", "num-queues-exceeds-max error"] }],
    ["hints for states", { inlayHints: { states: false } }, withoutHints("Connected")],
    ["hints for the limit of queues", { inlayHints: { queueLimits: false } }, withoutHints("of 1")],
    ["hints for what is shared", { inlayHints: { shared: false } }, withoutHints("also vif 1", "also vif 0, queue 0")],
    ["hints for escapes", { inlayHints: { decodedValues: false } }, withoutHints("é")],
  ])("%s", async (_, settings, other) => {
    const refresh = { refreshSupport: true };
    editor = await Editor.start({ textDocument: { diagnostic: {} }, workspace: { diagnostics: refresh, codeLens: refresh, inlayHint: refresh } });
    await editor.client.open(A, FULL_DUMP);
    expect(await shown()).toEqual(BY_DEFAULT);
    await editor.change({ xenstore: settings });
    expect(editor.refreshed).toEqual(["diagnostics", "lenses", "hints"]);
    expect(await shown()).toEqual({ ...BY_DEFAULT, ...other });
    await editor.change({ xenstore: {} });
    expect(await shown()).toEqual(BY_DEFAULT);
  });
});
