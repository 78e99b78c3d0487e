/**
 * Where the changes made on this device are, in the order of what a person should hear first.
 *
 * `count` is always a number of to-dos with registers that the server has not acknowledged.
 */

export type SyncStatus =
  /** The device refused to store a change; it lives in memory only. */
  | { readonly kind: 'unstored'; readonly count: number }
  /** The server refused edits for good; they are kept for review. */
  | { readonly kind: 'review'; readonly count: number }
  /** Changes wait for something a person can do. */
  | { readonly kind: 'blocked'; readonly count: number; readonly sinceMs: number; readonly need: 'sign-in' | 'update' }
  | { readonly kind: 'sending'; readonly count: number }
  | { readonly kind: 'offline'; readonly count: number }
  /** The server is reachable and failing; Holdfast tries again by itself. */
  | { readonly kind: 'waiting'; readonly count: number; readonly sinceMs: number }
  /** Everything is on the server, as of that time. */
  | { readonly kind: 'saved'; readonly atMs: number }
  /** Nothing was ever written here. */
  | { readonly kind: 'empty' };
