import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createProtocolConnection, ExitNotification, InitializeRequest, ShutdownRequest, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver-protocol/node";
import { COMMAND_LINE, FULL, TestClient } from "./client";

const URI = "file:///dump.xenstore";
const DUMP = '/local/domain/1/device/vif/0/multi-queue-num-queues = "0"\n';

describe("the command lsp", () => {
  let client: TestClient | undefined;
  afterEach(() => client?.kill());

  test.each(["stdio", "ipc"] as const)("is the language server over %s", async (transport) => {
    client = await TestClient.start(FULL, transport, undefined, [COMMAND_LINE, "lsp"]);
    expect(client.initialized.serverInfo?.name).toBe("xenstore-netif");
    await client.open(URI, DUMP);
    expect(await client.pull(URI)).toMatchObject({ kind: "full", items: [{ code: "num-queues-invalid", source: "xenstore" }] });
    expect(await client.stop()).toBe(0);
  });

  test.each(["--socket=", "--socket "])("is the language server over a socket that is given as %j", async (option) => {
    const listener = createServer().listen(0, "127.0.0.1");
    await once(listener, "listening");
    const address = listener.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const child = spawn(process.execPath, [COMMAND_LINE, "lsp", ...`${option}${port}`.split(" ")], { stdio: "inherit" });
    const exited = once(child, "exit");
    const [socket] = await once(listener, "connection");
    const connection = createProtocolConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    connection.listen();
    const { serverInfo } = await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: FULL });
    expect(serverInfo?.name).toBe("xenstore-netif");
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    expect((await exited)[0]).toBe(0);
    connection.dispose();
    listener.close();
  });

  test.each([["--socket=1"], ["--pipe=/not/there"], ["--node-ipc"]])("without an editor at %s ends with 2, and says so", (transport) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND_LINE, "lsp", transport], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^xenstore-netif: lsp found no editor at ${transport}: .+\n$`));
  });

  test("without a transport ends with 2, and says what to give", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND_LINE, "lsp"], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^xenstore-netif: .*--stdio.*\n$/);
  });
});
