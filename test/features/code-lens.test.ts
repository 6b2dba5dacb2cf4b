import { describe, expect, test } from "vitest";
import { createDumpService, readSettings, type Dump, type Lens } from "../../server/src/service";
import { finish, vifsOf } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const RINGS = ["tx-ring-ref = \"8\"", "rx-ring-ref = \"9\""];

/** A pair of halves with these states and keys of the frontend, and further lines. */
function pair(states: readonly [string, string], keys: readonly string[], ...further: readonly string[]): string {
  return [
    `${BACKEND}/frontend = "${FRONTEND}"`,
    `${BACKEND}/mac = "00:16:3e:00:00:01"`,
    `${BACKEND}/state = "${states[1]}"`,
    `${FRONTEND}/backend = "${BACKEND}"`,
    `${FRONTEND}/state = "${states[0]}"`,
    `${FRONTEND}/request-rx-copy = "1"`,
    ...keys.map((key) => `${FRONTEND}/${key}`),
    ...further,
    "",
  ].join("\n");
}

const shared = [...RINGS, "event-channel = \"5\""];
const split = [...RINGS, "event-channel-tx = \"5\"", "event-channel-rx = \"6\""];
const queues = ["multi-queue-num-queues = \"2\"", ...split.map((key) => `queue-0/${key}`), "queue-1/tx-ring-ref = \"10\"", "queue-1/rx-ring-ref = \"11\""];

const GOOD = "netback connects 1 queue, shared channel, if the values that this dump does not show are good";
const LACKING = "this dump may not hold all keys of the requested queues: what netback does is not known";

/** The lenses of one kind, complete, as those of a short dump are. */
function lensesOf(dump: Dump, kind: Lens["kind"]): Lens[] {
  return finish(dump.lenses()).map((lens) => {
    if (!("title" in lens)) throw new Error("a lens without a title");
    return lens;
  }).filter((lens) => lens.kind === kind);
}

const lenses = (text: string, kind: Lens["kind"] = "forecast"): Lens[] => lensesOf(createDumpService().open(text), kind);

/** What the hover on the frontend directory says below its title. */
function handshake(text: string): string {
  const line = text.split("\n").findIndex((candidate) => candidate.startsWith(FRONTEND));
  return createDumpService().open(text).hover({ line, character: FRONTEND.length })?.plain ?? "";
}

