import { expect, test } from 'vitest';
import type { AccountId, ListId } from '../domain/ids.ts';
import { openSession } from './account-session.ts';
import type { Applicant } from './account-session.ts';
import { memoryDatabase } from './memory-database.fixture.ts';
import type { ServerPorts } from './server-ports.ts';
import type { Session } from './session.ts';
import { ANNA, BEN, NOW_MS, portsOf, run } from './sync.fixture.ts';

const INBOX = 'inboxinboxinbox1' as ListId;
const OTHER_INBOX = 'inboxinboxinbox2' as ListId;

const phone: Applicant = {
  accountId: ANNA,
  inboxId: INBOX,
  deviceId: 'p'.repeat(43),
  session: undefined,
  nowMs: NOW_MS,
};
const laptop: Applicant = { ...phone, deviceId: 'l'.repeat(43) };

async function server(): Promise<ServerPorts> {
  return portsOf(await memoryDatabase());
}

const sessionOf = (accountId: AccountId, deviceId = phone.deviceId): Session => ({
  tokenHash: 'h'.repeat(43),
  accountId,
  deviceId,
  lastUsedDay: undefined,
});

async function accountsByDevice({ db }: ServerPorts): Promise<unknown> {
  const rows = await run(db, 'SELECT id, account_id FROM devices ORDER BY id');
  return Object.fromEntries(rows.map((row) => [String(row['id']).charAt(0), row['account_id']]));
}

test('the first request makes the account, its list of settings and its Inbox, all its own', async () => {
  const ports = await server();
  const opened = await openSession(ports, phone);
  expect(opened).toEqual({
    account: { accountId: ANNA, inboxId: INBOX },
    token: expect.stringMatching(/^[\w-]{43}$/),
  });
  const members = 'SELECT list_id, account_id, role, since FROM members ORDER BY list_id';
  expect(await run(ports.db, members)).toEqual([
    { list_id: INBOX, account_id: ANNA, role: 'owner', since: NOW_MS },
    { list_id: `u:${ANNA}`, account_id: ANNA, role: 'owner', since: NOW_MS },
  ]);
  expect(await run(ports.db, 'SELECT id FROM lists ORDER BY id')).toHaveLength(2);
});

test('F04 the same request again resumes the account and leaves everything else as it is', async () => {
  const ports = await server();
  const first = await openSession(ports, phone);
  const before = await run(ports.db, 'SELECT * FROM lists');
  const second = await openSession(ports, phone);
  expect(second?.account).toEqual(first?.account);
  expect(second?.token).not.toBe(first?.token);
  expect(await run(ports.db, 'SELECT * FROM lists')).toEqual(before);
  expect(await run(ports.db, 'SELECT count(*) AS count FROM accounts')).toEqual([{ count: 1 }]);
});

test('the Inbox is the one that the account was made with', async () => {
  const ports = await server();
  await openSession(ports, phone);
  const opened = await openSession(ports, { ...phone, inboxId: OTHER_INBOX });
  expect(opened?.account.inboxId).toBe(INBOX);
});

test('a stranger’s device gets no session of an account that exists', async () => {
  const ports = await server();
  await openSession(ports, phone);
  expect(await openSession(ports, laptop)).toBeUndefined();
  const bens = sessionOf(BEN, 'b'.repeat(43));
  expect(await openSession(ports, { ...laptop, session: bens })).toBeUndefined();
  expect(await accountsByDevice(ports)).toEqual({ p: ANNA });
});

test('of two devices that race for one account id one gets it', async () => {
  const ports = racing(await server());
  const opened = await Promise.all([openSession(ports, phone), openSession(ports, laptop)]);
  expect(opened.filter((each) => each !== undefined)).toHaveLength(1);
  expect(await run(ports.db, 'SELECT id FROM devices')).toHaveLength(1);
});

test('a device that asks for two accounts at once belongs to one', async () => {
  const ports = await server();
  await openSession(ports, phone);
  const opened = await Promise.all([
    openSession(racing(ports), { ...laptop, session: sessionOf(ANNA) }),
    openSession(racing(ports), { ...laptop, accountId: BEN, inboxId: OTHER_INBOX }),
  ]);
  expect(opened.filter((each) => each !== undefined)).toHaveLength(1);
  const [device] = await run(ports.db, "SELECT account_id FROM devices WHERE id LIKE 'l%'");
  const sessions = await run(ports.db, "SELECT account_id FROM sessions WHERE device_id LIKE 'l%'");
  expect(sessions).toEqual([device]);
});

