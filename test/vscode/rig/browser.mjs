import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { madeOnce, toolsFolder } from "../../made-once.mjs";
import { withinOneMoreTry } from "./one-more-try.mjs";

/**
 * A browser window of 1280 × 800 with a profile of its own.
 * @param {string} home where to keep the profile
 * @returns {Promise<import("playwright-core").BrowserContext>}
 */
export function startBrowser(home) {
  const browserFolder = unpackBrowser();
  return withinOneMoreTry("The browser", () =>
    chromium.launchPersistentContext(path.join(home, "browser"), {
      executablePath: path.join(browserFolder, "chromium"),
      headless: true,
      viewport: { width: 1280, height: 800 },
      // A screenshot must not catch a hover that is half faded in.
      reducedMotion: "reduce",
      env: {
        ...process.env,
        // The package brings the libraries and a font that a bare machine lacks.
        LD_LIBRARY_PATH: path.join(browserFolder, "al2023", "lib"),
        FONTCONFIG_FILE: path.join(browserFolder, "fonts.conf"),
      },
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        // Lets the page on one loopback port talk to another port of the same server.
        "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
        // Works without rights that a container or root may lack.
        "--no-sandbox",
      ],
    }),
  );
}

/**
 * The browser is shipped compressed.
 * @returns {string} the folder that it is unpacked into, the first time
 */
function unpackBrowser() {
  return madeOnce("browser", (unpacked, browserFolder) => {
    const unpack = `
      import chromium, { inflate } from "@sparticuz/chromium";
      await chromium.executablePath();
      await inflate("node_modules/@sparticuz/chromium/bin/al2023.tar.br");`;
    // It unpacks into the folder for temporary files.
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", unpack], {
      cwd: toolsFolder,
      env: { ...process.env, TMPDIR: unpacked },
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`The browser could not be unpacked:\n${stderr}`);
    writeFileSync(path.join(unpacked, "fonts.conf"), fontConfiguration(browserFolder));
  });
}

/**
 * The machine's fonts, if it has any, and the browser's own one.
 * @param {string} browserFolder
 */
function fontConfiguration(browserFolder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.join(browserFolder, "fonts")}</dir>
  <cachedir>${path.join(browserFolder, "font-cache")}</cachedir>
</fontconfig>
`;
}
