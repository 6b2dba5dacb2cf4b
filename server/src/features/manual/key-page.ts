import { describeValue, type NetifKey, ownerAt } from "../../netif/key";

/** Escapes prose for Markdown; what stands in backticks is code and stays as it is. An underscore within a word is harmless. */
export function escapeProse(text: string): string {
  const parts = text.split(/(`[^`]*`)/);
  return parts.map((part) => (part.startsWith("`") ? part : part.replace(/[\\<>*[\]]|(?<!\w)_|_(?!\w)/g, "\\$&"))).join("");
}

/** Says where a key belongs: "frontend, queue". */
export function placesOf(key: NetifKey): string {
  return key.places.join(", ");
}

/** Says who writes a key; for each place if that differs. */
export function ownersOf(key: NetifKey): string {
  const written = key.places.map((place) => ({ place, owner: ownerAt(key, place) ?? "nobody" }));
  const distinct = new Set(written.map(({ owner }) => owner));
  if (distinct.size === 1) return written[0]?.owner ?? "";
  if (written.every(({ place, owner }) => place === owner)) return "each end";
  return written.map(({ place, owner }) => `${owner} (${place})`).join(", ");
}

/**
 * Describes all that is known about a key, independent of any dump.
 * @returns Markdown: a paragraph or two, and a list of facts
 */
export function keyPage(key: NetifKey): string {
  const facts = [
    `Found in: ${placesOf(key)}`,
    `Written by: ${ownersOf(key)}`,
    `Value: ${describeValue(key.type)}`,
    `If absent: ${key.absent}`,
    since(key.since),
    ...(key.sentences === undefined ? [] : [`Sentences: ${key.sentences.join(", ")}`]),
    `Sources: ${key.sources.join("; ")}`,
  ];
  return [
    escapeProse(key.description),
    ...(key.caveat === undefined ? [] : [`**Beware:** ${escapeProse(key.caveat)}`]),
    facts.map((fact) => `- ${escapeProse(fact)}`).join("\n"),
  ].join("\n\n");
}

function since({ xen, linux, note }: NetifKey["since"]): string {
  const releases = [...(xen === undefined ? [] : [`Xen ${xen}`]), ...(linux === undefined ? [] : [`Linux ${linux}`])].join(", ");
  if (releases === "") return `Standing: ${note ?? "unknown"}`;
  return `Since: ${releases}${note === undefined ? "" : `; ${note}`}`;
}
