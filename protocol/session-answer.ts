/** The answer of `GET` and `POST /api/session`: whose session the cookie is. No token is ever in a body. */

import * as v from 'valibot';
import { accountIdSchema, daySchema, listIdSchema, millisecondsSchema } from './fields.ts';

export const sessionAnswerSchema = v.object({
  accountId: accountIdSchema,
  inboxId: listIdSchema,
  /** The day the account was last in touch before this, `YYYY-MM-DD`; absent when it never was. */
  lastSeenDay: v.optional(daySchema),
  /** The server's time, in milliseconds since 1970. */
  now: millisecondsSchema,
});

export type SessionAnswer = v.InferOutput<typeof sessionAnswerSchema>;
