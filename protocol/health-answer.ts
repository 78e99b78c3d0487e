/** The answer of `GET /api/health`: the server runs and its database answers. */

import * as v from 'valibot';
import { millisecondsSchema } from './fields.ts';

export const healthAnswerSchema = v.object({
  ok: v.literal(true),
  /** The protocol's version. */
  version: v.number(),
  now: millisecondsSchema,
});

export type HealthAnswer = v.InferOutput<typeof healthAnswerSchema>;
