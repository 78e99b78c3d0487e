/**
 * `/api/session`: a device shows that it holds its key and gets a cookie, without asking the person anything.
 *
 * The same request creates the account the first time and resumes it every other time, so it may be lost and repeated.
 */

import { Hono } from 'hono';
import * as v from 'valibot';
import { limits } from '../../domain/limits.ts';
import type { SessionAnswer } from '../../protocol/session-answer.ts';
import { sessionRequestSchema } from '../../protocol/session-request.ts';
import { openSession } from '../account-session.ts';
import { proveDevice } from '../device-proof.ts';
import { methodNotAllowed, problemAnswer } from '../problem-answer.ts';
import { readJson } from '../request-body.ts';
import type { ServerPorts } from '../server-ports.ts';
import { accountOf, sessionOf } from '../session.ts';
import { writeToken } from '../session-cookie.ts';

export function sessionRoute(ports: ServerPorts) {
  return new Hono()
    .get('/', async (c) => {
      const nowMs = ports.nowMs();
      const session = await sessionOf(ports, c, nowMs);
      const account = session && (await accountOf(ports, session.accountId));
      if (!account) return problemAnswer('auth', nowMs);
      const lastSeenDay = session.lastUsedDay;
      const answer: SessionAnswer = { ...account, ...(lastSeenDay && { lastSeenDay }), now: nowMs };
      return c.json(answer, 200);
    })
    .post('/', async (c) => {
      const body = await readJson(c.req.raw);
      const nowMs = ports.nowMs();
      if (body.kind === 'refused') return problemAnswer(body.code, nowMs, body);
      const parsed = v.safeParse(sessionRequestSchema, body.json, { abortEarly: true });
      if (!parsed.success) return problemAnswer('type', nowMs);
      const skewMs = Math.abs(nowMs - parsed.output.proof.t);
      if (skewMs > limits.clockSkewMs) return problemAnswer('clock', nowMs);
      const device = await proveDevice(parsed.output, ports.origin);
      if (device.kind === 'refused') return problemAnswer(device.code, nowMs);

      const { accountId, inboxId } = parsed.output;
      const session = await sessionOf(ports, c, nowMs);
      const applicant = { accountId, inboxId, deviceId: device.deviceId, session, nowMs };
      const opened = await openSession(ports, applicant);
      if (!opened) return problemAnswer('auth', nowMs);
      writeToken(c, ports.origin, opened.token);
      const answer: SessionAnswer = { ...opened.account, now: nowMs };
      return c.json(answer, 200);
    })
    .all('/', () => methodNotAllowed(ports.nowMs(), 'GET, HEAD, POST'));
}
