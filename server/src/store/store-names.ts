/** The names that show where a directory begins. What a store holds is known above it: `netif/store-names.ts` has them. */
export interface StoreNames {
  /** Matches the names of directories that a store, or the listing of a part of it, has at the top. */
  readonly top: RegExp;
  /** Two links, of which a directory has one. */
  readonly links: readonly [string, string];
}
