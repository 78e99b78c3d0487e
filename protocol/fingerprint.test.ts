/**
 * Fails when a message changed and the protocol's version did not.
 *
 * If the change is one that every released client and server can live with (a new optional field that the other side
 * may ignore), replace the fingerprint here. Otherwise raise PROTOCOL_VERSION in version.ts, keep reading the version
 * before, and then replace it.
 */

import { createHash } from 'node:crypto';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { editSchema } from './edit.ts';
import { healthAnswerSchema } from './health-answer.ts';
import { problemSchema } from './problem.ts';
import { sessionAnswerSchema } from './session-answer.ts';
import { sessionRequestSchema } from './session-request.ts';
import { syncAnswerSchema } from './sync-answer.ts';
import { syncRequestSchema } from './sync-request.ts';
import { PROTOCOL_VERSION } from './version.ts';

const messages = {
  editSchema,
  healthAnswerSchema,
  problemSchema,
  sessionAnswerSchema,
  sessionRequestSchema,
  syncAnswerSchema,
  syncRequestSchema,
};

test('the messages are those of this protocol version', () => {
  const schemas = Object.entries(messages).map(([name, schema]) => [
    name,
    toJsonSchema(schema, { errorMode: 'ignore' }),
  ]);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(schemas))
    .digest('hex')
    .slice(0, 16);
  expect(`${PROTOCOL_VERSION} ${fingerprint}`).toBe('1 221af31aa5a04284');
});
