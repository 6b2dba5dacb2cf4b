const NOTHING: readonly never[] = [];

/**
 * What is said of each item, in one list: `flatMap` for what is asked of every vif of a host, and mostly in vain. That one takes several times as long, and
 * makes a list where nothing is said too.
 */
export function gather<Item, Said>(items: readonly Item[], say: (item: Item) => readonly Said[]): readonly Said[] {
  let all: Said[] | undefined;
  for (const item of items) {
    const said = say(item);
    if (said.length === 0) continue;
    all ??= [];
    for (const one of said) all.push(one);
  }
  return all ?? NOTHING;
}
