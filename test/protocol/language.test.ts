import { afterEach, describe, expect, test } from "vitest";
import { CodeActionRequest, CodeLensRequest, type Diagnostic } from "vscode-languageserver-protocol/node";
import { COMMAND_LINE, FULL, SERVER, TestClient } from "./client";

const URI = "file:///dump.xenstore";
const DUMP = '/local/domain/1/device/vif/0/state = "x"\n';
const ENGLISH = '"x" is not a XenBus state: those are 0 to 8. netback reads it as 0, Unknown, and closes the device.';
const GERMAN = "„x“ ist kein XenBus-Zustand: Es gibt 0 bis 8. netback liest das als 0, Unknown, und schließt das Gerät.";

let client: TestClient;
afterEach(() => client.kill());

/** The messages that a client is given, and what the server has logged until then. */
async function messages(locale: string | undefined, initializationOptions?: object, program?: readonly [string, ...string[]], text = DUMP): Promise<readonly Diagnostic["message"][]> {
  client = await TestClient.start(FULL, "stdio", initializationOptions, program, locale);
  await client.open(URI, text);
  const report = await client.pull(URI);
  return report.kind === "full" ? report.items.map(({ message }) => message) : [];
}

describe("a client that says its language", () => {
  test.each([["de"], ["de-AT"], ["de_DE.UTF-8"], ["DE"]])("as %s gets German", async (locale) => {
    expect(await messages(locale)).toEqual([GERMAN]);
    expect(client.logged).toEqual([]);
  });

  test("gets all that it is offered in German", async () => {
    const settings = { diagnostics: { limit: 1 } };
    const twice = '/local/domain/1/device/vif/0/mac = "00:16:3e:00:00:01"\n'.repeat(2);
    const said = await messages("de", { settings, commands: ["xenstore.configureRule", "xenstore.convertToFlat"] }, undefined, DUMP + twice);
    expect(said[0]).toBe("Gezeigt werden die schwersten Befunde (1), nicht gezeigt werden 1. Die Einstellung xenstore.diagnostics.limit zeigt mehr; xenstore-netif check zeigt alle.");
    const range = { start: { line: 2, character: 29 }, end: { line: 2, character: 29 } };
    const offered = async (only?: string[]): Promise<string[]> => {
      const actions = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range, context: { diagnostics: [], ...(only && { only }) } });
      return (actions ?? []).map(({ title }) => title);
    };
    expect((await offered()).toSorted()).toEqual(["Diesen behalten", "Diesen entfernen", "duplicate-path hier übergehen", "duplicate-path in dieser Datei übergehen", "duplicate-path konfigurieren…"].toSorted());
    expect(await offered(["source"])).toEqual(["Alle Fehler in dieser Datei beheben", "In flache Form umwandeln"]);
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: URI } });
    expect(lenses?.map(({ command }) => command?.title)).toEqual(["netback schließt das Gerät"]);
  });

  test("gets German from the server that the command line starts, too", async () => {
    expect(await messages("de", undefined, [COMMAND_LINE, "lsp"])).toEqual([GERMAN]);
  });

  test.each([[undefined], ["en"], ["en-GB"], ["C"], ["../de"], ["de/../de"], [""]])("as %s gets English, and nothing is logged", async (locale) => {
    expect(await messages(locale)).toEqual([ENGLISH]);
    expect(client.logged).toEqual([]);
  });

  test("in which there are no texts gets English, and the log says so", async () => {
    expect(await messages("fr-CA")).toEqual([ENGLISH]);
    expect(client.logged).toEqual(['There is no translation into the language "fr": everything is said in English.']);
  });

  test("can say it among its own options", async () => {
    expect(await messages(undefined, { locale: "de" }, [SERVER])).toEqual([GERMAN]);
    client.kill();
    expect(await messages("de", { locale: "en" })).toEqual([ENGLISH]);
  });
});

describe("a client that brings the texts", () => {
  test("gets these, whatever else it says", async () => {
    const bundle = { '"{0}" is not a XenBus state: those are 0 to 8.': "{0}?", "netback reads it as 0, Unknown, and closes the device.": "Weh!" };
    expect(await messages("de", { bundle })).toEqual(["x? Weh!"]);
  });

  test.each([[{}], [[]], ["de"], [{ '"{0}" is not a XenBus state: those are 0 to 8.': 7 }]])("gets English for %j", async (bundle) => {
    expect(await messages("de", { bundle })).toEqual([ENGLISH]);
    expect(client.logged).toEqual([]);
  });
});
