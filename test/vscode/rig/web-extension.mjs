import { existsSync } from "node:fs";
import path from "node:path";

/** code-server serves the files of this machine below this path. */
const served = "/under-test";

/**
 * Lets a browser load an extension and its tests as a web extension: over HTTP, not through the extension host of the server.
 * @param {import("playwright-core").BrowserContext} browser
 * @param {string} server the address of code-server
 * @param {{ extensionDevelopmentPath: string, extensionTestsPath: string }} paths
 */
export async function serveWebExtension(browser, server, { extensionDevelopmentPath, extensionTestsPath }) {
  const { host } = new URL(server);
  await browser.route(`${server}${served}/**`, async (route) => {
    const file = decodeURIComponent(new URL(route.request().url()).pathname.slice(served.length));
    await (existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 }));
  });
  // The same origin as the workbench: its workers may load nothing else.
  const at = (/** @type {string} */ file) => ({ scheme: "http", authority: host, path: served + path.resolve(file) });
  const underTest = { extensions: [at(extensionDevelopmentPath)], extensionTestsPath: at(extensionTestsPath) };
  await browser.route(
    (url) => url.host === host && url.pathname === "/",
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: withDevelopmentOptions(await response.text(), underTest) });
    },
  );
}

/**
 * The page of the workbench, with what the server of @vscode/test-web writes into it.
 * @param {string} page
 * @param {object} developmentOptions
 */
function withDevelopmentOptions(page, developmentOptions) {
  return page.replace(/(?<=data-settings=")[^"]*/, (settings) => {
    const configuration = JSON.parse(settings.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
    configuration.developmentOptions = { ...configuration.developmentOptions, ...developmentOptions };
    return JSON.stringify(configuration).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  });
}
