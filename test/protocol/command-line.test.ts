import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import {
  createProtocolConnection,
  ExitNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeResult,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";
import { COMMAND_LINE, FULL, TestClient } from "./client";

const URI = "file:///dump.xenstore";
const DUMP = '/local/domain/1/device/vif/0/multi-queue-num-queues = "0"\n';

/** Listens as an editor does, until the test has ended. @returns the server, and the port if it listens on one */
async function listenOn(at: number | string): Promise<[Server, port: number | undefined]> {
  const listener = typeof at === "number" ? createServer().listen(at, "127.0.0.1") : createServer().listen(at);
  onTestFinished(() => void listener.close());
  await once(listener, "listening");
  const address = listener.address();
  return [listener, typeof address === "object" ? address?.port : undefined];
}

/** What an editor has of a server that it started with a transport on which it listens. */
interface Served {
  readonly socket: Socket;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly exited: Promise<unknown[]>;
}

/** Starts the server as such an editor does, and shakes hands. It ends with the test at the latest. */
async function serve(listener: Server, transport: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [COMMAND_LINE, "lsp", ...transport], { stdio: "inherit" });
  onTestFinished(() => void child.kill());
  const exited = once(child, "exit");
  const [socket] = (await once(listener, "connection")) as [Socket];
  const connection = createProtocolConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
  onTestFinished(() => connection.dispose());
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: FULL });
  return { socket, connection, initialized, exited };
}

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
    const [listener, port] = await listenOn(0);
    const { connection, initialized, exited } = await serve(listener, `${option}${port}`.split(" "));
    expect(initialized.serverInfo?.name).toBe("xenstore-netif");
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    expect((await exited)[0]).toBe(0);
  });

  test.each<readonly [transport: "--socket" | "--pipe", isShutDown: boolean, code: number]>([
    ["--socket", false, 1],
    ["--socket", true, 0],
    ["--pipe", false, 1],
    ["--pipe", true, 0],
  ])("ends where the editor at %s closes it and lives on, having shut it down or not: %s", async (transport, isShutDown, code) => {
    const pipe = path.join(tmpdir(), `xenstore-netif-${process.pid}-${isShutDown}.sock`);
    const [listener, port] = await listenOn(transport === "--socket" ? 0 : pipe);
    const { socket, connection, exited } = await serve(listener, [`${transport}=${port ?? pipe}`]);
    if (isShutDown) await connection.sendRequest(ShutdownRequest.type);
    socket.end();
    expect((await exited)[0]).toBe(code);
  });

  test.each([
    [false, 1],
    [true, 0],
  ])("ends where the channel to a Node.js process is closed that lives on, having shut it down or not: %s", async (isShutDown, code) => {
    client = await TestClient.start(FULL, "ipc", undefined, [COMMAND_LINE, "lsp"]);
    if (isShutDown) await client.connection.sendRequest(ShutdownRequest.type);
    client.disconnect();
    expect(await client.exited()).toBe(code);
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
