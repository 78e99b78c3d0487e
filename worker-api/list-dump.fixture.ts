/** Everything that lists consist of: to see that nothing has changed, and to go back to a backup. */

import { memoryDatabase } from './memory-database.fixture.ts';
import type { ServerPorts } from './server-ports.ts';
import type { SqlRow, SqlValue } from './sql-database.ts';
import { createListOf, portsOf, run } from './sync.fixture.ts';

/** A server of its own, with one empty list. */
export async function listOfAnna(): Promise<ServerPorts> {
  const db = await memoryDatabase();
  await createListOf(db);
  return portsOf(db);
}

const TABLES = ['lists', 'members', 'items', 'history', 'pushes', 'authors'];

/** All that the lists consist of. */
export async function dump({ db }: ServerPorts): Promise<readonly (readonly SqlRow[])[]> {
  return Promise.all(TABLES.map((table) => run(db, `SELECT * FROM ${table}`)));
}

/** Takes a backup; calling what it answers goes back to it. */
export async function backUp(ports: ServerPorts): Promise<() => Promise<void>> {
  const rowsByTable = await dump(ports);
  return async () => {
    for (const [index, table] of TABLES.entries()) {
      await run(ports.db, `DELETE FROM ${table}`);
      for (const row of rowsByTable[index] ?? []) {
        const places = Object.keys(row).map((_, index) => `?${index + 1}`);
        const values = Object.values(row) as SqlValue[];
        await run(ports.db, `INSERT INTO ${table} VALUES (${places.join()})`, ...values);
      }
    }
  };
}
