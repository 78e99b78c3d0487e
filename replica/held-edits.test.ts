import { expect, test } from 'vitest';
import { idFromBytes } from '../domain/random-id.ts';
import type { ItemId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import { currentAccount } from './account.ts';
import { createTestBrowser } from './browser.fixture.ts';
import type { TestBrowser, TestContext } from './browser.fixture.ts';
import { DecidedElsewhereError } from './edit.ts';
import type { NewEdit } from './edit.ts';
import type { HeldBackup } from './held-edits.ts';
import type { Mirror } from './mirror.ts';
import { keys, readEdits } from './records.ts';
import type { Replica } from './replica.ts';
import { StorageError } from './storage-error.ts';
import type { StorageErrorKind } from './storage-error.ts';

const idOf = (number: number): ItemId => idFromBytes<ItemId>(new Uint8Array(12).fill(number));
const [milk, eggs] = [idOf(1), idOf(2)];

const name =
  (id: ItemId, title: string) =>
  (mirror: Mirror): readonly NewEdit[] => [
    { id, values: { [registerKeys.title]: title }, seen: mirror.items.get(id) },
  ];
const titleOf = (replica: Replica, id: ItemId): unknown =>
  replica.view.mirror?.items.get(id)?.registers[registerKeys.title]?.[0];

interface Lab {
  readonly browser: TestBrowser;
  readonly context: TestContext;
  readonly page: Replica;
  /** What the second place holds. */
  readonly kept: Map<string, unknown>;
  /** How every write fails; a test sets it. */
  failure: StorageErrorKind | undefined;
  /** How every read fails; a test sets it. */
  readFailure: StorageErrorKind | undefined;
  /** How often room was asked for. */
  roomsMade: number;
  /** The same browser's next page. */
  readonly nextPage: () => Replica;
}

/** A page with one to-do, whose storage can be made to fail. */
async function createLab(): Promise<Lab> {
  const browser = createTestBrowser();
  const kept = new Map<string, unknown>();
  const backup: HeldBackup = {
    ofStore: (store) =>
      [...kept]
        .filter(([key]) => key.startsWith(`${store}:`))
        .map(([key, record]) => [key.slice(store.length + 1), structuredClone(record)]),
    put: (store, key, record) => kept.set(`${store}:${key}`, structuredClone(record)),
    delete: (store, key) => kept.delete(`${store}:${key}`),
  };
  const lab = { failure: undefined, readFailure: undefined, roomsMade: 0 } as unknown as Lab;
  const pageStorage = {
    backup,
    makeRoom: () => {
      lab.roomsMade += 1;
      return Promise.resolve(true);
    },
  };
  const context = browser.context();
  const { openStore } = context.ports;
  Object.assign(context.ports, {
    openStore: (store: string): ReturnType<typeof openStore> => {
      const opened = openStore(store);
      const unless = <T>(kind: StorageErrorKind | undefined, work: () => Promise<T>): Promise<T> =>
        kind ? Promise.reject(new StorageError(kind)) : work();
      return {
        ...opened,
        read: (work) => unless(lab.readFailure, () => opened.read(work)),
        write: (durability, work) => unless(lab.failure, () => opened.write(durability, work)),
      };
    },
  });
  const nextPage = (): Replica => context.replica(pageStorage);
  const page = nextPage();
  await page.start();
  await page.commit(name(milk, 'Milk'));
  return Object.assign(lab, { browser, context, page, kept, nextPage });
}

/** What lies in the outbox on the disk. */
async function outboxOf({ browser }: Lab): Promise<readonly unknown[]> {
  const account = await currentAccount(browser.context().ports);
  const outbox = (await account?.store.read(readEdits)) ?? [];
  return outbox.flatMap(([, { edits }]) =>
    edits.map(([, registers]) => registers[registerKeys.title]?.[0]),
  );
}

test.each(['quota', 'blocked', 'lost', 'corrupt', 'denied'] as const)(
  'B01 B07 an edit that storage refuses (%s) is shown, held and stored when that works again',
  async (kind) => {
    const lab = await createLab();
    const { page } = lab;
    lab.failure = kind;
    await page.commit(name(eggs, 'Eggs'));
    await page.commit(name(milk, 'Oat milk'));
    expect([titleOf(page, eggs), titleOf(page, milk)]).toEqual(['Eggs', 'Oat milk']);
    expect(page.heldIds).toEqual(new Set([milk, eggs]));
    expect(page.status).toEqual({ kind: 'unstored', count: 2 });
    expect(page.trouble).toEqual({ state: 'held', why: kind });
    expect(await outboxOf(lab)).toEqual(['Milk']);

    lab.failure = undefined;
    await page.requestSync('button');
    expect(page.heldIds.size).toBe(0);
    expect(page.trouble).toBeUndefined();
    expect(await outboxOf(lab)).toEqual(['Milk', 'Eggs', 'Oat milk']);
    expect(lab.kept.size).toBe(0);
  },
);

test('B01 what is held survives that everything is read again', async () => {
  const lab = await createLab();
  const { page } = lab;
  lab.failure = 'quota';
  await page.commit(name(eggs, 'Eggs'));
  await page.view.reread();
  expect(titleOf(page, eggs)).toBe('Eggs');
  expect(page.view.unsentIds()).toEqual(new Set([milk, eggs]));
});

test('B01 an edit beats the one that is held before it, and the one after that beats both', async () => {
  const lab = await createLab();
  const { page, browser } = lab;
  lab.failure = 'quota';
  browser.nowMs += 100_000;
  await page.commit(name(milk, 'held'));
  browser.nowMs -= 100_000;
  await page.commit(name(milk, 'held too'));
  expect(titleOf(page, milk)).toBe('held too');
  lab.failure = undefined;
  await page.commit(name(milk, 'stored'));
  expect(titleOf(page, milk)).toBe('stored');
  await page.requestSync('button');
  const reloaded = browser.context().replica();
  await reloaded.start();
  expect(titleOf(reloaded, milk)).toBe('stored');
});

test('B01 room is made once before an edit is held', async () => {
  const lab = await createLab();
  lab.failure = 'quota';
  await lab.page.commit(name(eggs, 'Eggs'));
  await lab.page.commit(name(idOf(3), 'Bread'));
  expect(lab.roomsMade).toBe(1);
});

test('B07 the page tries again by itself, at longer and longer intervals', async () => {
  const lab = await createLab();
  const { page, context } = lab;
  lab.failure = 'lost';
  const before = new Set(context.timers);
  await page.commit(name(eggs, 'Eggs'));
  const rests: number[] = [];
  const due = () => context.timers.find((timer) => !before.has(timer) && timer.delayMs > 1000);
  for (const _ of Array.from({ length: 6 })) {
    await expect.poll(due).toBeDefined();
    const timer = due();
    if (!timer) break;
    context.timers.splice(context.timers.indexOf(timer), 1);
    rests.push(timer.delayMs);
    timer.run();
    await page.view.inTurn(() => Promise.resolve());
  }
  expect(rests).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test('B06 what was held when its page died is taken over by the next page', async () => {
  const lab = await createLab();
  lab.failure = 'lost';
  await lab.page.commit(name(eggs, 'Eggs'));
  expect(lab.kept.size).toBe(1);
  lab.failure = undefined;
  const next = lab.nextPage();
  await next.view.inTurn(() => next.view.openCurrent());
  await next.start();
  await next.requestSync('button');
  await expect.poll(() => titleOf(next, eggs)).toBe('Eggs');
  await next.requestSync('button');
  expect(await outboxOf(lab)).toEqual(['Milk', 'Eggs']);
  expect(lab.kept.size).toBe(0);
});

test('B02 what an answer acknowledges is let go only when that is stored', async () => {
  const lab = await createLab();
  const { page } = lab;
  lab.failure = 'quota';
  await page.commit(name(eggs, 'Eggs'));
  lab.failure = undefined;
  const { account } = page.view.mirror ?? {};
  const acknowledge = (end: () => void): Promise<void> | undefined =>
    account?.store.write('relaxed', async (records) => {
      for (const key of await records.keys(keys.edits)) records.delete(key);
      expect(await records.keys(keys.edits)).toEqual([]);
      end();
    });
  const aborted = acknowledge(() => {
    throw new StorageError('quota');
  });
  await expect(aborted).rejects.toMatchObject({ kind: 'quota' });
  expect(page.heldIds).toEqual(new Set([eggs]));
  await acknowledge(() => undefined);
  expect(page.heldIds.size).toBe(0);
  expect(lab.kept.size).toBe(0);
});

test('B13 what a newer version owns is not held: the page says so, and the text stays where it was', async () => {
  const lab = await createLab();
  lab.failure = 'newer-layout';
  await expect(lab.page.commit(name(eggs, 'Eggs'))).rejects.toMatchObject({ kind: 'newer-layout' });
  expect(lab.page.heldIds.size).toBe(0);
  expect(titleOf(lab.page, eggs)).toBeUndefined();
});

test('a decision is not held: what was to be decided on is asked about again', async () => {
  const lab = await createLab();
  lab.failure = 'quota';
  const settled = [keys.refusal('stamp', milk)];
  const decided = lab.page.commit(() => ({ edits: [], settled }));
  await expect(decided).rejects.toMatchObject({ kind: 'quota' });
  expect(lab.page.status).toEqual({ kind: 'unstored', count: 1 });
  lab.failure = undefined;
  const late = lab.page.commit(() => ({ edits: [], settled }));
  await expect(late).rejects.toBeInstanceOf(DecidedElsewhereError);
});

test('B08 a page that cannot read at first shows what is there as soon as it can', async () => {
  const lab = await createLab();
  lab.readFailure = 'blocked';
  const page = lab.nextPage();
  await page.start();
  expect(page.view.isLoaded).toBe(false);
  expect(page.trouble).toEqual({ state: 'unopened', why: 'blocked' });
  lab.readFailure = undefined;
  lab.context.timers.find(({ delayMs }) => delayMs === 2000)?.run();
  await expect.poll(() => titleOf(page, milk)).toBe('Milk');
  expect(page.trouble).toBeUndefined();
});

test.each(['denied', 'corrupt'] as const)(
  'B10 B14 B15 where storage is %s a page works in memory and leaves the storage alone',
  async (kind) => {
    const lab = await createLab();
    Object.assign(lab, { failure: kind, readFailure: kind });
    const page = lab.nextPage();
    await page.start();
    await expect.poll(() => page.trouble).toEqual({ state: 'in-memory', why: kind });
    await page.commit(name(eggs, 'Eggs'));
    expect(titleOf(page, eggs)).toBe('Eggs');
    await expect.poll(() => page.status).toEqual({ kind: 'offline', count: 1 });
    Object.assign(lab, { failure: undefined, readFailure: undefined });
    expect(await outboxOf(lab)).toEqual(['Milk']);
  },
);

test('B11 a store that was cleared under its page is built up again with all that the page knows', async () => {
  const lab = await createLab();
  const { page, browser } = lab;
  const cleared = (await browser.indexedDB.databases()).map(
    ({ name: database = '' }) =>
      new Promise<void>((resolve) => {
        const request = browser.indexedDB.deleteDatabase(database);
        request.addEventListener('success', () => resolve());
      }),
  );
  await Promise.all(cleared);
  await page.view.reread();
  expect(titleOf(page, milk)).toBe('Milk');
  await page.commit(name(eggs, 'Eggs'));
  expect(await outboxOf(lab)).toEqual(['Milk', 'Eggs']);
  const next = browser.context().replica();
  await next.start();
  expect([titleOf(next, milk), titleOf(next, eggs)]).toEqual(['Milk', 'Eggs']);
  expect(page.trouble).toBeUndefined();
});
