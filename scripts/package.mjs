// Builds the extension and packs it into xenstore-netif-<version>.vsix.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import JSZip from "jszip";
import { buildAll } from "./build.mjs";
import { repository, vsixPath } from "./repository.mjs";
import { isStarted, runScript } from "./run-script.mjs";

/** Builds and packs; .vscodeignore says what goes in. */
export async function packExtension() {
  await buildAll();
  await createVSIX({
    cwd: repository,
    packagePath: vsixPath,
    // The bundles contain everything needed.
    dependencies: false,
    // The project has no public address that relative links could be rewritten to.
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  await mendPages();
}

/** A link within the project: what it says, and the file. */
const LINK = /\[([^\]]+)\]\((?!https?:|#)([^)#]*)[^)]*\)/g;

/** Leaves no link that leads nowhere. What it says stays. */
async function mendPages() {
  const vsix = await JSZip.loadAsync(readFileSync(vsixPath));
  for (const page of vsix.file(/\.md$/)) {
    const text = await page.async("string");
    const isThere = (/** @type {string} */ target) => vsix.file(path.posix.join(path.posix.dirname(page.name), target)) !== null;
    const mended = page.name === "extension/readme.md" ? mendedReadme(text) : text.replace(LINK, (link, said, target) => (isThere(target) ? link : said));
    vsix.file(page.name, mended);
  }
  writeFileSync(vsixPath, await vsix.generateAsync({ type: "nodebuffer", compression: "DEFLATE" }));
}

/**
 * On the page of an extension, VS Code shows only pictures from the network, and follows only links to it or within the page. In the place of other pictures it
 * shows broken ones, and other links do nothing. Brackets that say nothing but a link go with it.
 * @param {string} text
 */
function mendedReadme(text) {
  return text
    .replace(/^!\[.*\]\(.*\)\n\n/gm, "")
    .replace(/\s+\(\[[^\]]+\]\((?!https?:|#)[^)]*\)\)/g, "")
    .replace(LINK, "$1");
}

if (isStarted(import.meta)) await runScript("usage: npm run package", {}, packExtension);
