// One visit of a user, step by step: the extension installed from its .vsix, everything done by mouse and keyboard.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { repository } from "../../scripts/repository.mjs";
import { Workbench } from "./workbench";

const dumps = path.join(import.meta.dirname, "workspace");
const samples = path.join(repository, "samples");
const file = "example.xenstore";
const sample = "queue-missing.xenstore";
const DUMPS = {
  "many.xenstore": "/a = 1\n".repeat(1001),
  "empty.xenstore": "# Nothing yet.\n",
  // The first line is not part of the dump, which is no loss.
  "note.xenstore": 'Hello $(check) all is well here\n/local/domain/1/name = "$(rocket) guest"\n',
  "losses.xenstore": 'Hello,\n/local/domain/1/name = "guest"\n/local/domain/1/memory/target\n/local/domain/1/console = "1\n',
  // Neither capture says where it was taken. Links of the second suggest a place.
  "captures.xenstore": '# xenstore-ls .\nname = "guest"\n# xenstore-ls .\nfrontend = "/local/domain/1/device/vif/0"\nfrontend-id = "1"\n',
};
let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(dumps, samples);
  for (const [name, text] of Object.entries(DUMPS)) writeFileSync(path.join(workbench.folder, name), text);
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await workbench.picture("failed");
});

afterAll(() => workbench.close());

test("a double click opens the dump, and the fault is underlined", async () => {
  await workbench.openFile(file);
  await workbench.editor.locator(".squiggly-error").first().waitFor({ state: "attached" });
  expect(await workbench.page.locator('.statusbar-item[id="status.editor.mode"]').innerText()).toBe("XenStore dump");
  await workbench.picture("1-underlined");
});

test("the problems panel says what is wrong", async () => {
  await workbench.page.keyboard.press("Control+Shift+M");
  const error = workbench.page.locator(".markers-panel .monaco-list-row[aria-label^='Error:']", { hasText: "queue-missing" });
  await error.waitFor();
  expect(await error.innerText()).toContain("Queue 1 is requested");
  await workbench.picture("2-problems");
  await workbench.page.keyboard.press("Control+Shift+M");
  await error.waitFor({ state: "detached" });
});

test("the mouse on a key shows its explanation", async () => {
  await workbench.hoverOver(workbench.editor.getByText("multi-queue-num-queues").first(), "netif.h");
  await workbench.picture("3-hover");
});

test("the level of a rule is chosen from the light bulb, and given back", async () => {
  const { page, editor } = workbench;
  const choose = async (level: string, all: string[]): Promise<void> => {
    await workbench.goTo("1:56");
    const choices = await configure("queue-missing");
    await choices.getByPlaceholder("Kept in the settings of the user").waitFor();
    const rows = choices.locator(".monaco-list-row");
    await rows.nth(all.length - 1).waitFor();
    expect(await rows.allInnerTexts()).toEqual(all);
    await page.keyboard.type(level);
    await page.keyboard.press("Enter");
  };
  await choose("information", ["error", "warning", "information", "hint", "off", "Default Levelnow", "Open the Settings…"]);
  await editor.locator(".squiggly-error").first().waitFor({ state: "detached" });
  expect(workbench.userSettings()).toMatch(/"xenstore\.rules": \{\s*"queue-missing": "information"\s*\}/);
  await choose("Default", ["error", "warning", "informationnow", "hint", "off", "Default Level", "Open the Settings…"]);
  await editor.locator(".squiggly-error").first().waitFor({ state: "attached" });
  expect(workbench.userSettings()).not.toContain("xenstore.rules");
  await page.keyboard.press("Control+Home");
});

