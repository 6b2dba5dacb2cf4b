/**
 * Works on several items at a time, and yields the results in the order of the items. Memory does not grow with their number.
 * @param ahead how many items may be under way, or done and not yet taken
 * @param work must not reject
 */
export async function* inOrder<Item, Result>(items: Iterable<Item>, ahead: number, work: (item: Item) => Promise<Result>): AsyncGenerator<Result> {
  const underway: Promise<Result>[] = [];
  for (const item of items) {
    underway.push(work(item));
    const first = underway.length < ahead ? undefined : underway.shift();
    if (first !== undefined) yield await first;
  }
  for (const rest of underway) yield await rest;
}
