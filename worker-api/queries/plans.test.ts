import { expect, test } from 'vitest';
import { memoryDatabase } from '../memory-database.fixture.ts';
import { assertNoScan, queries } from './plans.fixture.ts';

test.each(queries)('%s reads no table from end to end', async (_, sql) => {
  await assertNoScan(await memoryDatabase(), sql);
});

test('a query that does is noticed', async () => {
  const db = await memoryDatabase();
  await expect(assertNoScan(db, 'SELECT id FROM items WHERE id = ?1')).rejects.toMatchObject({
    actual: [expect.stringMatching(/^SCAN items/)],
  });
});

test('no query selects everything or binds by anything but a number', () => {
  for (const [name, sql] of queries) {
    expect(sql, name).not.toMatch(/SELECT \*|\?(?!\d)|[$:@][a-z]/i);
  }
});
