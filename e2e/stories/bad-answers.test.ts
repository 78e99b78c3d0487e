/** Whatever answers in the server's place: nothing on this device changes, and it is tried again. */

import { expect } from 'vitest';
import { PROTOCOL_HEADER } from '../../protocol/version.ts';
import type { Fault } from '../harness/fault-proxy.ts';
import { storedJournal, storedOutbox } from '../harness/stored-records.ts';
import { SOON, serverTitles, startWith, story } from '../harness/story.ts';
import { until } from '../harness/until.ts';

type Answer = Extract<Fault, { kind: 'answer' }>;

const strangers: readonly (readonly [name: string, answer: Answer])[] = [
  ['500 with JSON', json(500, { error: 'boom' })],
  ['401 with JSON', json(401, { error: 'log in' })],
  ['404 with JSON', json(404, { error: 'no such thing' })],
  ['429 with JSON', json(429, { error: 'slow down' })],
  ['200 with JSON of somebody else', json(200, { now: 1, ls: [{}] })],
  [
    '200 with a captive portal’s page',
    {
      kind: 'answer',
      status: 200,
      contentType: 'text/html',
      body: '<!doctype html><title>Welcome to Café Wi-Fi</title><h1>Please accept our terms</h1>',
    },
  ],
];

for (const [name, answer] of strangers) {
  story(
    `S03 ${name} changes nothing here and is tried again`,
    async ({ launch, proxy, server }) => {
      const given = { launch, server };
      const { app, phone } = await startWith(['Old', 'Older'], given, { chance: 0 });
      proxy.spoil('/', answer);
      await app.add('New');
      await app.rename('Old', 'Old, edited');
      await app.delete('Older');
      await until('two failed attempts', async () => {
        const journal = await storedJournal(app.page);
        return journal.filter(({ outcome }) => outcome === 'offline').length >= 2;
      });
      expect(await storedOutbox(app.page)).toBe(3);
      await app.page.reload();
      await app.ready();
      expect(await app.openTitles()).toEqual(['New', 'Old, edited']);
      await expect.poll(() => app.chipName(), SOON).toBe('Sync: offline, 3 changes kept here');
      expect(await serverTitles(phone)).toEqual(['Old', 'Older']);

      proxy.heal();
      const whole = ['New', 'Old, edited', 'Older (in Trash)'];
      await expect.poll(() => serverTitles(phone), SOON).toEqual(whole);
      await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    },
  );
}

const problems = [
  { code: 'auth', status: 401, chip: /^Sync: not sent for .*, sign in again$/ },
  { code: 'unknown', status: 404, chip: /^Sync: .*1 change/ },
  { code: 'busy', status: 429, chip: /^Sync: not sent yet, 1 change kept here$/ },
  { code: 'busy', status: 503, chip: /^Sync: not sent yet, 1 change kept here$/ },
] as const;

for (const { code, status, chip } of problems) {
  story(
    `S03 our own problem ${status} changes nothing here and is tried again`,
    async ({ launch, proxy, server }) => {
      const { app, phone } = await startWith(['Old'], { launch, server }, { chance: 0 });
      proxy.spoil('/api/', problem(status, code));
      await app.rename('Old', 'Edited');
      await expect.poll(() => app.chipName(), SOON).toMatch(chip);
      expect(await storedOutbox(app.page)).toBe(1);
      expect(await app.openTitles()).toEqual(['Edited']);

      proxy.heal();
      await expect.poll(() => serverTitles(phone), SOON).toEqual(['Edited']);
      await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
      await expect.poll(() => app.chipName(), SOON).toMatch(/^Sync: saved/);
    },
  );
}

story(
  'S28 C18 a server that never answers is given up, and blocks nothing that comes later',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Old'], { launch, server }, { chance: 0 });
    proxy.spoilOnce({ pathStart: '/api/sync', bodyText: 'Hanging' }, { kind: 'hang' });
    await app.rename('Old', 'Hanging');
    await until(
      'a hanging request',
      () => proxy.seen({ pathStart: '/api/sync', bodyText: 'Hanging' }).length > 0,
    );
    await app.add('Meanwhile');
    await app.syncNow();

    const patient = { timeout: 25_000, interval: 100 };
    await expect.poll(() => serverTitles(phone), patient).toEqual(['Hanging', 'Meanwhile']);
    // Whoever waited for the hanging attempt went ahead after a while; it ends by itself and is written down.
    const failed = await until(
      'the end of the hanging attempt',
      async () => (await storedJournal(app.page)).find(({ outcome }) => outcome === 'offline'),
      25_000,
    );
    expect(failed.durationMs).toBeGreaterThan(10_000);
    expect(failed.durationMs).toBeLessThan(20_000);
  },
);

function json(status: number, body: unknown): Answer {
  return { kind: 'answer', status, contentType: 'application/json', body: JSON.stringify(body) };
}

function problem(status: number, code: string): Answer {
  const body = { type: `/problems/${code}`, title: 'Planted.', status, code, now: Date.now() };
  return {
    kind: 'answer',
    status,
    contentType: 'application/problem+json',
    headers: { [PROTOCOL_HEADER]: '1' },
    body: JSON.stringify(body),
  };
}