describe("the lens over both halves", () => {
  test.each([
    ["one queue, shared", pair(["4", "4"], shared), "netback connects 1 queue, shared channel"],
    ["one queue, split", pair(["4", "4"], split), "netback connects 1 queue, split channels"],
    ["one queue, a pair that is one port", pair(["4", "4"], split.with(3, 'event-channel-rx = "5"')), "netback connects 1 queue, shared channel"],
    ["one queue, all event channels elided", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...split.slice(0, 2)], "[...]"), LACKING],
    ["one queue, half a pair elided", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...split.slice(0, 3)], "[...]"), LACKING],
    ["one queue, half a pair elided beside a shared channel", pair(["4", "4"], [...split.slice(0, 3), 'event-channel = "7"'], "[...]"), "netback connects 1 queue, shared channel, if no more are requested"],
    ["a request that cannot be read", pair(["4", "4"], ['multi-queue-num-queues = "3', ...queues.slice(1)]), "this dump does not show how many queues are requested: what netback does is not known"],
    ["a request that cannot be read, and a backend that waits", pair(["4", "2"], ['multi-queue-num-queues = "3', ...queues.slice(1)]), "this dump does not show how many queues are requested: what netback does is not known"],
    ["a request that cannot be read, beside the keys of a single queue", pair(["4", "4"], ['multi-queue-num-queues = "3', ...shared]), "netback connects 1 queue, shared channel, if no more are requested"],
    ["a port that cannot be read", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared.with(2, "event-channel:")]), "netback connects 1 queue, shared channel, if the values that this dump does not show are good"],
    ["a limit that cannot be read", pair(["4", "4"], [...queues, 'queue-1/event-channel = "7"'], `${BACKEND}/multi-queue-max-queues = "1`), "netback connects 2 queues, split and shared channels, if the values that this dump does not show are good"],
    ["a limit that cannot be read, and one queue", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared], `${BACKEND}/multi-queue-max-queues = "1`), "netback connects 1 queue, shared channel"],
    ["a limit that is left out", `${pair(["4", "4"], [...queues, 'queue-1/event-channel = "7"'])}${BACKEND}/online = "1"\n[...]\n`, "netback connects 2 queues, split and shared channels, if the values that this dump does not show are good"],
    ["an address that cannot be read", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared]).replace(/mac = .*/, "mac:"), GOOD],
    ["an address that is cut", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared]).replace(/mac = .*/, String.raw`mac = "00\..."`), GOOD],
    ["an address that is left out", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared]).replace(/.*mac = .*/, "[...]"), GOOD],
    ["an address that is left out with the link", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared]).replace(/.*frontend = .*\n.*mac = .*/, "[...]"), GOOD],
    ["an address that is masked", pair(["4", "4"], shared).replace(/mac = .*/, 'mac = "00:16:3e:XX:XX:XX"'), "netback connects 1 queue, shared channel"],
    ["a channel of the control ring that cannot be read", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared, 'ctrl-ring-ref = "90"', "event-channel-ctrl:"]), GOOD],
    ["a channel of the control ring that is left out", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared, 'ctrl-ring-ref = "90"'], "[...]"), GOOD],
    ["a control ring that may be left out", pair(["4", "4"], ['multi-queue-num-queues = "1"', ...shared], "[...]"), "netback connects 1 queue, shared channel"],
    ["a state that cannot be read", pair(["\\...", "4"], shared), "netback connects 1 queue, shared channel, if the frontend is connected"],
    ["a state that cannot be read, and a key is missing", pair(["\\...", "4"], shared.slice(1)), `netback refuses: "2 reading ${FRONTEND}/ring-ref", if the frontend is connected`],
    ["two queues, mixed", pair(["4", "4"], [...queues, "queue-1/event-channel = \"7\""]), "netback connects 2 queues, split and shared channels"],
    ["a queue without channels", pair(["4", "4"], queues), `netback refuses: "2 reading ${FRONTEND}/queue-1/event-channel(-tx/rx)"`],
    ["a port that is still to be filled in", pair(["4", "4"], shared.with(2, 'event-channel = "<evtchn>"')), "netback connects 1 queue, shared channel, once the placeholders are filled in"],
    ["good keys that wait for the script", pair(["4", "2"], shared), "netback connects 1 queue, shared channel. Rings connected, waiting for the hotplug script."],
    ["good keys of a device that the backend has not taken", pair(["4", "1"], shared), "netback connects 1 queue, shared channel. The backend driver has not taken the device yet: netback writes its features and goes to InitWait first."],
    ["good keys that are refused all the same", pair(["4", "6"], shared), "netback does not connect. The backend refused the device, or is closing: see its error node."],
    ["good keys of a device that is being removed", pair(["4", "5"], shared, `${BACKEND}/online = "0"`), "netback does not connect. The device is being removed: online is 0. The frontend has yet to close."],
    ["no driver in the guest, and the device is being removed", pair(["1", "5"], [], `${BACKEND}/online = "0"`), "netback does not connect. The device is being removed: online is 0. The frontend has yet to close."],
    ["good keys that Xen did not map", `${pair(["4", "4"], shared)}/local/domain/0/error/backend/vif/1/0/error = "22 mapping shared-frames 8/9 port tx 5 rx 5"\n`, 'netback failed to map the rings or bind their ports: "22 mapping shared-frames 8/9 port tx 5 rx 5"'],
    ["the same, and the backend has begun anew", `${pair(["4", "2"], shared)}/local/domain/0/error/backend/vif/1/0/error = "22 mapping shared-frames 8/9 port tx 5 rx 5"\n`, "netback connects 1 queue, shared channel. Rings connected, waiting for the hotplug script."],
    ["the same, and the backend is still closed", `${pair(["4", "5"], shared)}/local/domain/0/error/backend/vif/1/0/error = "22 mapping shared-frames 8/9 port tx 5 rx 5"\n`, 'netback failed to map the rings or bind their ports: "22 mapping shared-frames 8/9 port tx 5 rx 5". The backend refused the device, or is closing: see its error node.'],
    ["the same, and the state of the backend is not told", `${pair(["4", "\\..."], shared)}/local/domain/0/error/backend/vif/1/0/error = "22 mapping shared-frames 8/9 port tx 5 rx 5"\n`, 'netback failed to map the rings or bind their ports: "22 mapping shared-frames 8/9 port tx 5 rx 5"'],
    ["a device that is being removed, and whose frontend has closed", pair(["6", "5"], shared, `${BACKEND}/online = "0"`), "netback closes the device. The device is being removed: online is 0."],
    ["a backend that was reconfigured", pair(["4", "8"], shared), "netback connects 1 queue, shared channel"],
    ["a backend whose state is not a number", pair(["4", "x"], shared), "netback connects 1 queue, shared channel"],
    ["not there yet", pair(["1", "2"], []), "netback waits for the frontend"],
    ["not there, and the backend has given up", `${pair(["1", "5"], [])}/local/domain/0/error/backend/vif/1/0/error = "17 creating interface"\n`, "netback does not connect"],
    ["not there, and the backend has refused the keys before", `${pair(["1", "6"], [])}/local/domain/0/error/backend/vif/1/0/error = "22 guest requested 9 queues, but valid range is 1 - 4."\n`, "netback waits for the frontend"],
    ["good keys of a device that is about to be removed", pair(["4", "4"], shared, `${BACKEND}/online = "0"`), "netback connects 1 queue, shared channel. The device is being removed: online is 0."],
    ["neither is there yet", pair(["1", "1"], []), "the frontend waits for netback"],
    ["closed", pair(["6", "6"], shared), "netback closes the device"],
  ])("%s", (_, text, title) => {
    expect(lenses(text).map((lens) => lens.title)).toEqual([title, title]);
    expect(lenses(text).map(({ range }) => text.split("\n")[range.start.line]?.slice(0, range.end.character))).toEqual([BACKEND, FRONTEND]);
  });

  test("over a backend that is being removed, does not wait for a frontend that has another one", () => {
    const other = BACKEND.replace("domain/0", "domain/3");
    const text = pair(["4", "4"], shared, `${other}/frontend = "${FRONTEND}"`, `${other}/online = "0"`, `${other}/state = "5"`);
    expect(lenses(text).map(({ title }) => title)).toEqual(["netback connects 1 queue, shared channel", "netback connects 1 queue, shared channel", "netback does not connect. The device is being removed: online is 0."]);
  });

  test("follows what the backend does", () => {
    const text = pair(["4", "2"], shared, `${BACKEND}/hotplug-status = ""`);
    const dump = createDumpService().open(text);
    const titles = (): string[] => lensesOf(dump, "forecast").map(({ title }) => title);
    const forecast = "netback connects 1 queue, shared channel";
    expect(titles()).toEqual(Array<string>(2).fill(`${forecast}. Rings connected, waiting for the hotplug script.`));
    const last = text.split("\n").length - 2;
    const quote = `${BACKEND}/hotplug-status = "`.length;
    dump.edit({ start: { line: last, character: quote }, end: { line: last, character: quote } }, "connected");
    expect(titles()).toEqual(Array<string>(2).fill(`${forecast}. netback has yet to go to Connected.`));
    const state = `${BACKEND}/state = "`.length;
    dump.edit({ start: { line: 2, character: state }, end: { line: 2, character: state + 1 } }, "4");
    expect(titles()).toEqual([forecast, forecast]);
  });

  test("stands over the first line of a directory that no line names", () => {
    const text = ["# xenstore-ls " + FRONTEND, `backend = "${BACKEND}"`, 'state = "4"', 'request-rx-copy = "1"', ...shared, ""].join("\n");
    expect(lenses(text).map(({ title, range }) => [title, range.start.line])).toEqual([["netback connects 1 queue, shared channel", 1]]);
  });

  test.each([
    ["a value", pair(["4", "4"], shared.with(1, "rx-ring-ref = \"none\"")), "none"],
    ["a state", pair(["8", "4"], shared), "8"],
    ["a request", pair(["4", "4"], ["multi-queue-num-queues = \"00\"", ...shared]), "00"],
    ["a request for more than is there", pair(["4", "4"], ["multi-queue-num-queues = \"3\"", ...split.map((key) => `queue-0/${key}`)]), "3"],
    ["an address at the backend", pair(["4", "4"], shared).replace("00:16:3e:00:00:01", "nowhere"), "nowhere"],
    ["a port that is bound already", pair(["4", "4"], ["multi-queue-num-queues = \"2\"", ...split.map((key) => `queue-0/${key}`), ...RINGS.map((key) => `queue-1/${key}`), 'queue-1/event-channel = "006"']), "006"],
    ["a queue that lacks a key", pair(["4", "4"], queues), "queue-1"],
    ["a frontend that lacks a key", pair(["4", "4"], RINGS), "0"],
  ])("leads to what is to blame: %s", (_, text, culprit) => {
    const { target } = lenses(text)[0] ?? {};
    expect(text.split("\n")[target?.start.line ?? 0]?.slice(target?.start.character, target?.end.character)).toBe(culprit);
  });

  test("leads nowhere where nothing is to blame", () => {
    expect(lenses(pair(["4", "4"], shared))[0]).toMatchObject({ target: undefined });
  });

  test("is that of the kernel in the settings", () => {
    const text = pair(["4", "4"], ["multi-queue-num-queues = \"0\"", ...shared]);
    const dump = createDumpService().open(text, { settings: readSettings({ forecast: { kernel: "4.10" } }) });
    expect(lensesOf(dump, "forecast")[0]?.title).toBe('netback refuses: "12 allocating queues"');
    dump.configure(readSettings({ forecast: { kernel: "no such" } }));
    expect(lensesOf(dump, "forecast")[0]?.title).toBe('netback refuses: "22 guest requested 0 queues, but valid range is 1 - ?."');
  });

  test("is not shown where a tree has an elision between the lines of two vifs, and so is no forecast anywhere", () => {
    const half = [`  backend = "${BACKEND}"`, '  state = "4"', '  request-rx-copy = "1"', '  tx-ring-ref = "8"'];
    const text = ["vif = \"\"", " 0 = \"\"", ...half, "[...]", ...half, ""].join("\n");
    const dump = createDumpService().open(text);
    expect(lensesOf(dump, "forecast")).toEqual([]);
    expect(vifsOf(dump)).toEqual([]);
    expect(dump.hover({ line: 1, character: 1 })?.plain).not.toContain("Forecast");
    dump.edit({ start: { line: 6, character: 0 }, end: { line: 7, character: 0 } }, ' 1 = ""\n');
    expect(lensesOf(dump, "forecast").map(({ title }) => title)).toEqual([expect.stringContaining("netback refuses"), expect.stringContaining("netback refuses")]);
  });

  test("is not shown over a backend alone", () => {
    expect(finish(createDumpService().open(`${BACKEND}/frontend = "${FRONTEND}"\n`).lenses())).toEqual([]);
  });
});

