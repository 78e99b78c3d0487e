/** How long the server keeps what time alone takes away. A file of its own, because no device need download it. */

export const retention = {
  /** How long the server remembers every push that it accepted, in milliseconds. */
  pushMemoryMs: 45 * 86_400_000,
  /** How long what was deleted rests in Trash before it is emptied, in milliseconds. */
  trashMs: 30 * 86_400_000,
  /** How long an emptied item stays as a tombstone, in milliseconds. */
  tombstoneMs: 400 * 86_400_000,
  /** How long every overwritten value is kept, in milliseconds; the newest of a register are kept for ever. */
  historyMs: 90 * 86_400_000,
  historyValues: 20,
} as const;
