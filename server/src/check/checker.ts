import { Draft } from "../dump/draft";
import type { Line } from "../dump/line";
import type { LineChange } from "../dump/line-change";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import type { Kernel } from "../netif/kernel";
import type { Frontend } from "../netif/frontend";
import type { Model } from "../netif/model";
import type { Vif } from "../netif/vif";
import { levelAt } from "../rules/gate";
import { RULES } from "../rules/index";
import { milder, type Level } from "../rules/level";
import type { DeviceRule, FrontendRule, BackendRule, LineRule, NodeRule, Report, Rule, Scene } from "../rules/rule";
import type { StoreNode } from "../store/node";
import type { Store } from "../store/store";
import { DamagedText } from "./damaged-text";
import { withErrorNodeText } from "./error-node-text";
import type { Finding } from "./finding";
import type { FindingFilter } from "./finding-filter";
import { FindingsBy } from "./findings-by";
import { ForeignOutput } from "./foreign-output";
import type { CheckerSettings, RuleSettings } from "./rule-settings";
import { SilencingComments } from "./silencing-comments";
import { StandIn } from "./stand-in";
import { SurroundingText } from "./surrounding-text";

/** A rule that is not turned off, with its level before the place of a report is taken into account. */
interface Speaking<AnyRule> {
  readonly rule: AnyRule;
  readonly base: Level;
}

/** What can be run on a subject. */
interface RuleOn<Subject> {
  readonly code: string;
  check(subject: Subject, scene: Scene): readonly Report[];
}

/** Called when a rule or a feature throws. That one is skipped, and the rest goes on. */
export type Failed = (what: string, error: unknown) => void;

/** The level of a report of a rule in its place; undefined if the rule is silent there. */
type LevelOf<AnyRule> = (rule: AnyRule, base: Level) => Level | undefined;

/** The vif in the scene for lines and nodes: their rules know nothing about vifs. */
const NO_VIF: Vif = { frontend: undefined, backend: undefined };

const LINE_RULES = RULES.filter((rule): rule is LineRule => rule.on === "line");
const NODE_RULES = RULES.filter((rule): rule is NodeRule => rule.on === "duplicated node");
const FRONTEND_RULES = RULES.filter((rule): rule is FrontendRule | DeviceRule => rule.on === "frontend" || rule.on === "device");
const BACKEND_RULES = RULES.filter((rule): rule is BackendRule | DeviceRule => rule.on === "backend" || rule.on === "device");

