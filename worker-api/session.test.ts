import { expect, test } from 'vitest';
import type { ListId } from '../domain/ids.ts';
import { openSession } from './account-session.ts';
import { createApp } from './app.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import type { ServerPorts } from './server-ports.ts';
import { ANNA, NOW_MS, portsOf, run } from './sync.fixture.ts';

const INBOX = 'inboxinboxinbox1' as ListId;
const DAY_MS = 86_400_000;

/** A server whose clock can be moved, and a cookie of Anna's. */
async function signedIn() {
  const clock = { ms: NOW_MS };
  const db = await memoryDatabase();
  const ports: ServerPorts = { ...portsOf(db), nowMs: () => clock.ms };
  const opened = await openSession(ports, {
    accountId: ANNA,
    inboxId: INBOX,
    deviceId: 'p'.repeat(43),
    session: undefined,
    nowMs: NOW_MS,
  });
  const app = createApp(ports);
  const headers = { Cookie: `s=${opened?.token}`, Origin: ports.origin };
  const whoAmI = async (more: Readonly<Record<string, string>> = {}) =>
    app.request('/api/session', { headers: { ...headers, ...more } });
  const sync = async () =>
    app.request('/api/sync', {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ v: 1, t: clock.ms, ls: [{ l: INBOX, c: ['', 0, 0, 0, ''] }] }),
    });
  return { clock, db, whoAmI, sync };
}

test('a session ends after 400 days', async () => {
  const { clock, whoAmI, sync } = await signedIn();
  clock.ms += 400 * DAY_MS - 1;
  expect((await whoAmI()).status).toBe(200);
  clock.ms += 1;
  expect((await whoAmI()).status).toBe(401);
  expect((await sync()).status).toBe(401);
});

test('C25 a session holds wherever its device is', async () => {
  const { whoAmI } = await signedIn();
  for (const address of ['192.0.2.1', '2001:db8::1']) {
    const headers = { 'CF-Connecting-IP': address, 'X-Forwarded-For': address };
    expect((await whoAmI(headers)).status).toBe(200);
  }
});

test('S39 a session knows the day it last synced; asking who one is changes nothing', async () => {
  const { clock, db, whoAmI, sync } = await signedIn();
  const ids = { accountId: ANNA, inboxId: INBOX };
  expect(await (await whoAmI()).json()).toEqual({ ...ids, now: clock.ms });
  expect((await sync()).status).toBe(200);
  const lastSeenDay = new Date(clock.ms).toISOString().slice(0, 10);
  clock.ms += 3 * DAY_MS;
  const before = await run(db, 'SELECT * FROM sessions');
  expect(await (await whoAmI()).json()).toEqual({ ...ids, lastSeenDay, now: clock.ms });
  expect(await run(db, 'SELECT * FROM sessions')).toEqual(before);
});

test('a session that is used all day is written down once', async () => {
  const { clock, db, sync } = await signedIn();
  await sync();
  await run(db, 'UPDATE sessions SET created_at = 7 WHERE last_used_day IS NOT NULL');
  await run(
    db,
    `CREATE TRIGGER no_second_write BEFORE UPDATE ON sessions BEGIN SELECT raise(ABORT, 'written'); END`,
  );
  expect((await sync()).status).toBe(200);
  clock.ms += DAY_MS;
  await expect(sync()).rejects.toThrow('did not answer');
});
