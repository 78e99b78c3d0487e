import { expect, test } from 'vitest';
import { CLOCK_START } from '../domain/clock.ts';
import { limits } from '../domain/limits.ts';
import { createTestBrowser } from '../replica/browser.fixture.ts';
import type { TestBrowser } from '../replica/browser.fixture.ts';
import { GROCERIES, itemAt, itemId, stampAt } from '../replica/items.fixture.ts';
import type { Mirror } from '../replica/mirror.ts';
import type { RecordStore, Writer } from '../replica/record-store.ts';
import { keys } from '../replica/records.ts';
import { recoverItems } from '../replica/recover.ts';
import type { Replica } from '../replica/replica.ts';
import { putSegment } from '../replica/segment-store.ts';
import { StorageError } from '../replica/storage-error.ts';
import type { Decision } from './events.ts';
import {
  EGGS,
  MILK,
  PAST_MS,
  REFUSED,
  REFUSED_KEY,
  act,
  bigDeletion,
  mirrorOf,
  oneRefused,
  openTitles,
  ownList,
  pageWith,
  question,
  recoveredAt,
  recoveredIds,
  reopened,
  twoRecovered,
} from './reviewing.fixture.ts';
import { listTodos } from './todo-lists.ts';

test('P60 a recovered to-do that is put back is a new one on top of the Inbox with all it says', async () => {
  const browser = createTestBrowser(PAST_MS + 5_000_000_000);
  await act(await pageWith(twoRecovered, browser), { kind: 'put-back', ids: [MILK.id] });
  const replica = await reopened(browser);
  expect(openTitles(replica)).toEqual(['Milk', 'Bread']);
  expect(listTodos(mirrorOf(replica).items).open[0]?.notes).toBe('oat');
  expect(recoveredIds(replica)).toEqual([EGGS.id]);
  // Both halves wait to be sent.
  expect(replica.view.unsentIds().size).toBe(3);
});

test('all are put back in the order in which they stood', async () => {
  const replica = await pageWith(twoRecovered);
  await act(replica, { kind: 'put-back', ids: [EGGS.id, MILK.id] });
  expect(openTitles(replica)).toEqual(['Eggs', 'Milk', 'Bread']);
  expect(recoveredIds(replica)).toEqual([]);
});

test('a to-do that has grown beyond a request is put back whole, in edits that fit', async () => {
  const large = Object.fromEntries(
    ['t', 'n', 'r', 'l', 's'].map((key) => [key, key.repeat(60_000)]),
  );
  const grown = recoveredAt(3, PAST_MS, large);
  const replica = await pageWith((records, mirror) =>
    putSegment(records, ownList(mirror), [grown]),
  );
  await act(replica, { kind: 'put-back', ids: [grown.id] });
  const mirror = mirrorOf(replica);
  const [first] = listTodos(mirror.items).open;
  const { registers = {} } = (first && mirror.items.get(first.id)) ?? {};
  for (const [key, value] of Object.entries(large)) expect(registers[key]?.[0]).toBe(value);
  for (const { edits } of mirror.edits.values()) {
    expect(JSON.stringify(edits).length).toBeLessThan(limits.requestBytes);
  }
});

test('two devices that put the same to-do back make one of it', async () => {
  const [left, right] = [await pageWith(twoRecovered), await pageWith(twoRecovered)];
  for (const replica of [left, right]) await act(replica, { kind: 'put-back', ids: [MILK.id] });
  const idsOf = (replica: Replica): readonly string[] =>
    listTodos(mirrorOf(replica).items).open.map(({ id }) => id);
  expect(idsOf(left)).toEqual(idsOf(right));
});

test('putting back can be taken back, and done again', async () => {
  const replica = await pageWith(twoRecovered);
  const { undo } = await act(replica, { kind: 'put-back', ids: [MILK.id, EGGS.id] });
  await undo?.();
  expect(openTitles(replica)).toEqual(['Bread']);
  expect(recoveredIds(replica)).toEqual([MILK.id, EGGS.id]);
  await act(replica, { kind: 'put-back', ids: [MILK.id] });
  expect(openTitles(replica)).toEqual(['Milk', 'Bread']);
});

test('a recovered to-do that is discarded waits no longer, until that is taken back', async () => {
  const replica = await pageWith(twoRecovered);
  const { undo } = await act(replica, { kind: 'discard-recovered', id: MILK.id });
  expect(recoveredIds(replica)).toEqual([EGGS.id]);
  await undo?.();
  expect(recoveredIds(replica)).toEqual([MILK.id, EGGS.id]);
});

test('P60 a to-do that is recovered again waits again, and comes back as another one', async () => {
  const replica = await pageWith(twoRecovered);
  await act(replica, { kind: 'put-back', ids: [MILK.id] });
  const { account } = mirrorOf(replica);
  await account.store.write('strict', (records) =>
    recoverItems(records, {
      accountId: account.accountId,
      list: GROCERIES,
      items: [itemAt(itemId(1), PAST_MS, { t: 'Milk, and from the phone' })],
      reason: 'gone',
      clock: CLOCK_START,
      serverMs: PAST_MS + 6_000_000_000,
      node: 'ccccc',
    }),
  );
  await replica.view.reread();
  expect(recoveredIds(replica)).toContain(MILK.id);
  await act(replica, { kind: 'put-back', ids: [MILK.id] });
  expect(openTitles(replica).toSorted()).toEqual(['Bread', 'Milk', 'Milk, and from the phone']);
});

