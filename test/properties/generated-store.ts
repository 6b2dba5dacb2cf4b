import * as fc from "fast-check";
import { leaderTo } from "../../server/src/dump/leader";

/** A node of a generated store with its absolute path. */
export interface GeneratedNode {
  readonly path: string;
  readonly value: string;
}

/** A healthy vif: both directories, each queue complete. */
export interface GeneratedVif {
  readonly domid: number;
  readonly index: number;
  readonly backendDomid: number;
  readonly backendType: "vif" | "qnic";
  readonly queues: number;
  /** The frontend says how many queues it wishes to use; otherwise it has one. */
  readonly saysQueues: boolean;
  readonly maxQueues: number;
  readonly split: boolean;
}

/** How far apart the values of two vifs of a domain are. */
const PER_VIF = 200;

/** The directory of the frontend of a vif. */
export function frontendPath({ domid, index }: GeneratedVif): string {
  return `/local/domain/${domid}/device/vif/${index}`;
}

/** The directory of the backend of a vif. */
export function backendPath({ domid, index, backendDomid, backendType }: GeneratedVif): string {
  return `/local/domain/${backendDomid}/backend/${backendType}/${domid}/${index}`;
}

/** Any healthy vif. */
export const anyVif: fc.Arbitrary<GeneratedVif> = fc
  .record({
    domid: fc.integer({ min: 1, max: 3 }),
    index: fc.integer({ min: 0, max: 2 }),
    backendDomid: fc.constantFrom(0, 0, 0, 4),
    backendType: fc.constantFrom("vif" as const, "vif" as const, "qnic" as const),
    queues: fc.integer({ min: 1, max: 4 }),
    saysQueues: fc.boolean(),
    spareQueues: fc.integer({ min: 0, max: 2 }),
    split: fc.boolean(),
  })
  .map(({ spareQueues, saysQueues, ...vif }) => ({ ...vif, saysQueues: saysQueues || vif.queues > 1, maxQueues: vif.queues + spareQueues }));

/** One to three vifs of different devices. */
export const anyVifs: fc.Arbitrary<readonly GeneratedVif[]> = fc.uniqueArray(anyVif, {
  minLength: 1,
  maxLength: 3,
  selector: frontendPath,
});

/** A healthy store with these vifs. Every directory has a node, which comes before its contents. */
export function storeWith(vifs: readonly GeneratedVif[]): GeneratedNode[] {
  return withDirectories([
    { path: "/tool/xenstored", value: "" },
    ...vifs.flatMap((vif) => backendNodes(vif)),
    ...vifs.flatMap((vif) => frontendNodes(vif)),
    ...vifs.flatMap((vif) => libxlNodes(vif)),
  ]);
}

function backendNodes(vif: GeneratedVif): GeneratedNode[] {
  const keys: [string, string][] = [
    ["frontend", frontendPath(vif)],
    ["frontend-id", String(vif.domid)],
    ["online", "1"],
    ["state", "4"],
    ["mac", `00:16:3e:00:0${vif.domid}:0${vif.index}`],
    ["handle", String(vif.index)],
    ["hotplug-status", "connected"],
    ["feature-sg", "1"],
    ["feature-rx-copy", "1"],
    ["feature-split-event-channels", vif.split ? "1" : "0"],
    ["multi-queue-max-queues", String(vif.maxQueues)],
  ];
  return keys.map(([name, value]) => ({ path: `${backendPath(vif)}/${name}`, value }));
}

function frontendNodes(vif: GeneratedVif): GeneratedNode[] {
  const keys: [string, string][] = [
    ["backend", backendPath(vif)],
    ["backend-id", String(vif.backendDomid)],
    ["state", "4"],
    ["handle", String(vif.index)],
    ["mac", `00:16:3e:00:0${vif.domid}:0${vif.index}`],
  ];
  if (vif.saysQueues) keys.push(["multi-queue-num-queues", String(vif.queues)]);
  for (let queue = 0; queue < vif.queues; queue += 1) {
    const directory = vif.queues === 1 ? "" : `queue-${queue}/`;
    const number = vif.index * PER_VIF + queue * 2;
    keys.push([`${directory}tx-ring-ref`, String(800 + number)], [`${directory}rx-ring-ref`, String(801 + number)]);
    if (vif.split) keys.push([`${directory}event-channel-tx`, String(30 + number)], [`${directory}event-channel-rx`, String(31 + number)]);
    else keys.push([`${directory}event-channel`, String(30 + number)]);
  }
  keys.push(["request-rx-copy", "1"], ["feature-sg", "1"]);
  return keys.map(([name, value]) => ({ path: `${frontendPath(vif)}/${name}`, value }));
}

/** The copy of the backend that libxl keeps, which is no device. */
function libxlNodes(vif: GeneratedVif): GeneratedNode[] {
  const path = `/libxl/${vif.domid}/device/vif/${vif.index}`;
  return [
    { path: `${path}/frontend`, value: frontendPath(vif) },
    { path: `${path}/backend`, value: backendPath(vif) },
    { path: `${path}/state`, value: "1" },
  ];
}

