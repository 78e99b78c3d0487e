/**
 * The server: what every answer carries, who may ask, and where each path goes.
 *
 * Each answer of ours is either a resource's or a problem from the closed list; nothing that was sent comes back in one.
 */

import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ProblemCode } from '../protocol/problem-codes.ts';
import { answerHeaders } from './answer-headers.ts';
import { problemAnswer } from './problem-answer.ts';
import { sameOriginOnly } from './request-origin.ts';
import { healthRoute } from './routes/health.ts';
import { sessionRoute } from './routes/session.ts';
import { siteRoute } from './routes/site.ts';
import { syncRoute } from './routes/sync.ts';
import { DatabaseBusyError } from './run-batch.ts';
import type { ServerPorts } from './server-ports.ts';

/** @throws {RangeError} when the origin is one that a session must not be given to. */
export function createApp(ports: ServerPorts): Hono {
  assertOrigin(ports.origin);
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(answerHeaders)) c.header(name, value);
  });
  app.use('/api/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  });
  // Rate limits belong here, before anything is read or looked up.
  app.use('/api/session', sameOriginOnly(ports));
  app.use('/api/sync', sameOriginOnly(ports));
  app.route('/api/health', healthRoute(ports));
  app.route('/api/session', sessionRoute(ports));
  app.route('/api/sync', syncRoute(ports));
  app.route('/', siteRoute(ports));
  app.onError((error) => {
    const { code, status, retryAfterMs } = failureOf(error, ports);
    if (status >= 500) ports.reportError(error);
    return problemAnswer(code, ports.nowMs(), { status, ...(retryAfterMs && { retryAfterMs }) });
  });
  return app;
}

/** A cookie without `Secure` is for this machine only. */
function assertOrigin(origin: string): void {
  const { protocol, hostname, origin: exact } = new URL(origin);
  const isLocal = protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname);
  if (exact === origin && (isLocal || protocol === 'https:')) return;
  throw new RangeError('HOLDFAST_ORIGIN must be https://… or http://localhost…, without a path');
}

interface Failure {
  readonly code: ProblemCode;
  readonly status: number;
  readonly retryAfterMs?: number;
}

function failureOf(error: unknown, { randomBytes }: ServerPorts): Failure {
  if (error instanceof HTTPException && error.status < 500) {
    return { code: error.status === 413 ? 'size' : 'type', status: error.status };
  }
  const [jitter = 0] = randomBytes(1);
  const retryAfterMs = RETRY_AFTER_MS + jitter * JITTER_STEP_MS;
  return { code: 'busy', status: error instanceof DatabaseBusyError ? 503 : 500, retryAfterMs };
}

/** Those who were turned away together must not come back together. */
const RETRY_AFTER_MS = 5000;
const JITTER_STEP_MS = 10;
