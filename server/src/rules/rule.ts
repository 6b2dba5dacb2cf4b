import type { Draft } from "../dump/draft";
import type { Line } from "../dump/line";
import type { LineSyntax } from "../dump/line-syntax";
import type { Text } from "../dump/text";
import type { Backend } from "../netif/backend";
import type { Refusal } from "../netif/forecast/refusal";
import type { Frontend } from "../netif/frontend";
import type { SharedResources } from "../netif/shared-resources";
import type { StoreNode } from "../store/node";
import type { EntrySpan } from "../store/spans";
import type { Gate } from "./gate";
import type { Level } from "./level";

/** Another place that helps to understand a report. */
export interface Related {
  readonly at: EntrySpan;
  readonly message: string;
  /** Whether it is a name that may be what is wrong: the fixes that change it are offered there too. */
  readonly isMisspelt?: true;
}

/** A way to fix a fault. */
export interface Fix {
  /** A command: "Generate queue-1". */
  readonly title: string;
  readonly draft: Draft<StoreNode>;
  /** Whether it is the best one for its fault. */
  readonly preferred?: boolean;
  /** Its title says how many queues there will be, which may be fewer than connect now. */
  readonly namesQueues?: boolean;
}

/** One fault, at the narrowest useful place. */
export interface Report {
  readonly at: EntrySpan;
  /** What is wrong, then what follows in practice. */
  readonly message: string;
  readonly related?: readonly Related[];
  /** Its level, where that is milder than the level of the rule. */
  readonly atMost?: Level | undefined;
  /** Ways to fix it, worked out when somebody asks for them. */
  readonly fixes?: () => Iterable<Fix>;
  /**
   * Whether netback refuses the vif because of this fault: the report then quotes the text of its error node. A sentence, which may be
   * empty, means yes, but the message alone does not show why; a report that returns true takes precedence.
   */
  readonly explains?: (refusal: Refusal) => boolean | string;
}

/** What `check` of a rule returns if there is nothing to report: one shared list, since nearly every run ends like that. */
export const NONE: readonly Report[] = [];

/** What a rule may look at in addition to its subject. Of other vifs it sees only what `resources` tell, in forecasts too: when anything else of them changes, it is not asked again. */
export interface Scene {
  readonly text: Text<StoreNode>;
  readonly resources: SharedResources;
  /** The halves of the vif, as far as the dump holds them. */
  readonly frontend: Frontend | undefined;
  readonly backend: Backend | undefined;
  draft(): Draft<StoreNode>;
}

interface RuleFacts {
  /** Stable: users put it into settings, and into the comments that silence it. */
  readonly code: string;
  readonly level: Level;
  /** The sentences of the specification that it enforces. A rule without any comes from what drivers do. */
  readonly sentences?: readonly string[];
  /** What it says, in one line. */
  readonly summary: string;
}

/** A rule on one line, by its text alone. */
export interface LineRule extends RuleFacts {
  readonly on: "line";
  /** Whether there can be anything to report, judged by the syntax. Never asked about printed lines (`isPrinted`). */
  concerns(syntax: LineSyntax): boolean;
  check(line: Line<StoreNode>, scene: Pick<Scene, "text" | "draft">): readonly Report[];
}

/** A rule on a node that several lines hold. */
export interface NodeRule extends RuleFacts {
  readonly on: "duplicated node";
  check(node: StoreNode, scene: Pick<Scene, "text" | "draft">): readonly Report[];
}

/** A rule on the frontend of a vif. */
export interface FrontendRule extends RuleFacts {
  readonly on: "frontend";
  readonly gate: Gate;
  check(frontend: Frontend, scene: Scene): readonly Report[];
}

/** A rule on the backend of a vif. */
export interface BackendRule extends RuleFacts {
  readonly on: "backend";
  readonly gate: Gate;
  check(backend: Backend, scene: Scene): readonly Report[];
}

/** A rule on either half of a vif. */
export interface DeviceRule extends RuleFacts {
  readonly on: "device";
  readonly gate: Gate;
  check(directory: Frontend | Backend, scene: Scene): readonly Report[];
}

/**
 * One thing that can be wrong. Its `check` returns everything that there is to report, in the order of the dump's keys if they have one, and `NONE` as soon as
 * nothing can be wrong any more: while a large dump is opened, it is asked about thousands of vifs, and nearly all of them are fine.
 */
export type Rule = LineRule | NodeRule | FrontendRule | BackendRule | DeviceRule;
