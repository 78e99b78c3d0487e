import { test } from 'vitest';
import { memoryDatabase } from './memory-database.fixture.ts';
import { assertTrashEnds } from './trash-emptying.fixture.ts';

test('Trash is emptied after 30 days and purged 400 days later, and nothing comes back', async () => {
  await assertTrashEnds(await memoryDatabase());
});