/** Adds a node for each directory that has none, and puts the contents of each directory together, right behind its node. */
export function withDirectories(nodes: readonly GeneratedNode[]): GeneratedNode[] {
  interface Directory {
    value: string;
    readonly children: Map<string, Directory>;
  }
  const top: Directory = { value: "", children: new Map() };
  for (const { path, value } of nodes) {
    let directory = top;
    for (const name of path.split("/").slice(1)) {
      let child = directory.children.get(name);
      if (child === undefined) directory.children.set(name, (child = { value: "", children: new Map() }));
      directory = child;
    }
    directory.value = value;
  }
  const list = (directory: Directory, path: string): GeneratedNode[] =>
    [...directory.children].flatMap(([name, child]) => [{ path: `${path}/${name}`, value: child.value }, ...list(child, `${path}/${name}`)]);
  return list(top, "");
}

/** A form in which a whole store can be written. */
export type StoreForm = (nodes: readonly GeneratedNode[]) => string;

/** `xenstore-ls -f`. */
export function flat(nodes: readonly GeneratedNode[]): string {
  return nodes.map(({ path, value }) => `${path} = "${value}"\n`).join("");
}

/** `xenstore-ls -f -p`. */
export function flatWithPermissions(nodes: readonly GeneratedNode[]): string {
  return nodes.map(({ path, value }) => `${path} = "${value}"   (n0,r1)\n`).join("");
}

/** `xenstore-ls`. */
export function tree(nodes: readonly GeneratedNode[]): string {
  return nodes.map((node) => `${treeEntry(node)}\n`).join("");
}

/** `xenstore-ls -p`. */
export function treeWithPermissions(nodes: readonly GeneratedNode[]): string {
  return nodes.map((node) => `${treeEntry(node)}${leaderTo(treeEntry(node).length)}(n0,r1)\n`).join("");
}

function treeEntry({ path, value }: GeneratedNode): string {
  const names = path.split("/").slice(1);
  return `${" ".repeat(names.length - 1)}${names.at(-1)} = "${value}"`;
}

/** Every line behind the star of a C comment. */
export function inComment(form: StoreForm): StoreForm {
  return (nodes) => form(nodes).replace(/^(?=.)/gm, " * ");
}

/** Every line quoted in a mail. */
export function inMail(form: StoreForm): StoreForm {
  return (nodes) => form(nodes).replace(/^(?=.)/gm, "> > ");
}

/** With the line ends of a terminal. */
export function withCarriageReturns(form: StoreForm): StoreForm {
  return (nodes) => form(nodes).replaceAll("\n", "\r\n");
}

/** The whole block indented. */
export function movedRight(form: StoreForm): StoreForm {
  return (nodes) => form(nodes).replace(/^(?=.)/gm, "    ");
}

/** `xenstore-ls` of one directory after another, each behind the prompt that tells where. */
export function promptedTrees(nodes: readonly GeneratedNode[]): string {
  return ["/tool", "/local/domain", "/libxl"]
    .map((root) => {
      const inside = nodes.filter(({ path }) => path.startsWith(`${root}/`)).map(({ path, value }) => ({ path: path.slice(root.length), value }));
      return `[root@dom0 ~]# xenstore-ls ${root}\n${tree(inside)}`;
    })
    .join("");
}

/** The tree of each device below its path, as people paste it; nothing else of the store. */
export function belowPaths(nodes: readonly GeneratedNode[]): string {
  let last = "";
  return nodes
    .map(({ path, value }) => {
      const device = DEVICE.exec(path)?.[0];
      if (device === undefined) return "";
      const heading = device === last ? "" : `${device}:\n`;
      last = device;
      return `${heading}${treeEntry({ path: path.slice(device.length), value })}\n`;
    })
    .join("");
}

/** The directory of a device, before what is in it. */
const DEVICE = /^\/local\/domain\/\d+\/(?:device\/vif|backend\/(?:vif|qnic)\/\d+)\/\d+(?=\/)/;

/** `xenstore-ls -f` of the whole store without the leading slashes, as a relative argument prints it. */
export function relative(nodes: readonly GeneratedNode[]): string {
  return nodes.map(({ path, value }) => `${path.slice(1)} = "${value}"\n`).join("");
}

/**
 * Every line broken at some of its blanks, as a mailer does; the indentation is never broken.
 * @param chosen says where: a line is broken at the places whose bits are set in one of these numbers
 */
export function wrapped(form: StoreForm, chosen: readonly number[], before = ""): StoreForm {
  return (nodes) =>
    form(nodes).replaceAll(/^([> ]*)(.+)$/gm, (_line, start: string, content: string, offset: number) => {
      let bits = chosen[offset % chosen.length] ?? 0;
      const broken = content.replaceAll(/ +(?:\. +)*/g, (blanks) => {
        const breaks = bits % 2 === 1;
        bits = Math.floor(bits / 2);
        // Dots that lead to permissions are broken only once: no line is so narrow that they would need more.
        const half = blanks.indexOf(". ", Math.floor(blanks.length / 2));
        return !breaks ? blanks : half < 0 ? `\n${before}` : `${blanks.slice(0, half)}\n${before}${blanks.slice(half)}`;
      });
      return start + broken;
    });
}

/** Every line with what another tool puts before it. */
export function behind(form: StoreForm, ornament: (number: number) => string): StoreForm {
  return (nodes) => form(nodes).split("\n").map((line, at) => (line === "" ? line : ornament(at + 1) + line)).join("\n");
}
