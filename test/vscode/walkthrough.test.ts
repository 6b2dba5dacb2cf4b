// A user's first minutes: the walkthrough, its steps by keyboard, and the pictures that it shows.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { repository } from "../../scripts/repository.mjs";
import { Workbench } from "./workbench";

const sample = "queue-missing.xenstore";
const texts = JSON.parse(readFileSync(path.join(repository, "package.nls.json"), "utf8")) as Record<string, string>;
const STEPS = ["open", "problems", "fix", "explain", "rewrite"];
let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(path.join(repository, "samples"));
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await workbench.picture("failed-walkthrough");
});

afterAll(() => workbench.close());

/** Saves a part of the screen as the picture of a step, if the pictures are to be renewed. */
async function keep(step: string, around: Locator, above: number, height: number): Promise<void> {
  await workbench.picture(`walkthrough-${step}`);
  if (process.env["UPDATE_PICTURES"] !== "1") return;
  // A line is redrawn when its tokens arrive.
  await around.hover({ trial: true });
  const box = await around.boundingBox();
  if (box === null) throw new Error(`nothing to see of ${step}`);
  const clip = { x: box.x, y: Math.max(0, box.y - above), width: Math.min(640, 1280 - box.x), height };
  await workbench.page.screenshot({ path: path.join(repository, "docs", "images", `walkthrough-${step}.png`), clip });
}

test("a dump is open, with what netback will do over its vif, and the way to the other half", async () => {
  const { page } = workbench;
  await workbench.openFile(sample);
  await page.locator(".codelens-decoration a", { hasText: "Go to frontend" }).first().waitFor();
  await page.locator(".codelens-decoration", { hasText: "netback refuses" }).first().waitFor();
  await keep("open", page.locator(".editor-instance .view-line").filter({ hasText: "Domain-0" }).first(), 20, 240);
});

test("a click on the way to the other half goes there", async () => {
  const { page } = workbench;
  await page.locator(".codelens-decoration a", { hasText: "Go to frontend" }).first().click();
  await page.locator(".codelens-decoration a", { hasText: "Go to backend" }).first().waitFor();
});

test("the problems are listed", async () => {
  const { page } = workbench;
  await page.keyboard.press("Control+Shift+M");
  const error = page.locator(".markers-panel .monaco-list-row[aria-label^='Error:']", { hasText: "queue-missing" });
  await error.click();
  await keep("problems", page.locator(".markers-panel"), 30, 120);
});

test("the fixes are offered by keyboard", async () => {
  const { page } = workbench;
  await workbench.goTo("38:57");
  const menu = await workbench.openActions("Generate queue-1");
  await keep("fix", menu, 60, 300);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
});

test("a key is explained by keyboard", async () => {
  const { page } = workbench;
  await workbench.goTo("33:33");
  // The mouse is still on the row that was clicked: a tooltip that comes there takes the explanation away.
  await page.mouse.move(0, 0);
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+I");
  await workbench.hover.filter({ hasText: "XenBus" }).waitFor();
  await keep("explain", workbench.hover, 20, 240);
  await page.keyboard.press("Escape");
});

test("a domain is renamed by keyboard, in all places at once", async () => {
  const { page } = workbench;
  await workbench.goTo("28:15");
  await page.keyboard.press("F2");
  const box = page.locator(".monaco-editor .rename-box input");
  await box.waitFor();
  expect(await box.inputValue()).toBe("1");
  await box.fill("7");
  await workbench.picture("11-rename");
  await page.keyboard.press("Enter");
  await workbench.shows('/local/domain/7/device/vif/0/backend = "/local/domain/0/backend/vif/7/0"');
  await page.keyboard.press("Control+Z");
  await workbench.shows('/local/domain/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/0"');
});

test("a number that is taken is refused with the reason, which is no error in the log", async () => {
  const { page } = workbench;
  await workbench.goTo("28:15");
  await page.keyboard.press("F2");
  await page.locator(".monaco-editor .rename-box input").fill("0");
  await page.keyboard.press("Enter");
  await workbench.message("Domain 0 is in this dump already").waitFor();
  await workbench.runCommand("Notifications: Clear All Notifications");
  await workbench.runCommand("XenStore: Show Server Log");
  const log = page.locator(".output-view");
  await log.locator(".view-line").first().waitFor({ state: "attached" });
  await workbench.picture("12-quiet-log");
  // On a machine without a C++ compiler, the log channels of this VS Code stay empty.
  expect(await log.innerText()).toMatch(/^\s*$|\[info\]\sxenstore-netif\s[0-9.]+\sis\srunning\sin/);
  expect(await log.innerText()).not.toContain("[error]");
  await page.keyboard.press("Control+1");
});

test("a key is not renamed, and the reason is said", async () => {
  const { page } = workbench;
  await workbench.goTo("33:33");
  await page.keyboard.press("F2");
  await page.locator(".monaco-editor-overlaymessage", { hasText: "has its meaning by its name" }).waitFor();
  await workbench.picture("13-no-rename");
  await page.keyboard.press("Escape");
});

test("the dump is shown as a tree", async () => {
  const { page } = workbench;
  await workbench.runCommand("XenStore: Convert to Tree Form");
  await page.locator(".tab", { hasText: "Untitled-1" }).waitFor();
  const line = page.locator(".editor-instance .view-line").filter({ hasText: "backend" }).first();
  await line.waitFor();
  await keep("rewrite", line, 60, 240);
});

test("the walkthrough has its five steps, with pictures", async () => {
  const { page } = workbench;
  // In a window this narrow, VS Code leaves out the pictures if other parts are open next to them.
  await workbench.runCommand("View: Hide Panel");
  await page.keyboard.press("Control+B");
  await page.locator(".explorer-folders-view").waitFor({ state: "hidden" });
  await workbench.runCommand("Welcome: Open Walkthrough...");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: texts["walkthrough.title"] ?? "" }).first().click();
  for (const step of STEPS) {
    const button = page.locator(".getting-started-step", { hasText: texts[`walkthrough.${step}`] ?? "" }).first();
    await button.click();
    const picture = page.locator(`.getting-started-media img[alt="${texts[`walkthrough.${step}.picture`]}"]`);
    await picture.waitFor();
    const shown = `[...document.querySelectorAll(".getting-started-media img")].some((image) => image.alt === ${JSON.stringify(texts[`walkthrough.${step}.picture`])} && image.naturalWidth > 0)`;
    await page.waitForFunction(shown);
  }
  await workbench.picture("14-walkthrough");
});

test("its sample opens beside it, and the first step is done", async () => {
  const { page } = workbench;
  const step = page.locator(".getting-started-step", { hasText: texts["walkthrough.open"] ?? "" }).first();
  await step.click();
  await step.getByRole("button", { name: "Open a Sample" }).click();
  const beside = page.locator(".editor-group-container").nth(1);
  await beside.locator(".view-line", { hasText: "A guest without network" }).waitFor();
  await beside.locator(".codelens-decoration", { hasText: "netback refuses" }).first().waitFor();
  await step.getByRole("checkbox", { checked: true }).waitFor();
  await workbench.picture("15-sample-beside");
});
