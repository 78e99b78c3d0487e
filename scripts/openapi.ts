/**
 * The API's description, made from the same schemas that the server parses with, so that it cannot tell another story.
 * It is a file of the built site: the Worker carries no generator.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { isAccountId, isItemId, isListId } from '../domain/ids.ts';
import { isRegisterKey } from '../domain/register.ts';
import { isStamp } from '../domain/stamp.ts';
import { editSchema } from '../protocol/edit.ts';
import { isCount, isDay, isPassableKey, isToken } from '../protocol/field-guards.ts';
import { healthAnswerSchema } from '../protocol/health-answer.ts';
import { problemSchema } from '../protocol/problem.ts';
import { sessionAnswerSchema } from '../protocol/session-answer.ts';
import { sessionRequestSchema } from '../protocol/session-request.ts';
import { syncAnswerSchema } from '../protocol/sync-answer.ts';
import { syncRequestSchema } from '../protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';

/** The OpenAPI 3.1 document that is served at `/api/openapi.json`. */
export function openApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version: String(PROTOCOL_VERSION),
      description:
        'How a replica and a Holdfast server talk. docs/ explains what the messages mean.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: {
      '/api/health': {
        get: operation('Is the server up, and what time does it have?', { 200: 'HealthAnswer' }),
      },
      '/api/session': {
        get: operation(
          'Whose session is this? Creates nothing.',
          { 200: 'SessionAnswer' },
          SIGNED_IN,
        ),
        post: operation(
          'Create or resume the account that this device key belongs to, and get the session cookie.',
          { 200: 'SessionAnswer' },
          { body: 'SessionRequest' },
        ),
      },
      '/api/sync': {
        post: operation(
          'Push the outbox and pull what changed after the cursor, list by list.',
          { 200: 'SyncAnswer' },
          { ...SIGNED_IN, body: 'SyncRequest' },
        ),
      },
    },
    components: {
      schemas: {
        Edit: schemaOf(editSchema),
        HealthAnswer: schemaOf(healthAnswerSchema),
        Problem: schemaOf(problemSchema),
        SessionAnswer: schemaOf(sessionAnswerSchema),
        SessionRequest: schemaOf(sessionRequestSchema),
        SyncAnswer: schemaOf(syncAnswerSchema),
        SyncRequest: schemaOf(syncRequestSchema),
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-s' } },
    },
  };
}

interface OperationOptions {
  /** Name of the schema of the request's body. */
  readonly body?: string;
  readonly security?: readonly object[];
}

const SIGNED_IN: OperationOptions = { security: [{ session: [] }] };

function operation(
  summary: string,
  schemaByStatus: Readonly<Record<number, string>>,
  { body, security }: OperationOptions = {},
): object {
  const answers = Object.entries(schemaByStatus).map(([status, schema]) => [
    status,
    { description: 'Done.', content: content('application/json', schema) },
  ]);
  return {
    summary,
    ...(security && { security }),
    ...(body && { requestBody: { required: true, content: content('application/json', body) } }),
    responses: {
      ...Object.fromEntries(answers),
      default: {
        description: 'A problem (RFC 9457). Nothing was stored.',
        content: content('application/problem+json', 'Problem'),
      },
    },
  };
}

function content(mediaType: string, schema: string): object {
  return { [mediaType]: { schema: { $ref: `#/components/schemas/${schema}` } } };
}

function schemaOf(schema: v.GenericSchema): object {
  const { $schema: _, ...described } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) => wordsFor(valibotSchema),
  });
  return described;
}

/** What a check written in TypeScript cannot say of itself. */
function wordsFor(schema: object): object | undefined {
  if ('type' in schema && schema.type === 'unknown') return { $ref: '#/components/schemas/Edit' };
  return 'check' in schema ? PATTERN_BY_CHECK.get(schema.check) : undefined;
}

const id = { type: 'string', pattern: '^[A-Za-z0-9_-]{16}$' };

const PATTERN_BY_CHECK = new Map<unknown, object>([
  [isAccountId, id],
  [isItemId, { type: 'string', pattern: '^([A-Za-z0-9_-]{16}|_list)$' }],
  [isListId, { type: 'string', pattern: '^(u:)?[A-Za-z0-9_-]{16}$' }],
  [isCount, { type: 'integer', minimum: 0 }],
  [isToken, { type: 'string', pattern: '^[A-Za-z0-9_-]{0,16}$' }],
  [isDay, { type: 'string', format: 'date' }],
  [
    isRegisterKey,
    { type: 'string', pattern: '^([a-z]{1,2}|g\\.[A-Za-z0-9_-]{1,256}|j\\.[A-Za-z0-9_-]{16})$' },
  ],
  [isPassableKey, { type: 'string', pattern: '^[a-z][A-Za-z0-9_.-]*$' }],
  [isStamp, { ...id, description: 'A hybrid logical clock value; compared as a string.' }],
]);
