/** What a server holds, changed past it: as an operator would, or time. */

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AppServer } from './app-server.ts';

/** Changes the server's tables while it is down, because it alone may write while it runs. */
export async function changeServerData(
  server: AppServer,
  change: (database: DatabaseSync) => void,
): Promise<void> {
  await server.stop();
  const database = new DatabaseSync(databaseFile(server.data));
  try {
    change(database);
  } finally {
    database.close();
  }
  await server.start();
}

/** Empties every to-do in Trash, as the server does by itself after thirty days. */
export function emptyTrash(database: DatabaseSync): void {
  const items = database
    .prepare("SELECT list_id, id, registers FROM items WHERE registers ->> '$.x[0]' = 1")
    .all();
  for (const { list_id: list, id, registers } of items) {
    const { c, x } = JSON.parse(String(registers)) as Readonly<Record<string, readonly unknown[]>>;
    const emptied = JSON.stringify({ c, x, e: [true, x?.[1]] });
    const [listId, itemId] = [String(list), String(id)];
    database.prepare("UPDATE lists SET rev = rev + 1, tag = 'emptied_' WHERE id = ?").run(listId);
    database
      .prepare(
        'UPDATE items SET registers = ?1, rev = (SELECT rev FROM lists WHERE lists.id = ?2) WHERE list_id = ?2 AND id = ?3',
      )
      .run(emptied, listId, itemId);
  }
}

function databaseFile(data: string): string {
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' });
  const file = files.find((name) =>
    /d1.*\/[\da-f]{64}\.sqlite$/i.test(name.replaceAll(path.sep, '/')),
  );
  if (!file) throw new Error(`there is no database below ${data}`);
  return path.join(data, file);
}
