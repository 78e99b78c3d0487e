import { test } from 'vitest';
import { memoryDatabase } from './memory-database.fixture.ts';
import { assertMergesAlike } from './merge.fixture.ts';

test('D18 SQLite merges as every replica does, loses nothing and takes nothing twice', async () => {
  await assertMergesAlike(await memoryDatabase(), 200);
}, 60_000);