test("the quick fix generates the queue, with a tab stop on each value", async () => {
  const { page, editor } = workbench;
  await workbench.goTo("1:56");
  await workbench.openActions("Generate queue-1");
  await workbench.picture("4-quick-fix");
  await page.keyboard.press("Enter");
  await editor.locator(".snippet-placeholder").first().waitFor({ state: "attached" });
  await workbench.picture("5-tab-stops");
  for (const value of ["8", "9", "10"]) {
    await page.keyboard.type(value);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("11");
  await page.keyboard.press("Escape");
  await workbench.shows('/local/domain/1/device/vif/0/queue-1/event-channel-rx = "11"');
  await editor.locator(".squiggly-error").first().waitFor({ state: "detached" });
  await workbench.picture("6-generated");
});

test("the saved file has the queue, and nothing else has changed", async () => {
  await workbench.save();
  const before = readFileSync(path.join(dumps, file), "utf8");
  expect(readFileSync(path.join(workbench.folder, file), "utf8")).toBe(
    before +
      [
        '/local/domain/1/device/vif/0/queue-1 = ""',
        '/local/domain/1/device/vif/0/queue-1/tx-ring-ref = "8"',
        '/local/domain/1/device/vif/0/queue-1/rx-ring-ref = "9"',
        '/local/domain/1/device/vif/0/queue-1/event-channel-tx = "10"',
        '/local/domain/1/device/vif/0/queue-1/event-channel-rx = "11"',
        "",
      ].join("\n"),
  );
});

test("of more faults than VS Code shows, the first line says how many are left out", async () => {
  await workbench.openFile("many.xenstore");
  await workbench.hoverOver(workbench.editor.locator(".squiggly-info").first(), "left out: 2");
  await workbench.runCommand("View: Close Editor");
});

test("a server that dies is told with a remedy, and the remedy works", async () => {
  const { page, editor } = workbench;
  await workbench.openFile("xenstore-ls-f.out");
  await editor.locator(".squiggly-error").first().waitFor({ state: "attached" });
  const server = path.join(workbench.extension, "dist", "server.js");
  const intact = readFileSync(server);
  writeFileSync(server, "process.exit(1);");
  await workbench.runCommand("XenStore: Restart Server");
  const message = workbench.message("The XenStore language server is not running");
  await message.waitFor();
  await editor.locator(".squiggly-error").first().waitFor({ state: "detached" });
  await workbench.serverState("failed to start").locator(".codicon-bracket-error").waitFor();
  await workbench.picture("7-server-died");
  await workbench.runCommand("XenStore: Convert to Tree Form");
  await workbench.message("The XenStore language server did not answer.").getByRole("button", { name: "Show Log" }).click();
  await page.locator(".output-view .monaco-editor.focused").waitFor();
  await workbench.runCommand("View: Hide Panel");
  writeFileSync(server, intact);
  await message.getByRole("button", { name: "Restart Server" }).click();
  await editor.locator(".squiggly-error").first().waitFor({ state: "attached" });
  expect(await page.locator(".notifications-toasts .notification-list-item").count()).toBe(0);
  await workbench.serverState("running").locator(".codicon-bracket").waitFor();
});

test("a sample of a whole vif has one fault, as the picture in the README shows", async () => {
  const { page, editor } = workbench;
  await workbench.runCommand("View: Close All Editors");
  await page.locator(".tab").first().waitFor({ state: "detached" });
  await workbench.openFile(sample);
  await page.keyboard.press("Control+Shift+M");
  const error = page.locator(".markers-panel .monaco-list-row[aria-label^='Error:']", { hasText: "queue-missing" });
  await error.click();
  await workbench.shows('multi-queue-num-queues = "3"');
  expect(await page.locator(".markers-panel .monaco-list-row[aria-label^='Error:']").count()).toBe(1);
  expect(await page.locator(".markers-panel .monaco-list-row[aria-label^='Warning:']").count()).toBe(0);
  await workbench.hoverOver(editor.locator(".squiggly-error").first(), "Queue 1 is requested");
  await workbench.picture("8-sample");
  if (process.env["UPDATE_PICTURES"] === "1") {
    await page.screenshot({ path: path.join(repository, "docs", "images", "diagnostics.png") });
  }
});

test("a key that the toolstack writes has another colour than one of a driver", async () => {
  // Both are coloured alike until VS Code knows who writes them.
  await expect.poll(() => colourOf("mac"), { timeout: 20_000 }).not.toBe(await colourOf("multi-queue-num-queues"));
});

test("the code of a diagnostic opens the page of its rule, and a lens goes to the culprit", async () => {
  const { page } = workbench;
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Control+Home");
  const lens = page.locator(".codelens-decoration a", { hasText: "netback refuses" }).first();
  await lens.waitFor();
  // The client whose server died earlier no longer answers.
  expect(await page.locator(".codelens-decoration a", { hasText: "Go to frontend" }).count()).toBe(1);
  await workbench.picture("9-lens");
  await lens.click();
  await page.locator(".statusbar-item", { hasText: /Ln 38, Col 5[67]/ }).waitFor();
  const code = page.locator(".markers-panel .monaco-list-row a", { hasText: /^queue-missing$/ }).first();
  await code.click();
  await page.locator(".tab", { hasText: "queue-missing.md" }).waitFor();
  // As a reader wants it, and not its Markdown.
  await page.frameLocator("iframe.webview").frameLocator("#active-frame").getByRole("heading", { name: "What it means" }).waitFor();
  await workbench.picture("10-rule-page");
});

test("a root is not asked for where there is none to set", async () => {
  await workbench.letMessagesPass();
  for (const [name, reason] of [
    ["empty.xenstore", "The document holds no entry yet, so there is no capture to set the root of."],
    ["losses.xenstore", "All paths of this capture begin with a slash: they show where it was taken, so a root would change nothing."],
  ] as const) {
    await workbench.openFile(name);
    await workbench.runCommand("XenStore: Set the Capture's Root");
    await workbench.message(reason).waitFor();
  }
});

test("what a tree does not hold is told, with the way there", async () => {
  await workbench.letMessagesPass();
  await workbench.runCommand("XenStore: Convert to Tree Form");
  const message = workbench.message("This line cannot be read and is left out: /local/domain/1/memory/target (And 1 more like this.)");
  await message.getByRole("button", { name: "Go to Line 3" }).click();
  await workbench.frontTab("losses.xenstore").waitFor();
  await workbench.status("Ln 3, Col 1").waitFor();
});

test("a message about losses that is closed leads nowhere, and that a dump has the form already is said", async () => {
  await workbench.letMessagesPass();
  await workbench.runCommand("XenStore: Convert to Tree Form");
  await workbench.message("(And 1 more like this.)").waitFor();
  await workbench.runCommand("Notifications: Clear All Notifications");
  await workbench.runCommand("XenStore: Convert to Tree Form");
  await workbench.message("This dump is in that form already.").waitFor();
});

test("a script says how many nodes it writes, and its only loss", async () => {
  await workbench.letMessagesPass();
  await workbench.runCommand("XenStore: Copy as xenstore-write Script");
  await workbench.status("Copied a script to the clipboard. Nodes that it writes: 1.").waitFor();
  const message = workbench.message("/local/domain/1/console is left out: its value cannot be read.");
  await message.waitFor();
  expect(await message.innerText()).not.toContain("more like this");
});

test("what is left out and was no part of the dump is told in the status bar, without an icon", async () => {
  await workbench.openFile("note.xenstore");
  await workbench.runCommand("XenStore: Convert to Tree Form");
  await workbench.status("This is not part of the dump and is left out: Hello $(check) all is well here").waitFor();
});

test("a name of a domain is listed as it is, without an icon", async () => {
  const { page } = workbench;
  await page.keyboard.press("Control+T");
  await page.keyboard.type("domain 1");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "domain 1 ($(rocket) guest)" }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
});