/** The same server, where two requests look before either of them writes. */
function racing(ports: ServerPorts): ServerPorts {
  return { ...ports, db: { ...ports.db, batch: batchAfterBothLooked(ports) } };
}

let looked = 0;
let bothLooked = Promise.withResolvers<void>();

function batchAfterBothLooked({ db }: ServerPorts): ServerPorts['db']['batch'] {
  return async (statements) => {
    const results = await db.batch(statements);
    if (statements.length > 2) return results;
    looked += 1;
    if (looked % 2 === 0) {
      bothLooked.resolve();
      bothLooked = Promise.withResolvers();
    } else await bothLooked.promise;
    return results;
  };
}

test('a cookie of the account lets a further device in', async () => {
  const ports = await server();
  await openSession(ports, phone);
  const opened = await openSession(ports, { ...laptop, session: sessionOf(ANNA) });
  expect(opened?.account).toEqual({ accountId: ANNA, inboxId: INBOX });
  expect(await accountsByDevice(ports)).toEqual({ p: ANNA, l: ANNA });
});

test('F02 the cookie’s account wins over one that was made meanwhile, also when the answer was lost', async () => {
  const ports = await server();
  await openSession(ports, phone);
  const wiped: Applicant = {
    ...laptop,
    accountId: BEN,
    inboxId: OTHER_INBOX,
    session: sessionOf(ANNA),
  };
  const won = { accountId: ANNA, inboxId: INBOX };
  expect((await openSession(ports, wiped))?.account).toEqual(won);
  expect((await openSession(ports, wiped))?.account).toEqual(won);
  expect((await openSession(ports, { ...wiped, session: undefined }))?.account).toEqual(won);
  expect(await run(ports.db, 'SELECT id FROM accounts')).toEqual([{ id: ANNA }]);
});

test('a device of one account gets no session of another that exists', async () => {
  const ports = await server();
  await openSession(ports, phone);
  await openSession(ports, { ...laptop, accountId: BEN, inboxId: OTHER_INBOX });
  expect(await openSession(ports, { ...laptop, session: sessionOf(ANNA) })).toBeUndefined();
});

test('P68 an account lost to a restore is made again under its id, and a lost Inbox too', async () => {
  const ports = await server();
  await openSession(ports, phone);
  for (const table of ['sessions', 'devices', 'accounts', 'members', 'lists']) {
    await run(ports.db, `DELETE FROM ${table}`);
  }
  expect((await openSession(ports, phone))?.account).toEqual({ accountId: ANNA, inboxId: INBOX });
  await run(ports.db, 'DELETE FROM lists WHERE id = ?1', INBOX);
  await run(ports.db, 'DELETE FROM members WHERE list_id = ?1', INBOX);
  await openSession(ports, phone);
  expect(await run(ports.db, 'SELECT role FROM members WHERE list_id = ?1', INBOX)).toEqual([
    { role: 'owner' },
  ]);
});

test('naming somebody’s list as one’s Inbox gives nothing', async () => {
  const ports = await server();
  await openSession(ports, phone);
  await openSession(ports, { ...laptop, accountId: BEN });
  const sql = 'SELECT account_id FROM members WHERE list_id = ?1';
  expect(await run(ports.db, sql, INBOX)).toEqual([{ account_id: ANNA }]);
});

test('F05 no token is stored, and a device keeps its newest five', async () => {
  const ports = await server();
  const tokens: string[] = [];
  for (let nth = 0; nth < 8; nth += 1) {
    const opened = await openSession(ports, { ...phone, nowMs: NOW_MS + nth });
    tokens.push(opened?.token ?? '');
  }
  const rows = await run(ports.db, 'SELECT * FROM sessions ORDER BY created_at');
  expect(rows.map((row) => row['created_at'])).toEqual([3, 4, 5, 6, 7].map((n) => NOW_MS + n));
  for (const token of tokens) expect(JSON.stringify(rows)).not.toContain(token);
});

test('D03 a connection that breaks after the commit opens the session all the same', async () => {
  const ports = await server();
  let isBroken = true;
  const db: ServerPorts['db'] = {
    prepare: (sql) => ports.db.prepare(sql),
    batch: async (statements) => {
      const results = await ports.db.batch(statements);
      if (!isBroken || statements.length < 3) return results;
      isBroken = false;
      throw new Error('D1_ERROR: Network connection lost.');
    },
  };
  const opened = await openSession({ ...ports, db }, phone);
  expect(opened?.account).toEqual({ accountId: ANNA, inboxId: INBOX });
  expect(await run(ports.db, 'SELECT account_id FROM sessions')).toEqual([{ account_id: ANNA }]);
});
