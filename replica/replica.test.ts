import { expect, test } from 'vitest';
import { idFromBytes } from '../domain/random-id.ts';
import type { ItemId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import { currentAccount } from './account.ts';
import { createTestBrowser } from './browser.fixture.ts';
import type { NewEdit } from './edit.ts';
import type { Mirror } from './mirror.ts';
import { LAYOUT, keys, readEdits, readMeta } from './records.ts';
import { ReplicaView } from './replica-view.ts';
import type { Replica } from './replica.ts';
import { StorageError } from './storage-error.ts';
import { readSyncState } from './sync-state.ts';

const milk = idFromBytes<ItemId>(new Uint8Array(12).fill(1));

const add =
  (id: ItemId, title: string) =>
  (mirror: Mirror): readonly NewEdit[] => [
    {
      id,
      values: { [registerKeys.creator]: mirror.account.accountId, [registerKeys.title]: title },
      seen: undefined,
    },
  ];
const rename =
  (id: ItemId, title: string) =>
  (mirror: Mirror): readonly NewEdit[] => [
    { id, values: { [registerKeys.title]: title }, seen: mirror.items.get(id) },
  ];
const titleOf = (replica: Replica, id: ItemId): unknown =>
  replica.view.mirror?.items.get(id)?.registers['t']?.[0];

test('a browser in which nothing was written has no account', async () => {
  const context = createTestBrowser().context();
  const replica = context.replica();
  await replica.start();
  expect(replica.view.isLoaded).toBe(true);
  expect(replica.status).toEqual({ kind: 'empty' });
  expect(await currentAccount(context.ports)).toBeUndefined();
});

test('P02 an edit made without a network is on the disk when its promise resolves', async () => {
  const browser = createTestBrowser();
  const first = browser.context().replica();
  await first.start();
  await first.commit(add(milk, 'Milk'));
  const second = browser.context().replica();
  await second.start();
  expect(titleOf(second, milk)).toBe('Milk');
  expect(second.view.unsentIds()).toEqual(new Set([milk]));
});

test('one edit is one record of less than 400 bytes', async () => {
  const browser = createTestBrowser();
  const replica = browser.context().replica();
  await replica.start();
  await replica.commit(add(milk, 'Milk'));
  await replica.commit(rename(milk, 'Oat milk'));
  const store = replica.view.mirror?.account.store;
  const edits = await store?.read(readEdits);
  expect(edits).toHaveLength(2);
  for (const record of edits ?? []) expect(JSON.stringify(record).length).toBeLessThan(400);
});

test('G06 two tabs that make the first edit at once share one account', async () => {
  const browser = createTestBrowser();
  const [left, right] = [browser.context().replica(), browser.context().replica()];
  await Promise.all([left.start(), right.start()]);
  const eggs = idFromBytes<ItemId>(new Uint8Array(12).fill(2));
  await Promise.all([left.commit(add(milk, 'Milk')), right.commit(add(eggs, 'Eggs'))]);
  expect(left.view.mirror?.account.accountId).toBe(right.view.mirror?.account.accountId);
  await expect.poll(() => [titleOf(left, eggs), titleOf(right, milk)]).toEqual(['Eggs', 'Milk']);
});

test('B22 a change in one tab is seen in the other', async () => {
  const browser = createTestBrowser();
  const [left, right] = [browser.context().replica(), browser.context().replica()];
  await left.start();
  await left.commit(add(milk, 'Milk'));
  await right.start();
  await left.commit(rename(milk, 'Oat milk'));
  await expect.poll(() => titleOf(right, milk)).toBe('Oat milk');
});

test("an edit beats what its author saw, though another tab's clock was ahead", async () => {
  const browser = createTestBrowser();
  const left = browser.context().replica();
  await left.start();
  browser.nowMs += 100_000;
  await left.commit(add(milk, 'from the future'));
  browser.nowMs -= 100_000;
  const right = browser.context().replica();
  await right.start();
  await right.commit(rename(milk, 'from the present'));
  await expect.poll(() => titleOf(left, milk)).toBe('from the present');
});

test('B13 a layout of a newer version makes the replica read-only and keeps its records', async () => {
  const browser = createTestBrowser();
  const replica = browser.context().replica();
  await replica.start();
  await replica.commit(add(milk, 'Milk'));
  const store = replica.view.mirror?.account.store;
  const meta = await store?.read(readMeta);
  await store?.write('strict', (records) =>
    Promise.resolve(records.put(keys.meta, { ...meta, layout: LAYOUT + 1 })),
  );
  await expect(replica.commit(rename(milk, 'lost'))).rejects.toMatchObject({
    kind: 'newer-layout',
  });
  expect(replica.view.isReadOnly).toBe(true);
  expect(await store?.read((records) => records.keys(keys.edits))).toHaveLength(1);
});

test('B21 a text that no server takes is refused before anything is stored', async () => {
  const replica = createTestBrowser().context().replica();
  await replica.start();
  await expect(replica.commit(add(milk, 'x'.repeat(70_000)))).rejects.toThrow('64 kB');
  expect(titleOf(replica, milk)).toBeUndefined();
});

test('something waits, so the browser is asked once to wake the worker', async () => {
  const context = createTestBrowser().context();
  const replica = context.replica();
  await replica.start();
  await replica.commit(add(milk, 'Milk'));
  await replica.commit(rename(milk, 'Oat milk'));
  expect(context.tags).toHaveLength(1);
  await expect.poll(() => replica.status).toEqual({ kind: 'offline', count: 1 });
});

test('BS06 a page that is left asks for no tag beside one that the browser will fire again', async () => {
  const { ports, tags, replica: create } = createTestBrowser().context();
  const replica = create();
  await replica.start();
  await replica.commit(add(milk, 'Milk'));
  await expect.poll(() => replica.status).toEqual({ kind: 'offline', count: 1 });
  const { account } = replica.view.mirror ?? {};
  if (!account) throw new Error('the edit has made an account');
  const { accountId, store } = account;
  const attempted = { kind: 'attempted', accountId, where: 'worker' } as const;

  ports.channel.post(attempted);
  await replica.view.inTurn(() => Promise.resolve());
  replica.hidden();
  expect(tags).toHaveLength(1);

  const state = await store.read(readSyncState);
  await store.write('strict', (records) =>
    Promise.resolve(records.put(keys.sync, { ...state, isLastChanceLost: true })),
  );
  ports.channel.post(attempted);
  await expect.poll(() => replica.view.mirror?.state.isLastChanceLost).toBe(true);
  await replica.view.inTurn(() => Promise.resolve());
  replica.hidden();
  expect(tags).toHaveLength(2);
});

test('G01 P22 an edit beats the one before it though several were made at once and the clock was set back', async () => {
  const browser = createTestBrowser();
  const replica = browser.context().replica();
  await replica.start();
  const ids = [3, 4, 5].map((fill) => idFromBytes<ItemId>(new Uint8Array(12).fill(fill)));
  await replica.commit((mirror) => ids.flatMap((id, at) => add(id, `to-do ${at}`)(mirror)));
  browser.nowMs -= 1;
  for (const id of ids) {
    await replica.commit(rename(id, 'renamed'));
    expect(titleOf(replica, id)).toBe('renamed');
  }
  const reloaded = browser.context().replica();
  await reloaded.start();
  expect(ids.map((id) => titleOf(reloaded, id))).toEqual(['renamed', 'renamed', 'renamed']);
});

test('a page whose first read failed reads again at the next reason, and writes nothing over it', async () => {
  const browser = createTestBrowser();
  const first = browser.context().replica();
  await first.start();
  await first.commit(add(milk, 'Milk'));
  const context = browser.context();
  let isBroken = true;
  const broken = { ...context.ports, openStore: context.ports.openStore };
  broken.openStore = (name) => {
    if (isBroken) throw new StorageError('blocked');
    return context.ports.openStore(name);
  };
  const view = new ReplicaView({ ports: broken, onChange: () => undefined });
  await view.inTurn(() => view.openCurrent());
  expect(view.isLoaded).toBe(false);
  isBroken = false;
  await view.inTurn(() => view.openCurrent());
  expect(view.isLoaded).toBe(true);
  expect(view.mirror?.items.get(milk)?.registers['t']?.[0]).toBe('Milk');
});
