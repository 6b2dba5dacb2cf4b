import { t } from "../../l10n";
import type { AnalysedDump } from "../analysed-dump";
import type { Completion, Field, Fillable } from "./item";
import type { PathCursor } from "./cursor";
import { formAround } from "./place";

/** The numbers of queues for which a whole vif is offered. *Use N queues* then makes any other number of them. */
const QUEUES = [1, 2, 4];

/** How the labels of the completions begin. */
const LABEL = "vif";

const GUEST: Field = { fill: "1", stop: 1 };
const INDEX: Field = { fill: "0", stop: 2 };
const HOME: Field = { fill: "0", stop: 3 };
const MAC: Field = { fill: "00:16:3e:00:00:01", stop: 4 };
const LIMIT: Field = { fill: "4", stop: 5 };
const FIRST_OF_RINGS = 6;

/** A directory, or a key with its value. */
interface Template {
  readonly name: Fillable;
  readonly value: Fillable;
  readonly inside: readonly Template[];
}

/**
 * Both halves of a connected vif, to start a dump with: only at the beginning of a line on which nothing else stands.
 * They have the form of the lines around; if there are none, both forms are offered.
 */
export function wholeVifs(dump: AnalysedDump, { line, start, at, next }: PathCursor): Completion[] {
  const typed = line.text.slice(start, at);
  if (start > 0 || next !== "nothing" || !LABEL.startsWith(typed.slice(0, LABEL.length))) return [];
  const around = formAround(dump, line);
  const forms = (["flat", "tree"] as const).filter((form) => form === (around ?? form));
  return QUEUES.flatMap((queues) => forms.map((form) => wholeVif(queues, form))).filter(({ label }) => label.startsWith(typed));
}

function wholeVif(queues: number, form: "flat" | "tree"): Completion {
  const written: Fillable[] = [];
  write(store(queues), form, [], 0, written);
  return {
    kind: "vif",
    label: `${LABEL}${form === "tree" ? "-tree" : ""}${queues === 1 ? "" : `-${queues}-queues`}`,
    detail: queues === 1 ? t("both halves, one queue") : t("both halves, {0} queues", queues),
    text: [...written.flat(), { fill: "", stop: 0 }],
  };
}

/** Writes a line for each node, but in flat form none for what only leads to the halves. */
function write(nodes: readonly Template[], form: "flat" | "tree", above: Fillable, depth: number, written: Fillable[]): void {
  for (const { name, value, inside } of nodes) {
    const path = form === "tree" ? [" ".repeat(depth), ...name] : [...above, "/", ...name];
    if (form === "tree" || !isPassage(inside)) written.push([...path, ' = "', ...value, '"\n']);
    write(inside, form, path, depth + 1, written);
  }
}

/** Whether a directory only leads to others. */
function isPassage(inside: readonly Template[]): boolean {
  return inside.length > 0 && inside.every((below) => below.value.length === 0 && below.inside.length > 0);
}

function store(queues: number): Template[] {
  const backend = ["/local/domain/", HOME, "/backend/vif/", GUEST, "/", INDEX];
  const frontend = ["/local/domain/", GUEST, "/device/vif/", INDEX];
  const advertised = directory(
    [INDEX],
    key("frontend", ...frontend),
    key("frontend-id", GUEST),
    key("online", "1"),
    key("state", "4"),
    key("mac", MAC),
    key("handle", INDEX),
    key("hotplug-status", "connected"),
    key("feature-sg", "1"),
    key("feature-rx-copy", "1"),
    key("feature-split-event-channels", "1"),
    key("multi-queue-max-queues", LIMIT),
  );
  const requested = directory(
    [INDEX],
    key("backend", ...backend),
    key("backend-id", HOME),
    key("state", "4"),
    key("handle", INDEX),
    key("mac", MAC),
    key("multi-queue-num-queues", String(queues)),
    ...(queues === 1 ? rings(0) : Array.from({ length: queues }, (_, index) => directory([`queue-${index}`], ...rings(index)))),
    key("request-rx-copy", "1"),
    key("feature-sg", "1"),
    key("feature-rx-notify", "1"),
  );
  const domains = [
    directory([HOME], directory(["backend"], directory(["vif"], directory([GUEST], advertised)))),
    directory([GUEST], directory(["device"], directory(["vif"], requested))),
  ];
  return [directory(["local"], directory(["domain"], ...domains))];
}

/** The keys of a queue with references and ports that no other queue has. */
function rings(queue: number): Template[] {
  const [reference, port] = [8 + 4 * queue, 30 + 4 * queue];
  const fills = { "tx-ring-ref": reference, "rx-ring-ref": reference + 1, "event-channel-tx": port, "event-channel-rx": port + 1 };
  return Object.entries(fills).map(([name, fill], at) => key(name, { fill: String(fill), stop: FIRST_OF_RINGS + 4 * queue + at }));
}

function key(name: string, ...value: Fillable): Template {
  return { name: [name], value, inside: [] };
}

function directory(name: Fillable, ...inside: Template[]): Template {
  return { name, value: [], inside };
}
