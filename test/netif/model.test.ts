import { describe, expect, test } from "vitest";
import { deviceAddress, isBackendPath, isFrontendPath } from "../../server/src/netif/device-address";
import { errorNodeDevice, errorNodePath } from "../../server/src/netif/error-node";
import type { Dump, Position } from "../../server/src/service";
import type { StoreNode } from "../../server/src/store/node";
import { inside, openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";

/** The vif directories that the model finds in a dump: side, path, and the path of the other half. */
function vifsOf(text: string): string[] {
  const { model } = inside(openDump(text));
  return Array.from(model.directories, (node) => {
    const directory = model.directory(node);
    const { frontend, backend } = directory === undefined ? {} : model.vif(directory);
    const peer = directory === frontend ? backend : frontend;
    return `${directory?.side} ${node.path}${peer === undefined ? "" : ` with ${peer.node.path}`}`;
  }).toSorted();
}

/** A capture of `device/vif` whose frontends link to these backends of domain 0, one below the other. */
function vifsLinkedTo(...backends: readonly string[]): string {
  return backends.map((backend) => `${backend.split("/")[1]} = ""\n backend = "/local/domain/0/backend/vif/${backend}"\n`).join("");
}

/** The backends of domain 0 for these frontends, as another command prints them. */
function backendsFor(...frontends: readonly string[]): string {
  const lines = frontends.map((frontend) => {
    const [domain = "", index = ""] = frontend.split("/");
    return `/local/domain/0/backend/vif/${frontend}/frontend = "/local/domain/${domain}/device/vif/${index}"\n`;
  });
  return `root@host:~# xenstore-ls -f\n${lines.join("")}`;
}

describe("vif directories", () => {
  test.each<readonly [what: string, text: string, vifs: readonly string[]]>([
    ["a frontend", `${FRONTEND}/state = "4"\n`, [`frontend ${FRONTEND}`]],
    ["a backend", `${BACKEND}/state = "4"\n`, [`backend ${BACKEND}`]],
    ["a backend of QEMU", '/local/domain/0/backend/qnic/1/0/state = "4"\n', ["backend /local/domain/0/backend/qnic/1/0"]],
    ["a backend in a driver domain", '/local/domain/5/backend/vif/1/0/state = "4"\n', ["backend /local/domain/5/backend/vif/1/0"]],
    ["libxl's copy", '/libxl/1/device/vif/0/state = "1"\n', []],
    ["libxl's copy in a fragment", `vif = ""\n 0 = ""\n  frontend = "${FRONTEND}"\n  backend = "${BACKEND}"\n`, []],
    ["an error node of a frontend", '/local/domain/1/error/device/vif/0/error = "16 x"\n', []],
    ["an error node of a backend", '/local/domain/0/error/backend/vif/1/0/error = "16 x"\n', []],
    ["the toolstack's notes", '/local/domain/1/xenserver/device/vif/0/x = ""\n/local/domain/1/device-misc/vif/0/x = ""\n', []],
    ["attributes of the guest agent", '/local/domain/1/attr/vif/0/ip = "x"\n', []],
    ["a block device", '/local/domain/1/device/vbd/0/state = "4"\n/local/domain/0/backend/vbd/1/0/state = "4"\n', []],
    ["names that are no numbers", '/local/domain/1/device/vif/x/state = "4"\n/local/domain/first/device/vif/0/state = "4"\n', []],
    ["a domain whose number is not told", '/local/domain/X/device/vif/0/state = "4"\n', ["frontend /local/domain/X/device/vif/0"]],
    ["a directory too deep", '/x/local/domain/1/device/vif/0/state = "4"\n', []],
    ["a directory above", '/local/domain/1/device/vif = ""\n', []],
    ["a fragment that begins at device", 'device = ""\n vif = ""\n  0 = ""\n   state = "4"\n', ["frontend device/vif/0"]],
    ["a fragment that begins at vif", 'vif = ""\n 0 = ""\n  state = "4"\n', ["frontend vif/0"]],
    ["a fragment that begins at backend", 'backend/vif/1/0/state = "4"\n', ["backend backend/vif/1/0"]],
    ["a fragment of another directory", 'error = ""\n device = ""\n  vif = ""\n   0 = ""\n', []],
    ["a backend of QEMU below its domain, with its link", `0/backend/qnic/1/0/frontend = "${FRONTEND}"\n`, ["backend /local/domain/0/backend/qnic/1/0"]],
    ["an index with its link", `0 = ""\n backend = "${BACKEND}"\n`, [`frontend ${FRONTEND}`]],
    ["leaves with a link to the backend", `backend = "${BACKEND}"\nstate = "4"\n`, [`frontend ${FRONTEND}`]],
    ["leaves with a link to the frontend", `frontend = "${FRONTEND}"\nstate = "4"\n`, ["backend "]],
    ["leaves of a block device", 'backend = "/local/domain/0/backend/vbd/1/0"\n', []],
    ["a domid and an index with their link", `1 = ""\n 0 = ""\n  frontend = "${FRONTEND}"\n`, ["backend 1/0"]],
    ["a domid that is not that of the link", `2 = ""\n 0 = ""\n  frontend = "${FRONTEND}"\n`, []],
  ])("%s", (_, text, vifs) => {
    expect(vifsOf(text)).toEqual(vifs);
  });

  test("a node without a parent in an absolute store is none", () => {
    const top = inside(openDump(`${FRONTEND}/state = "4"\n`)).store.captures[0]?.slash;
    expect(top === undefined ? "no node" : deviceAddress(top)).toBeUndefined();
  });
});

describe("paths of devices", () => {
  test.each<readonly [path: string, frontend: boolean, backend: boolean]>([
    [FRONTEND, true, false],
    [BACKEND, false, true],
    ["/local/domain/0/backend/qnic/1/0", false, true],
    [`${FRONTEND}/`, false, false],
    ["/local/domain/1/device/vbd/0", false, false],
    ["local/domain/1/device/vif/0", false, false],
    ["/local/domain/0/backend/vif/1", false, false],
    ["", false, false],
  ])("%j", (path, frontend, backend) => {
    expect([isFrontendPath(path), isBackendPath(path)]).toEqual([frontend, backend]);
  });

  test.each<readonly [device: string, node: string | undefined]>([
    [FRONTEND, "/local/domain/1/error/device/vif/0/error"],
    [BACKEND, "/local/domain/0/error/backend/vif/1/0/error"],
    ["device/vif/0", undefined],
  ])("the error node of %j", (device, node) => {
    expect(errorNodePath(device)).toBe(node);
    const found = inside(openDump(`${node ?? "/x"} = "16 x"\n`)).store.text.lineAt(0)?.place;
    expect(found && errorNodeDevice(found)).toBe(node === undefined ? undefined : device);
  });
});

describe("the root of a capture that no prompt tells", () => {
  /** Another capture, in which the frontend says in which domain its backend is. */
  const told = (domain: string): string => `# xenstore-ls -f\n${FRONTEND}/backend = "/local/domain/${domain}/backend/vif/1/0"\n`;

  test.each<readonly [what: string, text: string, root: string | undefined]>([
    ["a whole store", 'local = ""\n domain = ""\n  0 = ""\n', "/"],
    ["a frontend by its link", `backend = "${BACKEND}"\n`, FRONTEND],
    ["a directory of frontends", `0 = ""\n backend = "${BACKEND}"\n`, "/local/domain/1/device/vif"],
    ["a guest's own view", `device = ""\n vif = ""\n  0 = ""\n   backend = "${BACKEND}"\n`, "/local/domain/1"],
    ["domains", `1 = ""\n device = ""\n  vif = ""\n   0 = ""\n    backend = "${BACKEND}"\n`, "/local/domain"],
    ["backends of one domain", `0 = ""\n backend = ""\n  vif = ""\n   1 = ""\n    0 = ""\n     frontend = "${FRONTEND}"\n`, "/local/domain"],
    ["a backend that does not say whose", `vif = ""\n 1 = ""\n  0 = ""\n   frontend = "${FRONTEND}"\n`, undefined],
    ["a backend whose domain its frontend tells", `vif = ""\n 1 = ""\n  0 = ""\n   frontend = "${FRONTEND}"\n${FRONTEND}/backend = "/local/domain/3/backend/vif/1/0"\n`, "/local/domain/3/backend"],
    ["a backend whose domain its frontend tells in another capture", `vif = ""\n 1 = ""\n  0 = ""\n   frontend = "${FRONTEND}"\n${told("3")}`, "/local/domain/3/backend"],
    ["a backend whose domain two captures tell differently", `vif = ""\n 1 = ""\n  0 = ""\n   frontend = "${FRONTEND}"\n${told("3")}${told("5")}`, undefined],
    ["a backend and a frontend of another vif", `vif = ""\n 1 = ""\n  0 = ""\n   frontend = "${FRONTEND}"\n/local/domain/1/device/vif/1/backend = "/local/domain/3/backend/vif/1/1"\n`, undefined],
    [
      "two backends, and the domain of one is told",
      `vif = ""\n 1 = ""\n  0 = ""\n   frontend = "${FRONTEND}"\n  1 = ""\n   frontend = "/local/domain/1/device/vif/1"\n${told("3")}`,
      "/local/domain/3/backend",
    ],
    [
      "two backends whose frontends disagree",
      `vif = ""\n 1 = ""\n  0 = ""\n   frontend = "${FRONTEND}"\n  1 = ""\n   frontend = "/local/domain/1/device/vif/1"\n${told("3")}/local/domain/1/device/vif/1/backend = "/local/domain/5/backend/vif/1/1"\n`,
      undefined,
    ],
    ["links that disagree", `0 = ""\n backend = "${BACKEND}"\n1 = ""\n backend = "/local/domain/0/backend/vif/2/1"\n`, undefined],
    ["a link of several that is wrong", vifsLinkedTo("1/0", "1/1", "1/2", "1/3", "7/4"), "/local/domain/1/device/vif"],
    ["the vifs of one domain below those of another", vifsLinkedTo("1/0", "1/1", "2/2"), undefined],
    ["the same, each with its backend", vifsLinkedTo("1/0", "1/1", "2/2") + backendsFor("1/0", "1/1", "2/2"), undefined],
    ["a link of few that is wrong, as the backends tell", vifsLinkedTo("1/0", "1/1", "2/2") + backendsFor("1/0", "1/1", "1/2"), "/local/domain/1/device/vif"],
    ["a link that does not fit the names above", `3 = ""\n backend = "${BACKEND}"\n`, undefined],
    ["no link", 'state = "4"\n', undefined],
    ["nothing relative", `${FRONTEND}/backend = "${BACKEND}"\n`, undefined],
    ["libxl's copy", `0 = ""\n frontend = "${FRONTEND}"\n backend = "${BACKEND}"\n`, undefined],
  ])("%s", (_, text, root) => {
    const [capture] = inside(openDump(text)).store.captures;
    expect(capture?.root).toBe(root);
  });
});

function reportedLines(dump: Dump): number[] {
  return dump.diagnostics().map(({ range }) => range.start.line);
}

describe("an error node counts", () => {
  const PROMPT = "# xenstore-ls -f\n";
  const VIF = `${BACKEND}/state = "4"\n`;
  const ERROR = `${errorNodePath(BACKEND)} = "16 x"\n`;

  test.each<readonly [where: string, text: string, lines: readonly number[]]>([
    ["for its own capture, and for none of another time", PROMPT + VIF + PROMPT + VIF + ERROR, [3]],
    ["without prompts too", VIF + ERROR + VIF, [0]],
    ["where another command printed it", PROMPT + VIF + PROMPT + ERROR, [1]],
    ["where a search printed it, and not all of the directory", `${PROMPT}${VIF}# xenstore-ls -f | grep 1/0\n${BACKEND}/mac = "00:16:3e:00:00:01"\n${ERROR}`, [1, 3]],
  ])("%s", (_, text, lines) => {
    expect(reportedLines(openDump(text))).toEqual(lines);
  });

  test("where the directory is gone from its own capture", () => {
    const dump = openDump(PROMPT + VIF + PROMPT + ERROR + VIF);
    expect(reportedLines(dump)).toEqual([4]);
    dump.edit({ start: { line: 4, character: 0 }, end: { line: 5, character: 0 } }, "");
    expect(reportedLines(dump)).toEqual([1]);
  });

  test("where its own capture turns out to have been taken elsewhere", () => {
    const relative = ['state = "4"', `frontend = "${FRONTEND}"`].map((key) => `backend/vif/1/0/${key}\n`).join("");
    const dump = openDump(`${PROMPT}${VIF}${FRONTEND}/backend = "${BACKEND}"\n# xenstore-ls .\n${ERROR}${relative}`);
    const reported = (): number[] => dump.diagnostics().flatMap(({ code, range }) => (code === "backend-error" ? range.start.line : []));
    expect(reported()).toEqual([5]);
    dump.edit({ start: { line: 6, character: 0 }, end: { line: 7, character: 0 } }, "");
    expect(reported()).toEqual([1]);
  });

  test("at the frontend too, even if only the backend links to the other", () => {
    const error = `${errorNodePath(BACKEND)} = "2 reading ${FRONTEND}/ring-ref"\n`;
    const frontend = ['backend-id = "0"', 'state = "4"', 'request-rx-copy = "1"', 'rx-ring-ref = "9"', 'event-channel = "5"'].map((key) => `${FRONTEND}/${key}\n`).join("");
    const dump = openDump(`${PROMPT}${error}${VIF}${PROMPT}${frontend}${BACKEND}/frontend = "${FRONTEND}"\n${BACKEND}/mac = "00:16:3e:00:00:01"\n`);
    const missing = (): string | undefined => dump.diagnostics().find(({ code }) => code === "queue-key-missing")?.message;
    expect(missing()).toContain("The error node will say");
    const [start, end] = [2, 3].map((line) => ({ line, character: 0 })) as [Position, Position];
    dump.edit({ start, end }, "");
    expect(missing()).toContain("The error node says so.");
    dump.edit({ start, end: start }, VIF);
    expect(missing()).toContain("The error node will say");
  });
});

/** Which directories are halves of one vif, each named by its capture; `base` means a path below the root, `slash` an absolute path. */
function pairsIn(dump: Dump): string[] {
  const { model, store } = inside(dump);
  const shown = (node: StoreNode): string => `${store.captures.indexOf(node.top.capture)} ${node.top === node.top.capture.slash ? "slash" : "base"}`;
  return Array.from(model.directories, (node) => {
    const peer = model.peerOf(node);
    return `${model.sideOf(node)} ${shown(node)} with ${peer === undefined ? "nobody" : shown(peer)}`;
  }).toSorted();
}

describe("pairing", () => {
  const pair = [`backend ${BACKEND} with ${FRONTEND}`, `frontend ${FRONTEND} with ${BACKEND}`];

  test.each<readonly [what: string, text: string, vifs: readonly string[]]>([
    ["by both links", `${FRONTEND}/backend = "${BACKEND}"\n${BACKEND}/frontend = "${FRONTEND}"\n`, pair],
    ["by the frontend's link", `${FRONTEND}/backend = "${BACKEND}"\n${BACKEND}/state = "4"\n`, pair],
    ["by the backend's link", `${FRONTEND}/state = "4"\n${BACKEND}/frontend = "${FRONTEND}"\n`, pair],
    [
      "across captures",
      `# xenstore-ls /local/domain/1\ndevice = ""\n vif = ""\n  0 = ""\n   backend = "${BACKEND}"\n# xenstore-ls /local/domain/0/backend\nvif = ""\n 1 = ""\n  0 = ""\n   frontend = "${FRONTEND}"\n`,
      pair,
    ],
    ["no link", `${FRONTEND}/state = "4"\n${BACKEND}/state = "4"\n`, [`backend ${BACKEND}`, `frontend ${FRONTEND}`]],
    ["a link to nothing", `${FRONTEND}/backend = "${BACKEND}"\n`, [`frontend ${FRONTEND}`]],
    ["a cut link", `${FRONTEND}/backend = "/local/dom\\..."\n${BACKEND}/state = "4"\n`, [`backend ${BACKEND}`, `frontend ${FRONTEND}`]],
    [
      "two that link to one without a link",
      `${FRONTEND}/backend = "${BACKEND}"\n/local/domain/1/device/vif/1/backend = "${BACKEND}"\n${BACKEND}/state = "4"\n`,
      [`backend ${BACKEND}`, `frontend ${FRONTEND} with ${BACKEND}`, `frontend /local/domain/1/device/vif/1 with ${BACKEND}`],
    ],
    ["a link to the same side", `${FRONTEND}/backend = "/local/domain/1/device/vif/1"\n/local/domain/1/device/vif/1/state = "4"\n`, [`frontend ${FRONTEND}`, "frontend /local/domain/1/device/vif/1"]],
  ])("%s", (_, text, vifs) => {
    expect(vifsOf(text)).toEqual(vifs);
  });

  const PROMPT = "# xenstore-ls -f\n";
  const BACKEND_ALONE = `${PROMPT}${BACKEND}/state = "4"\n`;

  test.each<readonly [what: string, once: string]>([
    ["it links to", `${FRONTEND}/backend = "${BACKEND}"\n${BACKEND}/state = "4"\n`],
    ["that links to it", `${FRONTEND}/state = "4"\n${BACKEND}/frontend = "${FRONTEND}"\n`],
  ])("prefers the half %s in the same capture", (_, once) => {
    const each = [0, 1].flatMap((capture) => [`backend ${capture} slash with ${capture} slash`, `frontend ${capture} slash with ${capture} slash`]);
    expect(pairsIn(openDump(PROMPT + once + PROMPT + once))).toEqual(each.toSorted());
  });

  test("prefers, of two other captures, the one that stands above, whichever was read last", () => {
    const dump = openDump(`${PROMPT}${FRONTEND}/backend = "${BACKEND}"\n${BACKEND_ALONE}${BACKEND_ALONE}`);
    const pairs = ["backend 1 slash with 0 slash", "backend 2 slash with 0 slash", "frontend 0 slash with 1 slash"];
    expect(pairsIn(dump)).toEqual(pairs);
    const start = { line: 4, character: 0 };
    dump.edit({ start, end: start }, `${BACKEND}/mac = ""\n`);
    expect(pairsIn(dump)).toEqual(pairs);
  });

  const FRONTEND_ALONE = `${PROMPT}${FRONTEND}/backend = "${BACKEND}"\n`;
  const BACKEND_OF_FRONTEND = `${PROMPT}${BACKEND}/frontend = "${FRONTEND}"\n`;

  test.each<readonly [order: string, text: string, pairs: readonly string[]]>([
    ["the frontend first", FRONTEND_ALONE + BACKEND_OF_FRONTEND, ["backend 1 slash with 0 slash", "backend 3 slash with 2 slash", "frontend 0 slash with 1 slash", "frontend 2 slash with 3 slash"]],
    ["the backend first", BACKEND_OF_FRONTEND + FRONTEND_ALONE, ["backend 0 slash with 1 slash", "backend 2 slash with 3 slash", "frontend 1 slash with 0 slash", "frontend 3 slash with 2 slash"]],
  ])("pairs halves that were listed one by one, %s, and again later, with those of their time", (_, once, pairs) => {
    expect(pairsIn(openDump(once + once))).toEqual(pairs);
  });

  test("pairs anew what follows a listing that is pasted above it", () => {
    const asking = `${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state = "4"\n${FRONTEND}/multi-queue-num-queues = "3"\n`;
    const limit = (most: number): string => `${PROMPT}${BACKEND}/multi-queue-max-queues = "${most}"\n`;
    const dump = openDump(`${PROMPT}/tool = ""\n${limit(2)}${PROMPT}${asking}${limit(4)}`);
    const exceeding = (): number[] => dump.diagnostics().flatMap(({ code, range }) => (code === "num-queues-exceeds-max" ? [range.start.line] : []));
    expect(exceeding()).toEqual([7]);
    const start = { line: 2, character: 0 };
    dump.edit({ start, end: start }, asking);
    expect(exceeding()).toEqual([4]);
  });

  test("prefers, of two places in another capture, the one that has its whole path", () => {
    const tree = "local,domain,0,backend,vif,1,0,state".split(",").map((name, depth) => `${" ".repeat(depth)}${name} = ""\n`).join("");
    expect(pairsIn(openDump(`${PROMPT}${FRONTEND}/backend = "${BACKEND}"\n# xenstore-ls /\n${tree}${BACKEND}/state = "4"\n`))).toEqual([
      "backend 1 base with 0 slash",
      "backend 1 slash with 0 slash",
      "frontend 0 slash with 1 slash",
    ]);
  });
});
