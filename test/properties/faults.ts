import * as fc from "fast-check";
import { withDirectories, type GeneratedNode } from "./generated-store";

/** Something that somebody does to a healthy store. */
export interface Fault {
  /** What a counterexample shows. */
  toString(): string;
  /** The nodes with the fault. */
  in(nodes: readonly GeneratedNode[]): readonly GeneratedNode[];
}

const VALUES = ["", "0", "1", "2", "3", "5", "6", "8", "01", "0x2", "2abc", "+3", "4294967295", "4294967296", "131072", "800", "30", "yes", "<ring-ref-tx0>"] as const;

const NAMES = [
  "queue-0", "queue-1", "queue-5", "queue-01", "Queue-0", "queue_1", "queue-x",
  "multi-queue-num-queues", "multi-queue-max-queues", "tx-ring-ref", "rx-ring-ref", "event-channel", "event-channel-tx", "event-channel-rx",
  "ring-ref", "ctrl-ring-ref", "event-channel-ctrl", "feature-split-event-channels",
] as const;

/** The path of a vif directory, or of something in it. */
export const IN_VIF = /^\/local\/domain\/\d+\/(?:device\/vif|backend\/(?:vif|qnic)\/\d+)\/\d+(?:\/|$)/;

const anyLoss = fc.nat(1000).map((at) => fault(`drop ${at}`, at, (nodes, { path }) => nodes.filter((other) => !isAtOrBelow(other.path, path))));

const anyGarble = fc
  .tuple(fc.nat(1000), fc.constantFrom(...VALUES))
  .map(([at, value]) => fault(`set ${at} ${value}`, at, (nodes, { path }) => nodes.map((node) => (node.path === path ? { path, value } : node))));

const anyRename = fc.tuple(fc.nat(1000), fc.constantFrom(...NAMES)).map(([at, name]) => fault(`rename ${at} ${name}`, at, (nodes, { path }) => renamed(nodes, path, name)));

const anyAddition = fc
  .tuple(fc.nat(1000), fc.constantFrom(...NAMES), fc.constantFrom(...VALUES))
  .map(([at, name, value]) => fault(`add ${at} ${name} ${value}`, at, (nodes, { path }) => [...nodes, { path: `${directoryOf(path)}/${name}`, value }]));

/** A misspelt name of a queue, which still shows the index that was meant. */
const anyMisnamedQueue = fc.tuple(fc.nat(1000), fc.constantFrom("Queue-", "queue_", "queue", "queue-0")).map(([at, prefix]) =>
  fault(`misname ${at} ${prefix}`, 0, (nodes) => {
    const queues = nodes.filter(({ path }) => /\/queue-\d+$/.test(path));
    const path = queues[at % Math.max(1, queues.length)]?.path;
    return path === undefined ? nodes : renamed(nodes, path, prefix + path.slice(path.lastIndexOf("-") + 1));
  }),
);

/** Any fault in the directories of vifs that all forms of a dump can express. */
export const anyFault: fc.Arbitrary<Fault> = fc.oneof({ weight: 3, arbitrary: anyLoss }, { weight: 3, arbitrary: anyGarble }, { weight: 2, arbitrary: anyRename }, { weight: 2, arbitrary: anyAddition });

/** Any fault that is one fault: something is lost, a value is garbled, or a queue is misnamed. */
export const anySingleFault: fc.Arbitrary<Fault> = fc.oneof(anyLoss, anyGarble, anyMisnamedQueue);

/** The nodes with all these faults. */
export function withFaults(nodes: readonly GeneratedNode[], faults: readonly Fault[]): readonly GeneratedNode[] {
  return withDirectories(faults.reduce((faulty, one) => one.in(faulty), nodes));
}

function fault(name: string, at: number, inNodes: (nodes: readonly GeneratedNode[], node: GeneratedNode) => readonly GeneratedNode[]): Fault {
  return {
    toString: () => name,
    in: (nodes) => {
      const inVifs = nodes.filter(({ path }) => IN_VIF.test(path));
      const node = inVifs[at % Math.max(1, inVifs.length)];
      return node === undefined ? nodes : inNodes(nodes, node);
    },
  };
}

function renamed(nodes: readonly GeneratedNode[], path: string, name: string): readonly GeneratedNode[] {
  const to = `${directoryOf(path)}/${name}`;
  return nodes.map((node) => (isAtOrBelow(node.path, path) ? { ...node, path: to + node.path.slice(path.length) } : node));
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function isAtOrBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
