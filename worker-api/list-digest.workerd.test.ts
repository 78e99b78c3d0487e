import { env } from 'cloudflare:workers';
import { test } from 'vitest';
import { assertSumsAlike } from './list-digest.fixture.ts';

test('D1 sums a list as every replica does', async () => {
  await assertSumsAlike(env.DB, 20);
});
