import { escapeProse, keyPage, ownersOf, placesOf } from "../server/src/features/manual/key-page";
import { describeValue, type KeyGroup } from "../server/src/netif/key";
import { COLO_KEYS } from "../server/src/netif/keys/colo";
import { KEY_GROUPS, NETIF_KEYS } from "../server/src/netif/keys";

const cell = (text: string): string => escapeProse(text).replace(/\|/g, "\\|");

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** There are many COLO keys with little to say about each, so they share a table. */
const coloTable = (group: KeyGroup): string => [
  "Settings of COLO, which keeps a second copy of a guest running on another host. The toolstack writes them into the backend directory; neither driver reads them.",
  table(["key", "what it is"], group.keys.map((key) => [
    `\`${key.name}\``,
    cell(key.caveat === undefined ? key.description : `${key.description} ${key.caveat}`),
  ])),
].join("\n\n");

const groupText = (group: KeyGroup): string =>
  [`## ${group.title}`, ...(group === COLO_KEYS ? [coloTable(group)] : group.keys.map((key) => `### \`${key.name}\`\n\n${keyPage(key)}`))].join("\n\n");

/** Puts the number of keys into the README. */
export function withKeyCount(readme: string): string {
  return readme.replace(/each of the \d+ keys/, `each of the ${NETIF_KEYS.size} keys`);
}

/** What the TextMate grammar matches as a key of a vif. Queues have a pattern of their own. */
export function grammarOfKeys(): string {
  const names = [...NETIF_KEYS.keys()].filter((name) => name !== "queue-N").toSorted();
  return `(?<![-0-9A-Za-z_@])(?:${names.join("|")})(?![-0-9A-Za-z_@])`;
}

/** The manual of keys, as docs/keys.md holds it. */
export function renderKeyDocs(): string {
  const overview = KEY_GROUPS.filter((group) => group !== COLO_KEYS).flatMap((group) =>
    group.keys.map((key) => [`\`${key.name}\``, placesOf(key), ownersOf(key), cell(describeValue(key.type)), cell(key.absent)]),
  );
  return `${[
    "# Keys of a vif",
    "<!-- Generated from server/src/netif/keys by `npm run docs`. Change the table, not this file. -->",
    "What the extension knows about each key that a Xen network card (vif) has in XenStore. Hover and completion show the same text.",
    "`frontend` is the guest's directory `/local/domain/<domid>/device/vif/<devid>`, `queue` a directory `queue-N` in it, `backend` the directory that the key `backend` names. S and E numbers are the sentences of the specification, the multi-queue and event channel sections of Xen's `netif.h`, that the rules cite.",
    table(["key", "found in", "written by", "value", "if absent"], overview),
    ...KEY_GROUPS.map(groupText),
  ].join("\n\n")}\n`;
}