test('C12 a refused edit that is tried again waits as an edit of now', async () => {
  const browser = createTestBrowser(PAST_MS + 5_000_000_000);
  await act(await pageWith(oneRefused, browser), { kind: 'retry', key: REFUSED_KEY });
  const { edits, refused } = mirrorOf(await reopened(browser));
  expect(refused).toEqual([]);
  const [record] = [...edits.values()].filter(({ list }) => list === GROCERIES);
  const [id, registers] = record?.edits[0] ?? [];
  expect(id).toBe(itemId(5));
  expect(registers?.['t']?.[0]).toBe('Oat milk');
  expect(registers?.['d']?.[0]).toBe(true);
  for (const [, stamp] of Object.values(registers ?? {})) {
    expect(stamp > stampAt(PAST_MS + 4_000_000_000)).toBe(true);
  }
});

test('C12 two tabs that try the same edit again send it once', async () => {
  const browser = createTestBrowser(PAST_MS + 5_000_000_000);
  const left = await pageWith(oneRefused, browser);
  // It hears of nothing, as if it were frozen.
  const context = browser.context();
  const ports = {
    ...context.ports,
    channel: { post: () => undefined, listen: () => () => undefined },
  };
  const right = { ...context, ports }.replica();
  await right.start();
  const decision = { kind: 'retry', key: REFUSED_KEY } as const;
  await Promise.all([act(left, decision), act(right, decision)]);
  const { edits, refused } = mirrorOf(await reopened(browser));
  expect(refused).toEqual([]);
  expect([...edits.values()].filter(({ list }) => list === GROCERIES)).toHaveLength(1);
});

test('C12 a refused edit that is discarded is gone, until that is taken back', async () => {
  const replica = await pageWith(oneRefused);
  const { undo } = await act(replica, { kind: 'discard-refused', key: REFUSED_KEY });
  expect(mirrorOf(replica).refused).toEqual([]);
  await undo?.();
  expect(mirrorOf(replica).refused).toEqual([REFUSED]);
});

const everything = async (records: Writer, mirror: Mirror): Promise<void> => {
  await twoRecovered(records, mirror);
  await bigDeletion(records, mirror);
  oneRefused(records);
};

test.each<readonly [string, (replica: Replica) => Decision]>([
  ['put-back', () => ({ kind: 'put-back', ids: [MILK.id, EGGS.id] })],
  ['discard-recovered', () => ({ kind: 'discard-recovered', id: MILK.id })],
  ['bring-back', (replica) => ({ kind: 'bring-back', keys: question(replica)?.keys ?? [] })],
  ['keep-deletion', (replica) => ({ kind: 'keep-deletion', keys: question(replica)?.keys ?? [] })],
  ['retry', () => ({ kind: 'retry', key: REFUSED_KEY })],
  ['discard-refused', () => ({ kind: 'discard-refused', key: REFUSED_KEY })],
])('A01 %s cut off at any storage call has not happened at all', async (_, decisionOf) => {
  for (let failing = 1; ; failing += 1) {
    const browser = createTestBrowser(PAST_MS + 5_000_000_000);
    const context = browser.context();
    const fault = { left: Number.POSITIVE_INFINITY };
    const { openStore } = context.ports;
    Object.assign(context.ports, {
      openStore: (name: string) => failingStore(openStore(name), fault),
    });
    const replica = await pageWith(everything, browser, context);
    await replica.requestSync('button');
    const before = await recordsOf(browser);
    fault.left = failing;
    const isDone = await act(replica, decisionOf(replica)).then(
      () => true,
      (error: unknown) => {
        expect(error).toBeInstanceOf(StorageError);
        return false;
      },
    );
    if (isDone && fault.left > 0) break;
    expect(await recordsOf(browser), `call ${failing}`).toEqual(before);
    expect(failing).toBeLessThan(50);
  }
});

/** What must not get lost, as it is on the disk. */
async function recordsOf(browser: TestBrowser): Promise<unknown> {
  const { store } = mirrorOf(await reopened(browser)).account;
  const prefixes = [keys.edits, keys.allSegments, keys.refusals, keys.allKept];
  return store.read((records) => Promise.all(prefixes.map((prefix) => records.entries(prefix))));
}

/** Fails at the given one of its puts, deletions and commits. */
function failingStore(store: RecordStore, fault: { left: number }): RecordStore {
  const strike = (): void => {
    fault.left -= 1;
    if (fault.left === 0) throw new StorageError('lost');
  };
  return {
    ...store,
    write: (durability, work) =>
      store.write(durability, async (records) => {
        const result = await work({
          ...records,
          put: (key, value) => {
            strike();
            records.put(key, value);
          },
          delete: (key) => {
            strike();
            records.delete(key);
          },
        });
        strike();
        return result;
      }),
  };
}
