/**
 * `POST /api/sync`, upwards: what a replica knows of each list, and the edits the server has not acknowledged.
 *
 * Push and pull are one message. Edits are parsed one by one (edit.ts), so that one bad edit does not hold up the
 * others; everything else of the request must be right.
 */

import * as v from 'valibot';
import { limits } from '../domain/limits.ts';
import {
  accountIdSchema,
  listIdSchema,
  millisecondsSchema,
  revisionSchema,
  tokenSchema,
} from './fields.ts';

/**
 * How far into a list a replica has read: `[epoch, rev, gcRev, headRev, tag]`.
 *
 * `headRev` and `tag` name the newest accepted push it has seen; a server that does not know that push is not the
 * server the replica talked to before.
 */
export const cursorSchema = v.tuple([
  tokenSchema,
  revisionSchema,
  revisionSchema,
  revisionSchema,
  tokenSchema,
]);

export const listRequestSchema = v.object({
  /** The list. */
  l: listIdSchema,
  c: cursorSchema,
  /**
   * First load only, of a replica that holds nothing of the list: 0, then what the first answer's `h` said. Emptied
   * tombstones of before the load are left out.
   */
  h: v.optional(revisionSchema),
  /** Edits as in edit.ts. */
  e: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(limits.editsPerRequest))),
  /** 1 on the first push of a list that was made on this device. */
  new: v.optional(v.literal(1)),
  /** 1 asks for the digest of the list. */
  dg: v.optional(v.literal(1)),
});

export const syncRequestSchema = v.object({
  /** The protocol's version. */
  v: revisionSchema,
  /** The replica's estimate of the server's time when it sent this, in milliseconds since 1970. */
  t: millisecondsSchema,
  /**
   * The account whose edits these are. A cookie can be exchanged under a replica, and lists may be shared by both
   * accounts: edits are stored under the one that made them or not at all. Left out where the account's own list is
   * asked for, which names it too.
   */
  a: v.optional(accountIdSchema),
  ls: v.pipe(v.array(listRequestSchema), v.minLength(1), v.maxLength(limits.listsPerRequest)),
});

export type Cursor = Readonly<v.InferOutput<typeof cursorSchema>>;
export type ListRequest = v.InferOutput<typeof listRequestSchema>;
export type SyncRequest = v.InferOutput<typeof syncRequestSchema>;

/** The cursor of a replica that has read nothing of the list. */
export const CURSOR_START: Cursor = ['', 0, 0, 0, ''];
