import { describeValue, type KeyGroup, type NetifKey, ownerAt, type Place } from "../server/src/netif/key";
import { COLO_KEYS } from "../server/src/netif/keys/colo";
import { KEY_GROUPS } from "../server/src/netif/keys";

const PLACE: Readonly<Record<Place, string>> = { frontend: "frontend", backend: "backend", queue: "queue" };

/** Escapes prose for Markdown; what stands in backticks is code and stays as it is. An underscore within a word is harmless. */
const prose = (text: string): string =>
  text.split(/(`[^`]*`)/).map((part) => (part.startsWith("`") ? part : part.replace(/[\\<>*[\]]|(?<!\w)_|_(?!\w)/g, "\\$&"))).join("");

const cell = (text: string): string => prose(text).replace(/\|/g, "\\|");

function owners(key: NetifKey): string {
  const written = key.places.map((place) => ({ place, owner: ownerAt(key, place) ?? "nobody" }));
  const distinct = new Set(written.map(({ owner }) => owner));
  if (distinct.size === 1) return written[0]?.owner ?? "";
  if (written.every(({ place, owner }) => place === owner)) return "each end";
  return written.map(({ place, owner }) => `${owner} (${PLACE[place]})`).join(", ");
}

const places = (key: NetifKey): string => key.places.map((place) => PLACE[place]).join(", ");

function since({ xen, linux, note }: NetifKey["since"]): string {
  const releases = [...(xen === undefined ? [] : [`Xen ${xen}`]), ...(linux === undefined ? [] : [`Linux ${linux}`])].join(", ");
  if (releases === "") return `Standing: ${note ?? "unknown"}`;
  return `Since: ${releases}${note === undefined ? "" : `; ${note}`}`;
}

function section(key: NetifKey): string {
  const facts = [
    `Stands in: ${places(key)}`,
    `Written by: ${owners(key)}`,
    `Value: ${describeValue(key.type)}`,
    `If absent: ${key.absent}`,
    since(key.since),
    ...(key.sentences.length === 0 ? [] : [`Sentences: ${key.sentences.join(", ")}`]),
    `Sources: ${key.sources.join("; ")}`,
  ];
  return [
    `### \`${key.name}\``,
    prose(key.description),
    ...(key.caveat === undefined ? [] : [`**Beware:** ${prose(key.caveat)}`]),
    facts.map((fact) => `- ${prose(fact)}`).join("\n"),
  ].join("\n\n");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** The many keys of COLO say little each: a table holds them. */
const coloTable = (group: KeyGroup): string => [
  "Settings of COLO, which keeps a second copy of a guest running on another host. The toolstack writes them into the backend directory; neither driver reads them.",
  table(["key", "what it is"], group.keys.map((key) => [
    `\`${key.name}\``,
    cell(key.caveat === undefined ? key.description : `${key.description} ${key.caveat}`),
  ])),
].join("\n\n");

const groupText = (group: KeyGroup): string =>
  [`## ${group.title}`, ...(group === COLO_KEYS ? [coloTable(group)] : group.keys.map(section))].join("\n\n");

/** The manual of keys, as docs/keys.md holds it. */
export function renderKeyDocs(): string {
  const overview = KEY_GROUPS.filter((group) => group !== COLO_KEYS).flatMap((group) =>
    group.keys.map((key) => [`\`${key.name}\``, places(key), owners(key), cell(describeValue(key.type)), cell(key.absent)]),
  );
  return `${[
    "# Keys of a vif",
    "<!-- Generated from server/src/netif/keys by `npm run docs`. Change the table, not this file. -->",
    "What the extension knows about each key that a Xen network card (vif) has in XenStore. Hover and completion show the same text.",
    "`frontend` is the guest's directory `/local/domain/<domid>/device/vif/<devid>`, `queue` a directory `queue-N` in it, `backend` the directory that the key `backend` names. S and E numbers are the sentences of the specification, the multi-queue and event channel sections of Xen's `netif.h`, that the rules cite.",
    table(["key", "stands in", "written by", "value", "if absent"], overview),
    ...KEY_GROUPS.map(groupText),
  ].join("\n\n")}\n`;
}
