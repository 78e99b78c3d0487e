import { expect, test } from 'vitest';
import { ensureAccount } from './account-change.ts';
import { currentAccount } from './account.ts';
import { createTestBrowser } from './browser.fixture.ts';
import type { Ports } from './ports.ts';
import { readMeta } from './records.ts';

test('an account is current only when its store is there, wherever a kill cuts its making off', async () => {
  for (let survived = 0; survived < 4; survived += 1) {
    const { ports } = createTestBrowser().context();
    let writes = 0;
    const dying: Ports['openStore'] = (name) => {
      const store = ports.openStore(name);
      return {
        ...store,
        write: (durability, work) => {
          writes += 1;
          // What a kill looks like from inside: nothing comes back, and nothing goes on.
          if (writes > survived) return new Promise<never>(() => undefined);
          return store.write(durability, work);
        },
      };
    };
    let isDone = false;
    void ensureAccount({ ...ports, openStore: dying }).then(() => (isDone = true));
    await expect.poll(() => isDone || writes > survived).toBe(true);

    const account = await currentAccount(ports);
    const meta = await account?.store.read(readMeta);
    expect({
      isMade: account !== undefined || !isDone,
      hasStore: !account || meta !== undefined,
    }).toEqual({ isMade: true, hasStore: true });
  }
});

test('a browser that has an account keeps it', async () => {
  const { ports } = createTestBrowser().context();
  const first = await ensureAccount(ports);
  const second = await ensureAccount(ports);
  expect(second.accountId).toBe(first.accountId);
});
