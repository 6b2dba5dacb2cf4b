// One visit of a user, step by step: the extension installed from its .vsix, everything done by mouse and keyboard.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { repository } from "../../scripts/repository.mjs";
import { Workbench } from "./workbench";

const dumps = path.join(import.meta.dirname, "workspace");
const samples = path.join(repository, "samples");
const file = "example.xenstore";
const sample = "queue-missing.xenstore";
let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(dumps, samples);
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
  const choose = async (level: string): Promise<void> => {
    await workbench.goTo("1:56");
    const menu = await workbench.openActions("Configure queue-missing");
    await menu.locator(".monaco-list-row", { hasText: "Configure queue-missing" }).click();
    await page.locator(".quick-input-widget", { hasText: "Level of queue-missing" }).waitFor();
    await page.keyboard.type(level);
    await page.keyboard.press("Enter");
  };
  await choose("information");
  await editor.locator(".squiggly-error").first().waitFor({ state: "detached" });
  await choose("Default");
  await editor.locator(".squiggly-error").first().waitFor({ state: "attached" });
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
  writeFileSync(path.join(workbench.folder, "many.xenstore"), "/a = 1\n".repeat(1001));
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
  await workbench.picture("7-server-died");
  writeFileSync(server, intact);
  await message.getByRole("button", { name: "Restart Server" }).click();
  await editor.locator(".squiggly-error").first().waitFor({ state: "attached" });
  expect(await page.locator(".notifications-toasts .notification-list-item").count()).toBe(0);
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
