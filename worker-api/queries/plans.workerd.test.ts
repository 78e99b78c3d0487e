import { env } from 'cloudflare:workers';
import { test } from 'vitest';
import { assertNoScan, queries } from './plans.fixture.ts';

test.each(queries)('D1: %s reads no table from end to end', async (_, sql) => {
  await assertNoScan(env.DB, sql);
});
