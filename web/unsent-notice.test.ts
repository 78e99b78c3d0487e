import { expect, test } from 'vitest';
import type { AccountId, ItemId } from '../domain/ids.ts';
import { takeBackWhenSent } from './unsent-notice.ts';

const milk = 'milkmilkmilkmilk' as ItemId;
const attempted = {
  kind: 'attempted',
  accountId: 'accountaccountac' as AccountId,
  where: 'page',
} as const;

test('what was told of unsent changes is taken back once, when nothing waits any more', async () => {
  const unsent = new Set<ItemId>([milk]);
  let hear: (message: unknown) => void = () => undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let taken = 0;
  takeBackWhenSent({
    channel: {
      post: () => undefined,
      listen: (listener) => {
        hear = listener;
        return () => undefined;
      },
    },
    view: {
      unsentIds: () => unsent,
      inTurn: (task) => {
        const next = turn.then(task);
        turn = next;
        return next;
      },
    },
    takeBack: () => Promise.resolve(void (taken += 1)),
  });
  const attempt = async (): Promise<number> => {
    hear(attempted);
    hear({ kind: 'no message of ours' });
    await turn;
    return taken;
  };

  expect(await attempt()).toBe(0);
  unsent.clear();
  expect(await attempt()).toBe(1);
  expect(await attempt()).toBe(1);
  unsent.add(milk);
  expect(await attempt()).toBe(1);
  unsent.clear();
  expect(await attempt()).toBe(2);
});
