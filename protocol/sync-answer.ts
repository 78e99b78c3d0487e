/**
 * `POST /api/sync`, downwards: one part for each list of the request, in its order, each succeeding or failing alone.
 *
 * A part without `code` acknowledges every edit of its list but those in `no`. An empty part says that nothing was
 * pushed and nothing has changed.
 */

import * as v from 'valibot';
import {
  itemIdSchema,
  jsonSchema,
  millisecondsSchema,
  passableKeySchema,
  revisionSchema,
  stampSchema,
  tokenSchema,
} from './fields.ts';

const registerSchema = v.strictTuple([jsonSchema, stampSchema]);
/** The keys are any that a later version may write. */
const registersSchema = v.record(passableKeySchema, registerSchema);

/** `[itemId, rev, registers]`, or `[itemId, rev]` when the replica already holds exactly that item. */
export const changeSchema = v.union([
  v.strictTuple([itemIdSchema, revisionSchema, registersSchema]),
  v.strictTuple([itemIdSchema, revisionSchema]),
]);

/**
 * Why the server will never take an edit: its to-do is gone, it is too large, it is malformed, or the account may only
 * read the list.
 */
export const rejectionReasonSchema = v.picklist(['gone', 'size', 'type', 'role']);

export const listAnswerSchema = v.object({
  /** A part with a code this version does not know is no acknowledgement: the whole answer is not understood. */
  code: v.optional(v.custom<never>(() => false)),
  /** The revision read up to; absent when nothing changed. */
  to: v.optional(revisionSchema),
  /** `[rev, tag]` of the newest accepted push up to `to`. */
  hd: v.optional(v.strictTuple([revisionSchema, tokenSchema])),
  /** The list's epoch, when it is not the one of the request's cursor. */
  ep: v.optional(tokenSchema),
  /** The revision and time up to which tombstones were purged, when not those of the request's cursor. */
  gc: v.optional(revisionSchema),
  gm: v.optional(millisecondsSchema),
  ch: v.optional(v.array(changeSchema)),
  /** Edits that are refused for good: index in the request, and why. */
  no: v.optional(v.array(v.strictTuple([revisionSchema, rejectionReasonSchema]))),
  /** 1 when there are more changes after `to`. */
  m: v.optional(v.picklist([1])),
  /** With the first of several pages: how many items there are in all of them, and what to send as `h` for the others. */
  n: v.optional(revisionSchema),
  h: v.optional(revisionSchema),
  /** What was asked for by `dg`: the list as of `to`, see domain/digest.ts. */
  dg: v.optional(v.strictTuple([revisionSchema, revisionSchema])),
});

/** This list was not synced: nothing was stored, nothing may be dropped. */
export const listFailureSchema = v.object({
  code: v.picklist(['reset', 'member', 'unknown', 'clock']),
  ep: v.optional(tokenSchema),
});

export const listPartSchema = v.union([listFailureSchema, listAnswerSchema]);

export const syncAnswerSchema = v.object({
  /** The server's time, in milliseconds since 1970. */
  now: millisecondsSchema,
  ls: v.array(listPartSchema),
});

export type Change = v.InferOutput<typeof changeSchema>;
export type RejectionReason = v.InferOutput<typeof rejectionReasonSchema>;
export type ListAnswer = v.InferOutput<typeof listAnswerSchema>;
export type ListFailure = v.InferOutput<typeof listFailureSchema>;
export type SyncAnswer = v.InferOutput<typeof syncAnswerSchema>;