test("a script without a root is refused until the root is set, and one that is typed is checked", async () => {
  const { page } = workbench;
  const name = "captures.xenstore";
  await workbench.openFile(name);
  await workbench.runCommand("XenStore: Copy as xenstore-write Script");
  await workbench.message("The dump does not show where its nodes belong (line 2).").getByRole("button", { name: "Set Root…" }).click();
  const { box, input, said } = rootBox();
  await said("The path given to xenstore-ls, such as /local/domain/1/device/vif/0").waitFor();
  expect(await input.inputValue()).toBe("/local/domain/");
  await page.keyboard.press("Enter");
  await said("An absolute path of letters, digits and -_@, without a slash at its end.").waitFor();
  await input.fill("/local/domain/7");
  await page.keyboard.press("Enter");
  await workbench.shows("# xenstore-root /local/domain/7");
  // It tries again, and the next capture lacks its root, too.
  await workbench.message("The dump does not show where its nodes belong (line 5).").waitFor();
  await workbench.save();
  expect(readFileSync(path.join(workbench.folder, name), "utf8")).toBe(DUMPS[name].replace("name", "# xenstore-root /local/domain/7\nname"));
  // What is there is offered to be changed.
  await workbench.runCommand("XenStore: Set the Capture's Root");
  await said("The path given").waitFor();
  expect(await input.inputValue()).toBe("/local/domain/7");
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "hidden" });
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
});

test("a root that links suggest is chosen, or another one typed", async () => {
  const { page } = workbench;
  const { box, said } = rootBox();
  const choices = box.locator(".monaco-list-row");
  await workbench.goTo("5:1");
  await workbench.runCommand("XenStore: Set the Capture's Root");
  await choices.filter({ hasText: "Another Directory…" }).click();
  await said("The path given").waitFor();
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "hidden" });
  await workbench.runCommand("XenStore: Set the Capture's Root");
  await choices.filter({ hasText: "/local/domain/0/backend/vif/1/0" }).click();
  await workbench.shows("# xenstore-root /local/domain/0/backend/vif/1/0");
});

test("the settings that a choice of a level would change are opened from there", async () => {
  const { page, editor, folder } = workbench;
  await workbench.openFile("several-faults");
  await workbench.goTo("56:21");
  await editor.locator(".squiggly-warning").first().waitFor({ state: "attached" });
  mkdirSync(path.join(folder, ".vscode"));
  writeFileSync(path.join(folder, ".vscode", "settings.json"), '{ "xenstore.rules": { "feature-flag-invalid": "off" } }\n');
  await editor.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  await workbench.goTo("53:7");
  const choices = await configure("top-level-ring-key");
  await choices.locator(".monaco-list-row", { hasText: "Open the Settings…" }).click();
  await page.locator(".view-lines", { hasText: '"feature-flag-invalid": "off"' }).waitFor();
  await workbench.picture("16-settings");
});

/** The class that VS Code gives a word of this colour. */
async function colourOf(word: string): Promise<string | null> {
  return workbench.editor.getByText(word, { exact: true }).first().getAttribute("class");
}

/** Opens the choice of a level for the rule of the fault that the cursor is at. */
async function configure(code: string): Promise<Locator> {
  const title = `Configure ${code}`;
  const menu = await workbench.openActions(title);
  await menu.locator(".monaco-list-row", { hasText: title }).click();
  return workbench.page.locator(".quick-input-widget", { hasText: `Level of ${code}` });
}

/** Where a root is chosen or typed. */
function rootBox(): { box: Locator; input: Locator; said: (text: string) => Locator } {
  const box = workbench.page.locator(".quick-input-widget", { hasText: "Which directory was listed?" });
  return { box, input: box.locator("input").first(), said: (text) => box.locator(".quick-input-message", { hasText: text }) };
}
