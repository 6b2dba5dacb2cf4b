import { compareChanges, type TextChange } from "../../dump/draft";
import { forecast, type Forecast } from "../../netif/forecast/forecast";
import { hasFrontend } from "../../netif/vif";
import type { Finding } from "../../check/finding";
import { RULES } from "../../rules/index";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";

/** What an edit that brings no error or warning did. */
export interface Outcome {
  /** By `identityOf`, how many more findings there are, below zero if there are fewer. */
  readonly reports: ReadonlyMap<string, number>;
  /** What a vif that connected before loses: some queues, or its connection. */
  readonly loss: "nothing" | "queues" | "connection";
}

/** What identifies a finding across edits. */
interface Identity {
  /** The rule and the node. */
  readonly fault: string;
  /** The rule, the node and the message. */
  readonly report: string;
}

const RULES_ON_VIFS: ReadonlySet<string> = new Set(RULES.filter(({ on }) => on !== "line" && on !== "duplicated node").map(({ code }) => code));

/**
 * The identities of findings on vifs, of which there may be very many at each trial. They last: if a directory above a vif gets another name, the rules look at it
 * again. Other findings stay the same objects then, with another path.
 */
const lasting = new WeakMap<Finding, Identity>();

/** To be called while the finding's line still holds its node. */
function identify(finding: Finding): Identity {
  const known = lasting.get(finding);
  if (known !== undefined) return known;
  const { code, at, message } = finding;
  const line = at.line.first;
  const fault = `${code}\0${line.place?.path ?? line.text}`;
  const identity = { fault, report: `${fault}\0${message}` };
  if (RULES_ON_VIFS.has(code)) lasting.set(finding, identity);
  return identity;
}

/** Identifies a finding across edits, by its rule, node and message. To be called before any trial. */
export function identityOf(finding: Finding): string {
  return identify(finding).report;
}

/** The findings before any trial, and their identities. These cannot be asked later: undoing an edit may replace the lines of the findings with new objects. */
interface Known {
  readonly findings: readonly Finding[];
  readonly identities: readonly Identity[];
}

function knownFindings(dump: AnalysedDump): Known {
  const findings = [...dump.findings()];
  return { findings, identities: findings.map(identify) };
}

/** Changes to try out. */
export interface Attempt {
  /** Replacements in the text as it is now, from the top, without overlaps. */
  readonly changes: readonly TextChange[];
  /** A directory of the vif that they are for. */
  readonly vif: StoreNode | undefined;
}

/** How many findings the trials for one request may change before no more are made. Vifs by the thousand that share one port may all be reported anew at each trial. */
export class Patience {
  left = 20_000;
}

/**
 * Applies each attempt by itself, looks at what is reported then, and leaves the dump as it was.
 * @param patience attempts that it does not reach do not pass
 * @returns the attempts that bring no error or warning and whose outcome passes, in the same order
 */
export function tryOut<Tried extends Attempt>(
  dump: AnalysedDump,
  attempts: readonly Tried[],
  passes: (outcome: Outcome, attempt: Tried) => boolean,
  patience = new Patience(),
): Tried[] {
  if (attempts.length === 0 || patience.left < 0) return [];
  const before = knownFindings(dump);
  const vifsBefore = new Map<StoreNode, VifBefore>();
  for (const { vif } of attempts) if (vif !== undefined && !vifsBefore.has(vif)) vifsBefore.set(vif, vifAt(dump, vif));
  let undo: readonly TextChange[] = [];
  const passed: Tried[] = [];
  try {
    for (const attempt of attempts) {
      if (patience.left < 0) break;
      const { changes, vif } = attempt;
      // The same edit also undoes the attempt before, so that each attempt costs one check and not two.
      undo = dump.editAll([...undo, ...changes.toReversed()]).slice(0, changes.length);
      const vifBefore = vif && vifsBefore.get(vif);
      const { faults, reports } = difference(before, dump.findings());
      patience.left -= reports.size;
      if (!bringsFault(faults) && passes({ reports, loss: lossOf(dump, vifBefore) }, attempt)) passed.push(attempt);
    }
    return passed;
  } finally {
    dump.editAll(undo);
  }
}

/**
 * Applies several attempts at once, and keeps them unless they bring an error or a warning, or one of them does not pass.
 * @param attempts their changes must not touch each other
 * @returns the edits that undo them, in the order to apply them; undefined if the dump is as it was
 */
