/**
 * `POST /api/session`: a device shows that it holds its key, and gets a session cookie.
 *
 * The ids and the key are made on the device at the first edit, so the request creates the account the first time and
 * resumes it every other time, however often it is repeated.
 */

import * as v from 'valibot';
import { isItemId } from '../domain/ids.ts';
import type { ListId } from '../domain/ids.ts';
import { accountIdSchema, millisecondsSchema } from './fields.ts';

const isPlainListId = (value: unknown): boolean => isItemId(value) && value !== '_list';

export const sessionRequestSchema = v.object({
  accountId: accountIdSchema,
  inboxId: v.custom<ListId>(isPlainListId),
  /** The device key: a raw, uncompressed P-256 point (65 bytes), base64url. */
  publicKey: v.pipe(v.string(), v.regex(/^[\w-]{87}$/)),
  proof: v.object({
    /** The device's estimate of the server's time, in milliseconds since 1970. */
    t: millisecondsSchema,
    /** ECDSA with SHA-256 over the text of session-proof.ts, 64 bytes r||s, base64url. */
    signature: v.pipe(v.string(), v.regex(/^[\w-]{86}$/)),
  }),
});

export type SessionRequest = v.InferOutput<typeof sessionRequestSchema>;