/** Keeps the findings of a dump, and checks again what an edit reached. */
export class Checker {
  readonly #store: Store;
  readonly #model: Model;
  readonly #failed: Failed;
  /** The findings at lines and directories. */
  readonly #found = new Set<Finding>();
  readonly #byLine = new FindingsBy<Line<StoreNode>>(this.#found);
  readonly #byDirectory = new FindingsBy<StoreNode>(this.#found);
  readonly #byNode = new FindingsBy<StoreNode>(new Set());
  /** For all nodes that appear twice because their tree has lost its indentation. */
  readonly #ofLostIndentation = new StandIn((finding) => ({
    ...finding,
    message: t("The tree has lost its indentation: which directory a key is in is not known, so nothing there is judged. xenstore-ls -f prints whole paths."),
    related: [],
    fixes: () => [],
  }));
  readonly #silencing: SilencingComments;
  readonly #foreign: ForeignOutput;
  readonly #surrounding: SurroundingText;
  /** In the order in which they are applied: comments last, as one that silences only what is left out anyway is of no use. */
  readonly #filters: readonly FindingFilter<unknown>[];
  readonly #lineRules: readonly Speaking<LineRule>[];
  readonly #nodeRules: readonly Speaking<NodeRule>[];
  readonly #frontendRules: readonly Speaking<FrontendRule | DeviceRule>[];
  /** Rules that are not about the negotiation: only these apply before it has begun and after it is over. */
  readonly #lastingFrontendRules: readonly Speaking<FrontendRule | DeviceRule>[];
  readonly #backendRules: readonly Speaking<BackendRule | DeviceRule>[];
  readonly #kernel: Kernel;
  readonly #draft = (): Draft<StoreNode> => new Draft(this.#store.text);
  #generation = 0;
  /** How many vif directories the last update checked. */
  #checkedDirectories = 0;

  constructor(store: Store, model: Model, { rules, kernel }: CheckerSettings, failed: Failed) {
    const { text } = store;
    this.#lineRules = speaking(LINE_RULES, rules);
    this.#nodeRules = speaking(NODE_RULES, rules);
    this.#frontendRules = speaking(FRONTEND_RULES, rules);
    this.#lastingFrontendRules = this.#frontendRules.filter(({ rule }) => rule.gate !== "negotiation");
    this.#backendRules = speaking(BACKEND_RULES, rules);
    this.#kernel = kernel;
    this.#silencing = new SilencingComments(text);
    this.#foreign = new ForeignOutput(text);
    this.#surrounding = new SurroundingText(text);
    this.#filters = [new DamagedText(text), this.#foreign, this.#surrounding, this.#silencing];
    this.#store = store;
    this.#model = model;
    this.#failed = failed;
    const scene = this.#scene(NO_VIF);
    text.eachOdd((line) => this.#checkLine(line, scene));
  }

  /** What the rules found and no comment silences, in no particular order. Findings that an edit does not reach keep their order. */
  findings(): Iterable<Finding> {
    let findings: Iterable<Finding> = this.#byNode.size === 0 ? this.#found : this.#all();
    for (const filter of this.#filters) findings = filter.apply(findings);
    return findings;
  }

  /** Whether comments in the dump silence rules: what they found may be missing from `findings`. */
  get isSilencedByComments(): boolean {
    return !this.#silencing.isEmpty;
  }

  /** Whether a line that cannot be read is not part of a dump: what people wrote around it, or the output of another command. */
  isAroundDump(line: Line<StoreNode>): boolean {
    return this.#surrounding.includes(line) || this.#foreign.includes(line);
  }

  *#all(): Generator<Finding> {
    yield* this.#found;
    yield* this.#ofLostIndentation.apply(this.#ofNodes(), ({ at }) => at.line.place !== undefined && this.#model.isUnindented(at.line.place));
  }

  *#ofNodes(): Generator<Finding> {
    for (const [node, findings] of this.#byNode.entries) {
      if (node.entry?.syntax.form !== "tree" || !this.#model.mayBeMixed(node) || this.#model.isUnindented(node)) yield* findings;
    }
  }

  /** Checks the lines that an edit touched. */
  updateLines(change: LineChange<StoreNode>): void {
    for (const filter of this.#filters) filter.update(change);
    for (const line of change.removed) this.#byLine.delete(line);
    for (const { line } of [...change.rewritten, ...change.reread]) this.#checkLine(line);
    for (const line of change.inserted) this.#checkLine(line);
  }

  /**
   * Checks nodes that were touched, and the vif directories that this concerns.
   * @returns how many directories were checked
   */
  updateNodes(touched: Iterable<StoreNode>, directories: ReadonlySet<StoreNode>): number {
    if (this.#generation !== this.#store.generation) {
      this.#generation = this.#store.generation;
      this.#byNode.clear();
      this.#byDirectory.clear();
    }
    this.#checkTouched(touched);
    this.#checkedDirectories = 0;
    const later = new Set<StoreNode>();
    this.#checkAlone(new Set(directories), later);
    for (const node of this.#model.takeSharing()) later.add(node);
    this.#checkSharing(later);
    return this.#checkedDirectories;
  }

  // Each of these loops has a method of its own. While a dump is opened they are long, and V8 switches to compiled code in the middle of them and keeps it. If
  // anything came behind the loop in the same method, V8 would have to give the code up there at each later edit.

  #checkTouched(touched: Iterable<StoreNode>): void {
    for (const node of touched) {
      this.#byNode.set(node, this.#store.duplicated.has(node) ? this.#run(this.#nodeRules, node, this.#scene(NO_VIF)) : NOTHING);
    }
  }

  /**
   * Checks the vifs that share nothing with another vif.
   * @param waiting the directories to check; empty afterwards
   * @param later takes the others: their findings are known only when all vifs have claimed what they use
   */
  #checkAlone(waiting: Set<StoreNode>, later: Set<StoreNode>): void {
    for (const node of waiting) this.#checkVif(node, waiting, later);
  }

  /** @param waiting the directories to check; empty afterwards */
  #checkSharing(waiting: Set<StoreNode>): void {
    for (const node of waiting) this.#checkVif(node, waiting);
  }

  /**
   * Checks the two halves of a vif one after the other: each looks at both.
   * @param later takes the halves if they share something; undefined if everything has been claimed already
   */
  #checkVif(node: StoreNode, waiting: Set<StoreNode>, later?: Set<StoreNode>): void {
    waiting.delete(node);
    const peer = this.#model.peerOf(node);
    const halves = peer !== undefined && waiting.delete(peer) ? [node, peer] : [node];
    let isShared = false;
    if (later !== undefined) for (const half of halves) isShared = this.#model.claim(half) || isShared;
    for (const half of halves) {
      if (isShared) later?.add(half);
      else this.#checkHalf(half);
    }
    this.#model.forgetViews();
  }

  #checkHalf(node: StoreNode): void {
    const directory = this.#model.directory(node);
    this.#byDirectory.set(node, directory === undefined ? NOTHING : this.#findingsIn(directory, this.#model.vif(directory)));
  }

  #findingsIn(directory: Frontend | Backend, vif: Vif): readonly Finding[] {
    this.#checkedDirectories += 1;
    if (this.#model.mayBeMixed(directory.node)) return NOTHING;
    const scene = this.#scene(vif);
    const levelOf: LevelOf<FrontendRule | BackendRule | DeviceRule> = ({ gate }, base) => levelAt(gate, directory, base);
    const findings = directory.side === "frontend" ? this.#run(this.#rulesFor(directory), directory, scene, levelOf) : this.#run(this.#backendRules, directory, scene, levelOf);
    return findings.length === 0 ? NOTHING : withErrorNodeText(findings, scene, this.#kernel);
  }

  #rulesFor(frontend: Frontend): readonly Speaking<FrontendRule | DeviceRule>[] {
    return levelAt("negotiation", frontend, "error") === undefined ? this.#lastingFrontendRules : this.#frontendRules;
  }

  /** @param scene shared by many lines: a finding keeps it for its fixes, and there may be millions of them */
  #checkLine(line: Line<StoreNode>, scene = this.#scene(NO_VIF)): void {
    const rules = line.syntax.isPrinted ? NOTHING : this.#lineRules.filter(({ rule }) => rule.concerns(line.syntax));
    this.#byLine.set(line, this.#run(rules, line, scene));
  }

  #run<Subject, AnyRule extends RuleOn<Subject>>(
    rules: readonly Speaking<AnyRule>[],
    subject: Subject,
    scene: Scene,
    levelOf: LevelOf<AnyRule> = (_, base) => base,
  ): readonly Finding[] {
    let findings: readonly Finding[] = [];
    for (let at = 0; at < rules.length; at += 1) {
      const one = rules[at] as Speaking<AnyRule>;
      const { rule } = one;
      try {
        const reports = rule.check(subject, scene);
        // Not as arguments of `push`: there may be too many for a call.
        if (reports.length > 0) findings = [...findings, ...findingsOf(one, reports, levelOf)];
      } catch (error) {
        this.#failed(rule.code, error);
      }
    }
    return findings;
  }

  #scene({ frontend, backend }: Vif): Scene {
    return { text: this.#store.text, resources: this.#model.resources, frontend, backend, draft: this.#draft };
  }
}

function speaking<AnyRule extends Rule>(rules: readonly AnyRule[], settings: RuleSettings): Speaking<AnyRule>[] {
  return rules.flatMap((rule) => {
    const base = settings.get(rule.code) ?? rule.level;
    return base === "off" ? [] : { rule, base };
  });
}

const NOTHING: readonly never[] = [];

function findingsOf<AnyRule extends RuleOn<never>>({ rule, base }: Speaking<AnyRule>, reports: readonly Report[], levelOf: LevelOf<AnyRule>): Finding[] {
  return reports.flatMap(({ at, message, related = NOTHING, fixes = () => NOTHING, explains, atMost = base }) => {
    const level = levelOf(rule, milder(base, atMost));
    return level === undefined ? [] : { code: rule.code, level, at, message, related, fixes, explains };
  });
}