export function applyTogether<Tried extends Attempt>(
  dump: AnalysedDump,
  attempts: readonly Tried[],
  passes: (outcome: Outcome, attempt: Tried) => boolean,
): TextChange[] | undefined {
  const before = knownFindings(dump);
  const tried = attempts.map((attempt) => ({ attempt, vifBefore: attempt.vif && vifAt(dump, attempt.vif) }));
  const changes = attempts.flatMap((attempt) => attempt.changes).toSorted(compareChanges);
  const undo = dump.editAll(changes.toReversed());
  let stays = false;
  try {
    const { faults, reports } = difference(before, dump.findings());
    stays = !bringsFault(faults) && tried.every(({ attempt, vifBefore }) => passes({ reports, loss: lossOf(dump, vifBefore) }, attempt));
  } finally {
    if (!stays) dump.editAll(undo);
  }
  return stays ? undo : undefined;
}

/** What came and what went: how many more there are of each, below zero if there are fewer. */
interface Difference {
  /** Errors and warnings by rule and node, which identify a fault across edits. */
  readonly faults: Map<string, number>;
  /** Findings by rule, node and message. */
  readonly reports: Map<string, number>;
}

/**
 * Counts what came and what went. Findings that no edit reached are the same objects in the same order. Findings of an edit that was undone are new objects,
 * and are matched by identity.
 */
function difference({ findings, identities }: Known, after: Iterable<Finding>): Difference {
  const counts: Difference = { faults: new Map(), reports: new Map() };
  let passed = 0;
  const passOver = (end: number): void => {
    for (; passed < end; passed += 1) count(counts, findings[passed] as Finding, identities[passed] as Identity, -1);
    passed += 1;
  };
  for (const finding of after) {
    // There may be very many, and nearly all are where they were. New ones come below them, where nothing is left to search.
    if (finding === findings[passed]) passed += 1;
    else {
      const at = findings.indexOf(finding, passed);
      if (at < 0) count(counts, finding, identify(finding), 1);
      else passOver(at);
    }
  }
  passOver(findings.length);
  return counts;
}

/** The forecast for a vif before any trial, and where the vif is. */
interface VifBefore {
  readonly node: StoreNode;
  readonly path: string;
  /** The index of the capture that it is in: several captures may have the same path. */
  readonly capture: number;
  readonly forecast: Forecast | undefined;
}

function vifAt(dump: AnalysedDump, node: StoreNode): VifBefore {
  return { node, path: node.path, capture: captureIndexOf(dump, node), forecast: forecastAt(dump, node) };
}

function captureIndexOf({ store }: AnalysedDump, node: StoreNode): number {
  return store.captures.indexOf(node.top.capture);
}

/** What a vif loses. One that an edit removes from the dump, such as one that only a broken line named, loses nothing. */
function lossOf(dump: AnalysedDump, vifBefore: VifBefore | undefined): Outcome["loss"] {
  const before = vifBefore?.forecast;
  if (before === undefined || (before.outcome !== "connects" && before.outcome !== "unknown")) return "nothing";
  const after = forecastAt(dump, vifBefore && nodeNow(dump, vifBefore));
  if (after === undefined || after.outcome === before.outcome) return (after?.queues ?? 0) < before.queues ? "queues" : "nothing";
  return after.outcome === "connects" ? "nothing" : "connection";
}

/** The node of the directory now. If an edit moves the beginning or end of a capture, all nodes are new objects. */
function nodeNow(dump: AnalysedDump, { node, path, capture }: VifBefore): StoreNode | undefined {
  const { model } = dump;
  if (model.directory(node) !== undefined) return node;
  const alike = [...model.directories].filter((other) => other.path === path);
  return alike.find((other) => captureIndexOf(dump, other) === capture) ?? alike[0];
}

function forecastAt({ kernel, model }: AnalysedDump, node: StoreNode | undefined): Forecast | undefined {
  const directory = node && model.directory(node);
  const vif = directory && model.vif(directory);
  return vif !== undefined && hasFrontend(vif) ? forecast(vif, kernel) : undefined;
}

function count({ faults, reports }: Difference, { level }: Finding, { fault, report }: Identity, by: number): void {
  reports.set(report, (reports.get(report) ?? 0) + by);
  if (level === "error" || level === "warning") faults.set(fault, (faults.get(fault) ?? 0) + by);
}

/** Whether there is an error or warning that was not there before. */
function bringsFault(faults: ReadonlyMap<string, number>): boolean {
  return [...faults.values()].some((more) => more > 0);
}

/**
 * Whether a vif that connected before no longer does, or connects fewer queues.
 * @param mayLoseQueues whether the user was told how many queues there will be
 */
export function worsens({ loss }: Outcome, mayLoseQueues: boolean): boolean {
  return loss === "connection" || (loss === "queues" && !mayLoseQueues);
}
