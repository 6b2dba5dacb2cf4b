const NOTHING: readonly never[] = [];

/**
 * Collects what `say` returns for each item in one list, like `flatMap`. That takes several times as long, and makes a list even if there is nothing to
 * collect; but this is called for every vif of a host, mostly in vain. The loops use an index, like others that go through every vif of a host, or through
 * all lines while a dump is opened: `for`-`of` makes an object for each item until V8 has optimized the function.
 */
export function gather<Item, Said>(items: readonly Item[], say: (item: Item) => readonly Said[]): readonly Said[] {
  let all: Said[] | undefined;
  for (let at = 0; at < items.length; at += 1) {
    const said = say(items[at] as Item);
    if (said.length === 0) continue;
    all ??= [];
    for (let index = 0; index < said.length; index += 1) all.push(said[index] as Said);
  }
  return all ?? NOTHING;
}
