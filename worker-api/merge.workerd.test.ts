import { env } from 'cloudflare:workers';
import { test } from 'vitest';
import { assertMergesAlike } from './merge.fixture.ts';

test('D18 D1 merges as every replica does, loses nothing and takes nothing twice', async () => {
  await assertMergesAlike(env.DB, 40);
}, 60_000);
