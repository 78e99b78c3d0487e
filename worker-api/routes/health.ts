/** `GET /api/health`: the server runs and its database answers. */

import { Hono } from 'hono';
import type { HealthAnswer } from '../../protocol/health-answer.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { methodNotAllowed } from '../problem-answer.ts';
import { ping } from '../queries/accounts.ts';
import { runBatch } from '../run-batch.ts';
import type { ServerPorts } from '../server-ports.ts';

export function healthRoute(ports: ServerPorts) {
  return new Hono()
    .get('/', async (c) => {
      await runBatch(ports, () => [ping(ports.db)]);
      const answer: HealthAnswer = { ok: true, version: PROTOCOL_VERSION, now: ports.nowMs() };
      return c.json(answer, 200);
    })
    .all('/', () => methodNotAllowed(ports.nowMs(), 'GET, HEAD'));
}
