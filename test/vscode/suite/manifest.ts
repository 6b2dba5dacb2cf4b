import { assert } from "chai";
import { commands, extensions } from "vscode";

/** What only a running VS Code knows about the manifest. The rest is in test/manifest.test.ts. */
export function registerManifestTests(): void {
  suite("The manifest", () => {
    test("links to commands that there are", async () => {
      const known = new Set(await commands.getCommands());
      const manifest: unknown = extensions.getExtension("xenstore-netif.xenstore-netif")?.packageJSON;
      const linked = Array.from(JSON.stringify(manifest).matchAll(/\(command:([A-Za-z.]+)/g), ([, command]) => command ?? "");
      assert.isNotEmpty(linked);
      assert.deepEqual(linked.filter((command) => !known.has(command)), []);
    });
  });
}
