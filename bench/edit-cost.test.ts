import { serialize } from 'node:v8';
import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { createTestBrowser } from '../replica/browser.fixture.ts';
import { sampleTodos } from './sample-todos.ts';
import { PAGE_ROWS, segmentLayout } from './segment-layout.ts';
import { countWrites } from './write-counter.ts';

test('an edit is one transaction and one put of at most 400 bytes', async () => {
  const { ports } = createTestBrowser().context();
  const layout = segmentLayout(ports, 'cost', PAGE_ROWS);
  const todos = sampleTodos(1000);
  await layout.writeAll(todos);
  for (const [at, todo] of todos.slice(0, 20).entries()) {
    const count = await countWrites({ IDBDatabase, IDBObjectStore }, () =>
      layout.changeOne({ at, todo }),
    );
    expect(count).toMatchObject({ transactions: 1, puts: 1, deletes: 0 });
    const [record] = count.records;
    const bytes = serialize(record?.[0]).length + serialize(record?.[1]).length;
    expect(bytes).toBeLessThanOrEqual(400);
  }
});
