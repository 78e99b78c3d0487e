/** The limits that both sides enforce: the replica so that nothing is refused, the server because it must. */

export const limits = {
  /** Edits in one request. */
  editsPerRequest: 200,
  /** Lists in one request. */
  listsPerRequest: 20,
  /** A request body, in bytes. */
  requestBytes: 256 * 1024,
  /** One register's value as JSON, in bytes. */
  valueBytes: 64 * 1024,
  /** Registers in one edit. */
  registersPerEdit: 64,
  /** How far a request's idea of the server's time may be off, in milliseconds. */
  clockSkewMs: 120_000,
  /** How far a stamp may be ahead of the time its request was sent, in milliseconds. */
  stampLeadMs: 300_000,
  /** How long an attempt may take before it counts as failed, in milliseconds. */
  requestTimeoutMs: 15_000,
} as const;
