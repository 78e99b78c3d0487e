import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { createListOf, LIST, listId, run } from './sync.fixture.ts';
import { assertTrashEnds } from './trash-emptying.fixture.ts';
import worker from './worker.ts';

test('D1: Trash is emptied after 30 days and purged 400 days later, and nothing comes back', async () => {
  await assertTrashEnds(env.DB);
  await run(env.DB, 'UPDATE lists SET tidied_at = ?1 WHERE id = ?2', Number.MAX_SAFE_INTEGER, LIST);
}, 60_000);

test('the cron trigger tidies what is due', async () => {
  const list = listId('scheduled');
  await createListOf(env.DB, list);
  const startedMs = Date.now();
  await worker.scheduled(createScheduledController(), env);
  const rows = await run(
    env.DB,
    'SELECT id FROM lists WHERE tidied_at BETWEEN ?1 AND ?2',
    startedMs,
    Date.now(),
  );
  expect(rows).toEqual([{ id: list }]);
});
