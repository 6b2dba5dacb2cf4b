import { expect, test } from "vitest";
import { run } from "./command-line";

test.each([
  [["--stdio"], ["--stdio"]],
  [["--node-ipc"], ["--node-ipc"]],
  [["--socket=7000"], ["--socket=7000"]],
  [["--socket", "65535"], ["--socket=65535"]],
  [["--pipe=/tmp/editor.sock"], ["--pipe=/tmp/editor.sock"]],
  [["--pipe", "/tmp/editor.sock"], ["--pipe=/tmp/editor.sock"]],
  [["--stdio", "--clientProcessId=12"], ["--stdio", "--clientProcessId=12"]],
])("lsp %j starts the server with %j", async (args, served) => {
  expect(await run(["lsp", ...args])).toMatchObject({ code: 0, stdout: "", stderr: "", served });
});

test.each([
  [[], /--stdio/],
  [["--socket=0"], /1 to 65535/],
  [["--socket=65536"], /1 to 65535/],
  [["--socket=1e3"], /1 to 65535/],
  [["--stdio", "--pipe=x"], /cannot be used with/],
  [["--socket=7000", "--pipe=x"], /cannot be used with/],
  [["--node-ipc", "--pipe=x"], /cannot be used with/],
  [["--stdoi"], /--stdio/],
])("lsp %j starts nothing, and says what to give", async (args, remedy) => {
  const { code, stdout, stderr, served } = await run(["lsp", ...args]);
  expect({ code, stdout, served }).toEqual({ code: 2, stdout: "", served: undefined });
  expect(stderr).toMatch(remedy);
});

test("lsp tells that no editor listens", async () => {
  const { code, stdout, stderr } = await run(["lsp", "--socket=7000"], { client: false });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe("xenstore-netif: lsp found no editor at --socket=7000: the editor must listen there before it starts the server.\n");
});
