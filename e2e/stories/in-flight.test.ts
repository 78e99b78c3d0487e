/** What happens while a request is on its way: edits on both sides of it, answers that get lost, requests that come twice. */

import { expect } from 'vitest';
import { storedOutbox } from '../harness/stored-records.ts';
import { SOON, serverTitles, startWith, story } from '../harness/story.ts';

const push = (bodyText: string) => ({ pathStart: '/api/sync', bodyText });

story(
  'S04 an edit made while an earlier one is being sent is sent next',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Draft'], { launch, server });
    const held = proxy.hold(push('First version'), 'answer');
    await app.rename('Draft', 'First version');
    await held.reached;
    await app.rename('First version', 'Second version');
    held.release();

    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Second version']);
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    expect(await app.openTitles()).toEqual(['Second version']);
  },
);

story(
  'S05 an edit of a new to-do made while that is being sent is sent next',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Other'], { launch, server });
    const held = proxy.hold(push('First version'), 'answer');
    await app.add('First version');
    await held.reached;
    await app.rename('First version', 'Second version');
    held.release();

    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Other', 'Second version']);
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    expect(await app.openTitles()).toEqual(['Second version', 'Other']);
  },
);

story(
  'S06 a to-do deleted while it is being sent stays deleted',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Other'], { launch, server });
    const held = proxy.hold(push('Mistake'), 'answer');
    await app.add('Mistake');
    await held.reached;
    await app.delete('Mistake');
    held.release();

    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Mistake (in Trash)', 'Other']);
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    expect(await app.openTitles()).toEqual(['Other']);
    await app.page.reload();
    await app.ready();
    expect(await app.openTitles()).toEqual(['Other']);
  },
);

story(
  'S07 a later edit here wins over an earlier one that is being fetched',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Plan'], { launch, server });
    await phone.change('Plan', { title: 'Plan of the phone' });
    const held = proxy.hold('/api/sync', 'answer');
    await app.syncNow();
    await held.reached;
    await app.page.keyboard.press('Escape');
    await app.rename('Plan', 'Plan of the laptop');
    held.release();

    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Plan of the laptop']);
    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    expect(await app.openTitles()).toEqual(['Plan of the laptop']);
  },
);

for (const hasNoSyncManager of [false, true]) {
  const where = hasNoSyncManager ? 'without' : 'with';
  story(
    `S08 a to-do added while another is being sent needs no further push (${where} SyncManager)`,
    async ({ launch, proxy, server }) => {
      const { app, phone } = await startWith(['Zero'], { launch, server }, { hasNoSyncManager });
      const held = proxy.hold(push('One'), 'answer');
      await app.add('One');
      await held.reached;
      await app.add('Two');
      held.release();

      await expect.poll(() => serverTitles(phone), SOON).toEqual(['One', 'Two', 'Zero']);
      await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    },
  );
}

story(
  'S17 a to-do whose acknowledgement got lost stays deleted when another device deleted it',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Other'], { launch, server }, { chance: 0 });
    proxy.spoil('/api/', { kind: 'refuse' });
    proxy.spoilOnce(push('Surprise'), { kind: 'lose-answer' });
    await app.add('Surprise');
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Other', 'Surprise']);
    expect(await storedOutbox(app.page)).toBe(1);
    await phone.change('Surprise', { isTrashed: true });
    proxy.heal();

    await expect.poll(() => storedOutbox(app.page), SOON).toBe(0);
    await expect.poll(() => app.openTitles(), SOON).toEqual(['Other']);
    expect(await serverTitles(phone)).toEqual(['Other', 'Surprise (in Trash)']);
  },
);

story(
  'S18 C04 a push that arrives again does not undo what another device did meanwhile',
  async ({ launch, proxy, server }) => {
    const { app, phone } = await startWith(['Plan'], { launch, server });
    const [request] = proxy.seen(push('"Plan"'));
    await phone.change('Plan', { title: 'Better plan' });
    expect(request && (await proxy.replay(request))).toBe(200);

    expect(await serverTitles(phone)).toEqual(['Better plan']);
    await app.syncNow();
    await expect.poll(() => app.openTitles(), SOON).toEqual(['Better plan']);
  },
);
