import { env } from 'cloudflare:workers';
import { test } from 'vitest';
import { assertTrashEnds } from './trash-emptying.fixture.ts';

test('D1: Trash is emptied after 30 days and purged 400 days later, and nothing comes back', async () => {
  await assertTrashEnds(env.DB);
}, 60_000);
