// Builds the extension and packs it into xenstore-netif-<version>.vsix. usage: npm run package
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { createVSIX } from "@vscode/vsce";
import JSZip from "jszip";
import { buildAll } from "./build.mjs";
import { repository, vsixPath } from "./repository.mjs";

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
  await mendPage();
}

/**
 * On the page of an extension, VS Code shows only pictures from the network, and follows only links to it or within the page. In the place of other pictures it
 * shows broken ones, and other links do nothing: what they say stays, unless it is a bracket that says nothing else.
 */
async function mendPage() {
  const page = "extension/readme.md";
  const vsix = await JSZip.loadAsync(readFileSync(vsixPath));
  const text = (await vsix.file(page)?.async("string")) ?? "";
  const mended = text
    .replace(/^!\[.*\]\(.*\)\n\n/gm, "")
    .replace(/\s+\(\[[^\]]+\]\((?!https?:|#)[^)]*\)\)/g, "")
    .replace(/\[([^\]]+)\]\((?!https?:|#)[^)]*\)/g, "$1");
  vsix.file(page, mended);
  writeFileSync(vsixPath, await vsix.generateAsync({ type: "nodebuffer", compression: "DEFLATE" }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await packExtension();
  } catch (error) {
    console.error(`Packing failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
