import { expect, test } from 'vitest';
import { idFromBytes } from '../domain/random-id.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import { moveAccount } from './account-move.ts';
import { createTestBrowser } from './browser.fixture.ts';
import { itemAt, itemId } from './items.fixture.ts';
import type { Ports } from './ports.ts';
import { ReplicaView } from './replica-view.ts';
import { putSegment } from './segment-store.ts';
import { StorageError } from './storage-error.ts';

const milk = idFromBytes<ItemId>(new Uint8Array(12).fill(1));

test('a page that could not read what another wrote shows it after the next message', async () => {
  const browser = createTestBrowser();
  const writer = browser.context().replica();
  await writer.start();
  const rename = (title: string): Promise<void> =>
    writer.commit((mirror) => [
      { id: milk, values: { [registerKeys.title]: title }, seen: mirror.items.get(milk) },
    ]);
  await rename('Milk');

  const { ports } = browser.context();
  let isBroken = false;
  const shaky: Ports['openStore'] = (name) => {
    const store = ports.openStore(name);
    return {
      ...store,
      read: (work) => (isBroken ? Promise.reject(new StorageError('lost')) : store.read(work)),
    };
  };
  const view = new ReplicaView({
    ports: { ...ports, openStore: shaky },
    onChange: () => undefined,
  });
  await view.inTurn(() => view.openCurrent());
  const shown = (): unknown => view.mirror?.items.get(milk)?.registers[registerKeys.title]?.[0];
  const heard = (): Promise<void> => view.inTurn(() => Promise.resolve());

  isBroken = true;
  await rename('Oat milk');
  await heard();
  expect(shown()).toBe('Milk');
  isBroken = false;
  const { accountId } = writer.view.mirror?.account ?? {};
  ports.channel.post({ kind: 'sending', accountId, count: 0 });
  await heard();
  expect(shown()).toBe('Oat milk');
});

test('a page shows what another context stored and died before telling of', async () => {
  const browser = createTestBrowser();
  const replica = browser.context().replica();
  await replica.start();
  await replica.commit(() => [
    { id: milk, values: { [registerKeys.title]: 'Milk' }, seen: undefined },
  ]);
  const { account } = replica.view.mirror ?? {};
  if (!account) throw new Error('the edit has made an account');
  const { accountId, inboxId, store } = account;
  const eggs = itemAt(itemId(2), 1000, { t: 'Eggs' });
  await store.write('relaxed', (records) => putSegment(records, inboxId, [eggs]));

  const { ports } = browser.context();
  ports.channel.post({ kind: 'attempted', accountId, where: 'worker' });
  await replica.view.inTurn(() => Promise.resolve());
  expect([...(replica.view.mirror?.items.keys() ?? [])].toSorted()).toEqual(
    [milk, eggs.id].toSorted(),
  );
});

test('a page that was frozen while everything moved to another account shows that one', async () => {
  const browser = createTestBrowser();
  const replica = browser.context().replica();
  await replica.start();
  await replica.commit(() => [
    { id: milk, values: { [registerKeys.title]: 'Milk' }, seen: undefined },
  ]);
  const { account } = replica.view.mirror ?? {};
  if (!account) throw new Error('the edit has made an account');

  // One was frozen when it was open, one when it had just learned which account is current.
  const isOpen = new ReplicaView({
    ports: deaf(browser.context().ports),
    onChange: () => undefined,
  });
  await isOpen.inTurn(() => isOpen.openCurrent());
  const thaw = Promise.withResolvers<void>();
  const { ports } = browser.context();
  const openStore: Ports['openStore'] = (name) => {
    const store = ports.openStore(name);
    if (name === 'holdfast') return store;
    return { ...store, read: (work) => thaw.promise.then(() => store.read(work)) };
  };
  const view = new ReplicaView({
    ports: deaf({ ...ports, openStore }),
    onChange: () => undefined,
  });
  const opening = view.inTurn(() => view.openCurrent());

  const other = { accountId: 'B'.repeat(16) as AccountId, inboxId: 'C'.repeat(16) as ListId };
  await moveAccount(browser.context().ports, account, other);
  thaw.resolve();
  await opening;
  await isOpen.reread();
  for (const page of [view, isOpen]) {
    expect(page.mirror?.account.accountId).toBe(other.accountId);
    expect(page.mirror?.items.get(milk)?.registers[registerKeys.title]?.[0]).toBe('Milk');
  }
});

/** Frozen pages hear no messages. */
function deaf(ports: Ports): Ports {
  return { ...ports, channel: { ...ports.channel, listen: () => () => undefined } };
}
