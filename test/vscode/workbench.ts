import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { repository, vsixPath } from "../../scripts/repository.mjs";
import { startBrowser } from "./rig/browser.mjs";
import { startCodeServer, type CodeServer } from "./rig/code-server.mjs";

const pictures = path.join(repository, "test-results");

/** A VS Code with the packed extension installed and a folder open, as a user sees it. */
export class Workbench {
  private constructor(
    readonly page: Page,
    readonly folder: string,
    /** Where the extension has been installed. */
    readonly extension: string,
    private readonly browser: BrowserContext,
    private readonly server: CodeServer,
  ) {}

  /** @param folders are copied into one folder, which is opened */
  static async open(...folders: string[]): Promise<Workbench> {
    const server = await startCodeServer({ vsix: [vsixPath] });
    let browser: BrowserContext | undefined;
    try {
      const folder = path.join(server.home, "dumps");
      for (const samples of folders) cpSync(samples, folder, { recursive: true });
      browser = await startBrowser(server.home);
      const page = browser.pages()[0] ?? (await browser.newPage());
      page.setDefaultTimeout(20_000);
      await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
      return new Workbench(page, folder, installedIn(path.join(server.home, "extensions")), browser, server);
    } catch (error) {
      await browser?.close();
      await server.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  get editor(): Locator {
    return this.page.locator(".editor-instance .monaco-editor").first();
  }

  get hover(): Locator {
    return this.page.locator(".monaco-editor .monaco-hover:not(.hidden)").first();
  }

  async openFile(name: string): Promise<void> {
    await this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label*="${name}"]`).dblclick();
    await this.editor.locator(".view-line").first().waitFor();
  }

  async shows(line: string): Promise<void> {
    await this.editor.locator(".view-line").filter({ hasText: line }).waitFor();
  }

  /** A message in the corner of the window. */
  message(text: string): Locator {
    return this.page.locator(".notifications-toasts .notification-list-item", { hasText: text });
  }

  /** Lets the messages of the test before pass: VS Code shows no more than three within 800 milliseconds, and drops others. */
  async letMessagesPass(): Promise<void> {
    await this.page.waitForTimeout(1000);
  }

  /** An entry of the status bar. */
  status(text: string): Locator {
    return this.page.locator(".statusbar-item", { hasText: text });
  }

  /** The braces in the status bar, if they tell this of the server. */
  serverState(state: string): Locator {
    return this.page.locator(`.statusbar-item[id="status.languageStatus"][aria-label$="XenStore server: ${state}"]`);
  }

  /** The user's settings.json as it is on disk. */
  userSettings(): string {
    return readFileSync(path.join(this.server.home, "data", "User", "settings.json"), "utf8");
  }

  /** The tab in front, if it has this title. */
  frontTab(title: string): Locator {
    return this.page.locator(".tab.active", { hasText: title });
  }

  /** By keyboard, so that nothing over the text, such as a hover, gets in the way. @param place "38:57" is line 38, column 57 */
  async goTo(place: string): Promise<void> {
    await this.page.keyboard.press("Control+G");
    await this.page.locator(".quick-input-widget input").first().fill(`:${place}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /**
   * Opens the code action menu at the cursor. It waits for the light bulb first: VS Code closes a menu that was opened before it has looked at the place by itself.
   * It may look once more, so the menu is opened again until it shows the wanted action; the time limit is that of the test.
   * @param title of an action that is in it
   */
  async openActions(title: string): Promise<Locator> {
    await this.page.locator("[class*='codicon-gutter-lightbulb'], .lightBulbWidget").locator("visible=true").first().waitFor();
    const menu = this.page.locator(".action-widget").first();
    const action = menu.locator(".monaco-list-row", { hasText: title }).first();
    do await this.page.keyboard.press("Control+.");
    while (!(await isShown(action)));
    return menu;
  }

  /** By mouse. A lens that comes late moves the lines away from under the mouse, so the mouse is moved again until the hover shows what is wanted. */
  async hoverOver(target: Locator, text: string): Promise<void> {
    do {
      await this.page.mouse.move(0, 0);
      await target.hover({ force: true });
    } while (!(await isShown(this.hover.filter({ hasText: text }))));
  }

  /** By the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget input").first().fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press("Control+S");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  }

  /** Saves a screenshot, to look at after the tests. */
  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }
}

/** Whether something becomes visible within the time that a menu takes on a slow machine. */
async function isShown(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

function installedIn(extensions: string): string {
  const name = readdirSync(extensions).find((entry) => entry.startsWith("xenstore-netif."));
  if (name === undefined) throw new Error(`The extension is not in ${extensions}.`);
  return path.join(extensions, name);
}
