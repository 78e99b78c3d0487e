/** The worker's storage fails while no page is open: the browser's next attempt delivers, and nothing twice. */

import { expect } from 'vitest';
import { hostileScript, spoilStorage, strikes } from '../harness/hostile-indexed-db.ts';
import type { StorageFault } from '../harness/hostile-indexed-db.ts';
import { SOON, joinAs, serverTitles, story } from '../harness/story.ts';
import { storedOutbox } from '../harness/stored-records.ts';

const LATER = { timeout: 60_000, interval: 100 };

const faults: readonly StorageFault[] = [
  { at: 'transaction', how: 'throws', name: 'UnknownError', message: 'Connection lost', left: 2 },
  { at: 'open', how: 'fails', name: 'UnknownError', message: 'Connection lost', left: 1 },
  { at: 'commit', how: 'fails', name: 'QuotaExceededError', left: 2 },
  { at: 'commit', how: 'hangs', left: 1 },
];

for (const fault of faults) {
  story(
    `B02 B07 B08 what waits is sent though the worker's storage fails first (${fault.at} ${fault.how})`,
    async ({ launch, proxy, server }) => {
      const browser = await launch({ hasQuickRetries: true });
      proxy.spoil('/sw.js', { kind: 'prepend', text: hostileScript() });
      const app = await browser.open();
      await app.installed();
      await app.add('Bread');
      const phone = await joinAs(browser, server);
      await expect.poll(() => serverTitles(phone), SOON).toEqual(['Bread']);
      await browser.goOffline();
      await app.add('Milk');
      await expect.poll(() => app.hasRegisteredSync(), SOON).toBe(true);
      await browser.closeTabs();
      const worker = await browser.worker();
      await spoilStorage(worker, fault);
      await browser.goOnline();
      await expect.poll(() => strikes(worker).catch(() => 1), LATER).toBeGreaterThan(0);
      await expect.poll(() => serverTitles(phone), { timeout: 60_000 }).toEqual(['Bread', 'Milk']);
      const again = await browser.open();
      await expect.poll(() => again.chipName(), LATER).toMatch(/^Sync: saved/);
      expect(await again.openTitles()).toEqual(['Milk', 'Bread']);
      expect(await storedOutbox(again.page)).toBe(0);
      expect(await serverTitles(phone)).toEqual(['Bread', 'Milk']);
    },
  );
}
