/** The one table of limits. Both sides enforce it: the replica so that nothing is refused, the server because it must. */

export const limits = {
  /** Edits in one request. */
  editsPerRequest: 200,
  /** Lists in one request. */
  listsPerRequest: 20,
  /** Accounts in one list, its owner included. */
  membersPerList: 50,
  /** Lists that one account may own. */
  listsPerAccount: 200,
  /** A request body, in bytes. */
  requestBytes: 256 * 1024,
  /** One register's value as JSON, in bytes. */
  valueBytes: 64 * 1024,
  /** Registers in one edit. */
  registersPerEdit: 64,
  /** Nesting of a request body. */
  jsonDepth: 8,
  /** Items in one page of changes. */
  pageItems: 500,
  /** One item as JSON, in bytes: the database takes rows of 2 MB. */
  itemBytes: 1_000_000,
  /** Registers' text in one page of changes; a page always holds at least one item. */
  pageBytes: 1024 * 1024,
  /** How far a request's idea of the server's time may be off, in milliseconds. */
  clockSkewMs: 120_000,
  /** How far a stamp may be ahead of the time its request was sent, in milliseconds. */
  stampLeadMs: 300_000,
  /** How long an attempt may take before it counts as failed, in milliseconds. */
  requestTimeoutMs: 15_000,
} as const;
