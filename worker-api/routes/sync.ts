/** `POST /api/sync`: push and pull, list by list. */

import { Hono } from 'hono';
import * as v from 'valibot';
import { accountListId } from '../../domain/ids.ts';
import type { AccountId } from '../../domain/ids.ts';
import { limits } from '../../domain/limits.ts';
import { syncRequestSchema } from '../../protocol/sync-request.ts';
import type { SyncRequest } from '../../protocol/sync-request.ts';
import { OLDEST_VERSION, PROTOCOL_VERSION } from '../../protocol/version.ts';
import { syncList } from '../list-sync.ts';
import { methodNotAllowed, problemAnswer } from '../problem-answer.ts';
import { readJson } from '../request-body.ts';
import type { ServerPorts } from '../server-ports.ts';
import { noteUse, sessionOf } from '../session.ts';

export function syncRoute(ports: ServerPorts) {
  return new Hono()
    .post('/', async (c) => {
      const body = await readJson(c.req.raw);
      const nowMs = ports.nowMs();
      if (body.kind === 'refused') return problemAnswer(body.code, nowMs, body);
      if (isOfUnknownVersion(body.json)) return problemAnswer('upgrade', nowMs);
      const parsed = v.safeParse(syncRequestSchema, body.json, { abortEarly: true });
      if (!parsed.success) return problemAnswer('type', nowMs);
      const session = await sessionOf(ports, c, nowMs);
      const { t: sentMs, ls: lists } = parsed.output;
      if (!session || !isOf(session.accountId, parsed.output)) return problemAnswer('auth', nowMs);
      if (Math.abs(nowMs - sentMs) > limits.clockSkewMs) return problemAnswer('clock', nowMs);

      await noteUse(ports, session, nowMs);
      const context = { ...session, sentMs, nowMs };
      const parts = await Promise.all(lists.map((list) => syncList(ports, context, list)));
      const partsJson = parts.map(({ json }) => json);
      const [first] = parts;
      if (first?.code && parts.every(({ code }) => code)) {
        return problemAnswer(first.code, nowMs, { partsJson });
      }
      return c.body(`{"now":${nowMs},"ls":[${partsJson.join()}]}`, 200, {
        'Content-Type': 'application/json',
      });
    })
    .all('/', () => methodNotAllowed(ports.nowMs(), 'POST'));
}

/** An account's own list names it as well as `a` does. */
function isOf(accountId: AccountId, { a, ls }: SyncRequest): boolean {
  const own = accountListId(accountId);
  return (a ?? accountId) === accountId && ls.every(({ l }) => !l.startsWith('u:') || l === own);
}

/** Looked at before anything else: another version may mean something else by every other field. */
function isOfUnknownVersion(json: unknown): boolean {
  return (
    typeof json === 'object' &&
    json !== null &&
    'v' in json &&
    typeof json.v === 'number' &&
    (json.v < OLDEST_VERSION || json.v > PROTOCOL_VERSION)
  );
}