describe("the way to the other half", () => {
  test("leads from each to the other", () => {
    const text = pair(["4", "4"], shared);
    const shown = lenses(text, "peer").map(({ range, title, target }) => [range.start.line, title, target?.start.line, text.split("\n")[target?.start.line ?? 0]?.slice(0, target?.end.character)]);
    expect(shown).toEqual([
      [0, "Go to frontend", 3, FRONTEND],
      [3, "Go to backend", 0, BACKEND],
    ]);
  });

  test("is not there where the other half is not", () => {
    expect(lenses(`${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state = "4"\n`, "peer")).toEqual([]);
  });

  test("stands behind the forecast of the same directory", () => {
    expect(finish(createDumpService().open(pair(["4", "4"], shared)).lenses()).map(({ kind }) => kind)).toEqual(["forecast", "peer", "forecast", "peer"]);
  });
});

describe("over 20,000 lines", () => {
  const short = pair(["4", "4"], [...RINGS]);
  const long = short + '/z = ""\n'.repeat(20_000);

  test("lenses are places, and each is worked out when it is seen", () => {
    const dump = createDumpService().open(long);
    const places = finish(dump.lenses());
    expect(places.filter((place) => "title" in place)).toEqual([]);
    expect(places.map((place) => dump.lens(place))).toEqual(finish(createDumpService().open(short).lenses()));
  });

  test.each<readonly [why: string, line: number, start: number, end: number, newText: string]>([
    ["its line is not an entry any more", 1, 0, 0, "# a line more\n"],
    ["its line is the next one of the same directory", 0, 0, 99, `${BACKEND}/state = "4"`],
    ["its line names another directory", 1, BACKEND.length, BACKEND.length, "7"],
  ])("a place of an older text has none where %s", (_, line, start, end, newText) => {
    const dump = createDumpService().open(`# a comment\n${BACKEND}/frontend = "${FRONTEND}"\n${'/z = ""\n'.repeat(20_000)}${FRONTEND}/state = "4"\n`);
    const places = finish(dump.lenses()).filter(({ range }) => range.start.line === 1);
    expect(places.flatMap((place) => dump.lens(place) ?? [])).toHaveLength(2);
    dump.edit({ start: { line, character: start }, end: { line, character: end } }, newText);
    expect(places.map((place) => dump.lens(place))).toEqual(places.map(() => undefined));
  });
});

