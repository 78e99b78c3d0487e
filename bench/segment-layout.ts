/** Holdfast's own layout, by the very functions the app runs. */

import { CLOCK_START } from '../domain/clock.ts';
import { serverLimits } from '../domain/server-limits.ts';
import type { Item, Json } from '../domain/register.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { Change } from '../protocol/sync-answer.ts';
import { commitEdits } from '../replica/edit.ts';
import type { Account } from '../replica/account.ts';
import { foldSegments } from '../replica/fold.ts';
import { Mirror } from '../replica/mirror.ts';
import type { Ports } from '../replica/ports.ts';
import { LAYOUT, LIST_START, keys } from '../replica/records.ts';
import type { Meta } from '../replica/records.ts';
import { putSegment } from '../replica/segment-store.ts';
import { applyAnswer, takeSnapshot } from '../replica/sync-round.ts';
import { sampleAccountId, sampleListId } from './sample-todos.ts';
import type { StorageLayout } from './storage-layout.ts';

export const PAGE_ROWS = serverLimits.pageItems;

/** @param rows of one segment: a page's, as syncing leaves them, or all, as folding does */
export function segmentLayout(ports: Ports, name: string, rows: number): StorageLayout {
  const store = ports.openStore(name);
  const account: Account = { accountId: sampleAccountId, inboxId: sampleListId, store };
  const readAll: StorageLayout['readAll'] = async () => {
    const mirror = new Mirror(account);
    await mirror.load();
    return mirror.items;
  };
  return {
    writeAll: (todos) =>
      store.write('relaxed', async (records) => {
        records.put(keys.meta, META);
        records.put(keys.list(sampleListId), LIST_START);
        for (let first = 0; first < todos.length; first += rows) {
          await putSegment(records, sampleListId, todos.slice(first, first + rows));
        }
      }),
    readAll,
    // Any segment may hold the latest of any to-do, so there is no less to read.
    readFirstScreen: async () => (await readAll()).size,
    changeOne: async ({ todo }) => {
      const values = { d: todo.registers['d']?.[0] ?? null };
      const target = { account, generationOf: () => 1, isStored: true, node: NODE };
      await commitEdits(ports, target, [{ id: todo.id, values, seen: todo }]);
    },
    receive: async (todos) => {
      const snapshot = await takeSnapshot(account, ROUND, ports.nowMs());
      const part = { to: todos.length, ch: todos.map(({ todo }) => changeFromItem(todo)) };
      return async () => {
        await applyAnswer(ports, account, snapshot, [part], undefined, {
          node: NODE,
          repairs: undefined,
        });
      };
    },
    fold: async () => {
      await foldSegments(store, sampleListId);
    },
    close: store.close,
  };
}

const ROUND = {
  isWhole: false,
  isChecking: false,
  done: new Set<never>(),
  barred: new Set<never>(),
  heldBack: new Set<never>(),
};

const META: Meta = {
  layout: LAYOUT,
  accountId: sampleAccountId,
  inboxId: sampleListId,
  clock: CLOCK_START,
  offsetMs: 0,
};

/** This context's part of a stamp. */
const NODE = 'bench';

/** An item as an answer brings it. */
function changeFromItem({ id, rev, registers }: Item): Change {
  const sent = Object.entries(registers).map(([key, [value, stamp]]): [string, [Json, Stamp]] => [
    key,
    [value, stamp],
  ]);
  return [id, rev, Object.fromEntries(sent)];
}
