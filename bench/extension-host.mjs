// How long extensions take to activate in the extension host of a real VS Code, by its own clock.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { vsixPath } from "../scripts/repository.mjs";
import { startBrowser } from "../test/vscode/rig/browser.mjs";
import { startCodeServer } from "../test/vscode/rig/code-server.mjs";

/** @typedef {import("./samples.mjs").Samples} Samples */
/** @typedef {import("playwright-core").Page} Page */

/** A file with a fault for each of the two extensions to compare, and how VS Code names the extension. */
const OPENED = [
  { figure: "activation", file: "fault.xenstore", text: '/local/domain/1/device/vif/0/state = "4\n', extension: "XenStore netif" },
  { figure: "json activation", file: "fault.json", text: '{ "state": }\n', extension: "JSON Language Features" },
];

/**
 * Opens a dump and a JSON file in a new VS Code, and reads how long it took to activate the extension of each: loading the bundle and calling `activate`, without
 * starting the server. The first takes longer, since VS Code itself is still starting: its figure has `first` before its name.
 * @param {boolean} isDumpFirst
 * @param {Samples} samples
 */
export async function activateExtensions(isDumpFirst, samples) {
  const server = await startCodeServer({ vsix: [vsixPath] });
  try {
    const browser = await startBrowser(server.home);
    try {
      const folder = path.join(server.home, "dumps");
      mkdirSync(folder);
      for (const { file, text } of OPENED) writeFileSync(path.join(folder, file), text);
      const page = await browser.newPage();
      // Extensions that are not in view are not on the page.
      await page.setViewportSize({ width: 1280, height: 3000 });
      await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
      const opened = isDumpFirst ? OPENED : OPENED.toReversed();
      for (const { file } of opened) await openFile(page, file);
      await runCommand(page, "Developer: Show Running Extensions");
      for (const [at, { figure, extension }] of opened.entries()) samples.add(at === 0 ? `first ${figure}` : figure, await readActivation(page, extension));
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/**
 * Opens a file, and waits until its server has answered.
 * @param {Page} page
 * @param {string} name
 */
async function openFile(page, name) {
  await page.locator(`.explorer-folders-view .monaco-list-row[aria-label*="${name}"]`).dblclick();
  await page.locator(".tab.active", { hasText: name }).waitFor();
  await page.locator(".squiggly-error").first().waitFor();
}

/**
 * @param {Page} page
 * @param {string} title
 */
async function runCommand(page, title) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
}

/**
 * @param {Page} page
 * @param {string} extension
 * @returns {Promise<number>} milliseconds
 */
async function readActivation(page, extension) {
  const row = page.locator(".extension", { hasText: extension }).filter({ hasText: /Activation: \d+ms/ }).first();
  return Number(/Activation: (\d+)ms/.exec(await row.innerText())?.[1]);
}
