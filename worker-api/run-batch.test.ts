import { expect, test } from 'vitest';
import { DatabaseBusyError, runBatch } from './run-batch.ts';
import type { SqlDatabase, SqlResult } from './sql-database.ts';

/** A database that fails with these messages, one a batch, and then answers. */
function failing(...messages: string[]) {
  const waits: number[] = [];
  let batches = 0;
  const db: SqlDatabase = {
    prepare: () => {
      throw new Error('no statement is needed');
    },
    batch: async (): Promise<SqlResult[]> => {
      const message = messages[batches];
      batches += 1;
      if (message !== undefined) throw new Error(message);
      return [{ results: [] }];
    },
  };
  const ports = {
    db,
    randomBytes: (count: number) => new Uint8Array(count).fill(200),
    waitMs: async (ms: number) => void waits.push(ms),
  };
  return { ports, waits, batches: () => batches };
}

const LOST = 'D1_ERROR: Network connection lost.';

test('D02 D03 D04 a database that comes back is asked again, at most twice, after a pause', async () => {
  for (const message of [
    LOST,
    'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.: storage caused object to be reset',
    'D1_ERROR: D1 DB reset because its code was updated.',
    'Cannot resolve D1 DB due to transient issue on remote node.',
    'database is locked',
  ]) {
    const { ports, waits, batches } = failing(message, message);
    expect(await runBatch(ports, () => [])).toEqual([{ results: [] }]);
    expect(batches()).toBe(3);
    expect(waits).toEqual([250, 250]);
  }
});

test('a database that does not come back is busy', async () => {
  const { ports, batches } = failing(LOST, LOST, LOST, LOST);
  await expect(runBatch(ports, () => [])).rejects.toThrow(DatabaseBusyError);
  expect(batches()).toBe(3);
});

test('D01 D08 D14 a database that is overloaded, full or broken is not asked again', async () => {
  for (const message of [
    'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
    'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
    'database or disk is full',
    'attempt to write a readonly database',
    'disk I/O error',
  ]) {
    const { ports, batches } = failing(message);
    await expect(runBatch(ports, () => [])).rejects.toThrow(DatabaseBusyError);
    expect(batches()).toBe(1);
  }
});

test('every attempt has statements of its own', async () => {
  const { ports } = failing(LOST);
  let made = 0;
  await runBatch(ports, () => {
    made += 1;
    return [];
  });
  expect(made).toBe(2);
});
