/** S32: what a sync costs does not depend on how much there is. */

import { expect } from 'vitest';
import type { FaultProxy } from '../harness/fault-proxy.ts';
import { storedOutbox } from '../harness/stored-records.ts';
import { SOON, startWith, story } from '../harness/story.ts';
import type { TodoPage } from '../harness/todo-page.ts';

const MANY = 5000;

story(
  'S32 with 5,000 to-dos an idle sync is as small as with one',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['The first'], { launch, server });
    const bytesWithOne = await idleBytes(app, proxy);
    await phone.add(Array.from({ length: MANY - 1 }, (_, at) => `To-do number ${at + 2}`));
    await app.syncNow();
    const shown = app.page.getByRole('checkbox', { name: `To-do number 2`, exact: true });
    await shown.waitFor();
    await expect
      .poll(() => proxy.seen('/api/sync').at(-1)?.answer?.includes('"m":1'), { timeout: 30_000 })
      .toBe(false);
    const bytesWithMany = await idleBytes(app, proxy);

    // Digits of the revision, and nothing else.
    expect(bytesWithMany - bytesWithOne).toBeLessThan(20);
    expect(bytesWithMany).toBeLessThanOrEqual(190);
    expect(await toggleBytes(app, proxy)).toBeLessThanOrEqual(300);

    // The same after a start from what this device holds.
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    proxy.reset();
    await app.page.reload();
    await app.row('To-do number 3').waitFor();
    await expect.poll(() => proxy.seen('/api/sync').at(-1)?.answer, SOON).toBeDefined();
    expect(proxy.seen('/api/sync').map(bytesOf)).toEqual([bytesWithMany]);
  },
  120_000,
);

/** Bodies both ways of a sync with nothing new. */
async function idleBytes(app: TodoPage, proxy: FaultProxy): Promise<number> {
  await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
  await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
  const before = proxy.seen('/api/sync').length;
  await app.syncNow();
  await expect.poll(() => proxy.seen('/api/sync')[before]?.answer, SOON).toBeDefined();
  await app.page.keyboard.press('Escape');
  return bytesOf(proxy.seen('/api/sync')[before]);
}

/** Bodies both ways of the sync that sends one completed to-do. */
async function toggleBytes(app: TodoPage, proxy: FaultProxy): Promise<number> {
  const push = { pathStart: '/api/sync', bodyText: '"d":[true' };
  await app.complete('To-do number 2');
  await expect.poll(() => proxy.seen(push)[0]?.answer, SOON).toBeDefined();
  return bytesOf(proxy.seen(push)[0]);
}

function bytesOf(request: { readonly body: string; readonly answer?: string } | undefined): number {
  if (!request) return Number.NaN;
  return Buffer.byteLength(request.body) + Buffer.byteLength(request.answer ?? '');
}
