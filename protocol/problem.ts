/**
 * The closed list of problems (RFC 9457). A problem never repeats what was sent.
 *
 * Only a per-edit verdict inside a successful answer rejects an edit for good; after a problem nothing local changes.
 */

import * as v from 'valibot';
import { millisecondsSchema, revisionSchema } from './fields.ts';
import { problemCodes } from './problem-codes.ts';
import { listPartSchema } from './sync-answer.ts';

export const problemSchema = v.object({
  /** `/problems/` and the code. */
  type: v.string(),
  title: v.string(),
  status: revisionSchema,
  code: v.picklist(problemCodes),
  /** The server's time, in milliseconds since 1970. */
  now: millisecondsSchema,
  retryAfterMs: v.optional(millisecondsSchema),
  /** The parts of a sync request of which every one failed. */
  ls: v.optional(v.array(listPartSchema)),
});

export type Problem = v.InferOutput<typeof problemSchema>;
