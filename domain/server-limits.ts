/** The limits that only a server enforces; no replica downloads them. */

export const serverLimits = {
  /** Accounts in one list, its owner included. */
  membersPerList: 50,
  /** Lists that one account may own. */
  listsPerAccount: 200,
  /** Nesting of a request body. */
  jsonDepth: 8,
  /** Items in one page of changes. */
  pageItems: 500,
  /** One item as JSON, in bytes: the database takes rows of 2 MB. */
  itemBytes: 1_000_000,
  /** Registers' text in one page of changes; a page always holds at least one item. */
  pageBytes: 1024 * 1024,
} as const;
