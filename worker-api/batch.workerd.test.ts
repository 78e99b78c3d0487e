import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { assertBatchIsAtomic } from './batch.fixture.ts';

test('D06 D1: a statement that fails takes the whole batch back', async () => {
  await assertBatchIsAtomic(env.DB);
});

test('D07 D1: a push of the largest request is one parameter', async () => {
  const { results } = await env.DB.prepare('SELECT count(*) AS count FROM json_each(?1)')
    .bind(JSON.stringify(Array.from({ length: 2000 }, () => 'x'.repeat(800))))
    .all();
  expect(results).toEqual([{ count: 2000 }]);
});