describe("who waits for whom", () => {
  test.each([
    ["all is well", ["4", "4"], "The handshake is complete and clean: look at the data path."],
    ["after a change of XDP", ["4", "8"], "The handshake is complete and clean: look at the data path."],
    ["the frontend starts", ["1", "2"], "netback waits for netfront to leave Initialising."],
    ["the frontend is nearly there", ["3", "2"], "netback waits for netfront to go from Initialised to Connected."],
    ["the script", ["4", "2"], "Rings connected, waiting for the hotplug script."],
    ["no driver", ["4", "1"], "The backend driver has not taken the device yet"],
    ["no driver, and no state", ["4", "0"], "The backend driver has not taken the device yet"],
    ["refused", ["4", "6"], "The backend refused the device, or is closing"],
    ["reconnecting", ["1", "5"], "A reconnection is under way"],
    ["closing", ["5", "4"], "The frontend is closing or has closed."],
    ["the frontend reconfigures", ["7", "4"], "The frontend is being reconfigured: netback reads the XDP headroom again."],
    ["a state that netback does not use", ["4", "3"], "The backend is in state 3, Initialised, in which netback does not connect."],
    ["a state that is none", ["4", "x"], "The backend has no state that tells whether it has connected."],
    ["a state of a backend at the frontend", ["2", "2"], "netback does not read the keys in this state."],
    ["a state of the frontend with a blank", ["4 ", "4"], "The backend is connected. The dump does not show for certain whether the frontend is."],
  ] as const)("%s", (_, states, expected) => {
    expect(handshake(pair(states, shared))).toContain(expected);
  });

  test.each([
    ["4", "The backend is connected. The dump does not show for certain whether the frontend is."],
    ["2", "The backend has not connected."],
  ])("nobody knows, where a key is missing, the state of the frontend cannot be read, and that of the backend is %s", (state, expected) => {
    expect(handshake(pair(["\\...", state], shared.slice(1)))).toContain(expected);
  });

  test("the backend starts over with a frontend whose keys it has refused", () => {
    const text = `${pair(["1", "6"], shared)}/local/domain/0/error/backend/vif/1/0/error = "22 guest requested 9 queues, but valid range is 1 - 4."\n`;
    expect(handshake(text)).toContain("A reconnection is under way: the backend closes and starts over.");
  });

  test.each([
    ["is left out", `[...]\n${pair(["4", "2"], shared)}`],
    ["cannot be read", `${pair(["4", "2"], shared)}${BACKEND}/hotplug-status:\n`],
  ])("the script or nobody, where hotplug-status %s", (_, text) => {
    expect(handshake(text)).toContain("netback has yet to go to Connected, or waits for the hotplug script: the dump does not show hotplug-status.");
  });

  test.each([
    ["a placeholder", pair(["4", "4"], [...RINGS, 'event-channel = "<evtchn>"'])],
    ["a warning at the frontend", pair(["4", "4"], [...shared, "feature-sg = \"yes\""])],
    ["an error at the frontend that keeps nothing from connecting", pair(["4", "4"], shared.with(0, "tx-ring-ref = \"4294967295\""))],
    ["a warning at the backend", pair(["4", "4"], shared, `${BACKEND}/hotplug-status = "error"`)],
    ["a path that stands twice", pair(["4", "4"], [...shared, ...RINGS])],
  ])("all is not well with %s", (_, text) => {
    expect(handshake(text)).toContain("Both ends say that they are connected, but not all is well: see what is reported on this vif.");
  });

  test("all may be well where the address is cut", () => {
    const text = pair(["4", "4"], shared).replace(/mac = .*/, String.raw`mac = "00\..."`);
    expect(handshake(text)).toContain("Both ends say that they are connected, but this dump does not show whether all is well.");
  });

  test("all may be well where the backend is connected without the hotplug script, as after a refusal", () => {
    const text = pair(["4", "4"], shared, `${BACKEND}/hotplug-status = ""`);
    expect(handshake(text)).toContain("Both ends say that they are connected, but this dump does not show whether all is well.");
    expect(handshake(text.replace('hotplug-status = ""', 'hotplug-status = "connected"'))).toContain("complete and clean");
  });

  test("what a comment silences is clean", () => {
    expect(handshake(`# xenstore-ignore-file feature-flag-invalid\n${pair(["4", "4"], [...shared, "feature-sg = \"yes\""])}`)).toContain("complete and clean");
  });

  test("another text below a tree is none of the vif", () => {
    const leaves = [`backend = "${BACKEND}"`, 'state = "4"', 'request-rx-copy = "1"', ...shared];
    const tree = `# xenstore-ls ${BACKEND}\nfrontend = "${FRONTEND}"\nmac = "00:16:3e:00:00:01"\nstate = "4"\n# xenstore-ls ${FRONTEND.slice(0, -2)}\n0 = ""\n ${leaves.join("\n ")}\n`;
    expect(handshakeOf(`${tree}\nvif1.0: flags=4163<UP>  mtu 1500\n        ether fe:ff:ff:ff:ff:ff\n`)).toContain("complete and clean");
    expect(handshakeOf(`${tree} feature-sg = 1\n`)).toContain("not all is well");
  });

  test("another vif's faults are its own", () => {
    expect(handshake(`${pair(["4", "4"], shared)}/local/domain/2/device/vif/0/feature-sg = "yes"\n`)).toContain("complete and clean");
  });

  test.each([["4", "4"], ["4", "5"], ["1", "6"], ["6", "6"], ["8", "4"]] as const)("the device is being removed, in states %s and %s", (...states) => {
    const text = pair(states, shared, `${BACKEND}/online = "0"`);
    expect(handshake(text)).toContain("The device is being removed: online is 0.");
    expect(handshake(text)).not.toContain("data path");
    expect(lenses(text)[0]?.title).toMatch(/\. The device is being removed: online is 0\.(?: The frontend has yet to close\.)?$/);
  });

  test.each([["1", "2"], ["1", "5"], ["3", "2"], ["4", "5"], ["6", "6"]] as const)("the script has failed, in states %s and %s", (...states) => {
    const text = pair(states, shared, `${BACKEND}/online = "1"`, `${BACKEND}/hotplug-status = "error"`);
    expect(handshake(text)).toMatch(/(?:^|\s)The hotplug script failed\./);
    expect(lenses(text)[0]?.title).toMatch(/\. The hotplug script failed\.$/);
  });

  test.each(["12 allocating queues", "22 connecting control ring"])("an error that good keys may meet is open: %s", (error) => {
    const text = `${pair(["4", "4"], shared)}/local/domain/0/error/backend/vif/1/0/error = "${error}"\n`;
    expect(handshake(text)).toContain("Both ends say that they are connected, but this dump does not show whether all is well.");
  });

  test("a backend with an error does not start over", () => {
    const text = `${pair(["1", "6"], [])}/local/domain/0/error/backend/vif/1/0/error = "17 creating interface"\n`;
    expect(handshake(text)).toContain("The backend refused the device, or is closing: see its error node.");
  });

  test.each(["", `${BACKEND}/state:\n`, `${BACKEND}/state = "4\n`])("the backend has no state that can be read: %j", (line) => {
    const text = pair(["4", "4"], shared).replace(`${BACKEND}/state = "4"\n`, line);
    expect(handshake(text)).toContain("The state of the backend is not in this dump: whether it has connected is not known.");
  });

  test.each<[string, readonly [string, string], string]>([
    ["starts", ["1", "2"], "It connects when the frontend goes to Connected, and needs request-rx-copy = 1."],
    ["does not wait for a script", ["4", "2"], "It connects when the frontend goes to Connected"],
    ["connects", ["4", "4"], "The handshake is complete and clean: look at the data path."],
    ["gives up", ["4", "5"], "QEMU's backend could not connect, or closes."],
  ])("QEMU's backend %s", (_, states, expected) => {
    const text = pair(states, shared, `${BACKEND}/hotplug-status = ""`).replaceAll("/backend/vif/", "/backend/qnic/");
    expect(handshake(text)).toContain("Forecast: QEMU's backend reads one queue at the top level, with event-channel.");
    expect(handshake(text)).toContain(expected);
    expect(lenses(text)[0]?.title).toBe("QEMU's backend reads one queue at the top level, with event-channel");
  });

  test.each([
    ["connected", "netback has yet to go to Connected."],
    ["error", "Rings connected, but the hotplug script failed."],
  ])("the script says %s", (status, expected) => {
    expect(handshake(pair(["4", "2"], shared, `${BACKEND}/hotplug-status = "${status}"`))).toContain(expected);
  });

  test.each(["2 xenbus_dev_probe on backend/vif/1/0", "2 writing feature-sg", "2 reading script", "12 allocating queues", "22 connecting control ring"])("the error node says what is not of these keys: %s", (text) => {
    const error = "/local/domain/0/error/backend/vif/1/0/error";
    const said = handshake(`${pair(["1", "1"], [])}${error} = "${text}"\n`);
    expect(said).toContain(`The error node says "${text}".`);
    expect(said).not.toContain("do not explain");
  });

  test.each<[string, readonly string[], string]>([
    ["a shared channel", ["tx-ring-ref = \"8\"", "rx-ring-ref = \"9\"", "event-channel = \"5\""], "port tx 5 rx 5"],
    ["split channels", ["tx-ring-ref = \"8\"", "rx-ring-ref = \"9\"", "event-channel-tx = \"5\"", "event-channel-rx = \"6\""], "port tx 5 rx 6"],
  ])("the error node names the references and ports as they are: %s", (_, keys, ports) => {
    const text = `"22 mapping shared-frames 8/9 ${ports}"`;
    const said = handshake(`${pair(["4", "4"], keys)}/local/domain/0/error/backend/vif/1/0/error = ${text}\n`);
    expect(said).toContain(`: netback failed to map the rings or bind their ports: ${text}.`);
    expect(said).not.toContain("The error node");
    expect(said).not.toContain("complete and clean");
  });

  test("the error node says the same, or something else", () => {
    const refused = pair(["4", "4"], RINGS);
    const error = "/local/domain/0/error/backend/vif/1/0/error";
    expect(handshake(`${refused}${error} = "2 reading ${FRONTEND}/event-channel(-tx/rx)"\n`)).toContain("The error node says so.");
    for (const other of ["22 mapping", "2 parsing backend/vif/1/0/mac", "22 saw state 8 at frontend"]) expect(handshake(`${refused}${error} = "${other}"\n`)).toContain(`The error node says "${other}", which these keys do not explain`);
    const text = `"2 reading ${FRONTEND}/event-channel(-tx/rx)"`;
    expect(handshake(`${pair(["6", "6"], RINGS)}${error} = ${text}\n`)).toContain(`The error node says ${text}, as netback of Linux since February 2026 does of these keys.`);
    const older = '"22 guest requested 8 queues, exceeding the maximum of 4."';
    const exceeding = pair(["4", "4"], ['multi-queue-num-queues = "8"'], `${BACKEND}/multi-queue-max-queues = "4"`);
    expect(handshake(`${exceeding}${error} = ${older}\n`)).toContain(`The error node says ${older}, as netback of Linux 4.10 to 6.19 does of these keys.`);
  });
});

/** What is said about the handshake of the first vif. */
function handshakeOf(text: string): string {
  return createDumpService().open(text).forecasts()[0]?.handshake ?? "";
}
