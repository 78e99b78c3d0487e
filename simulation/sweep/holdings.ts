/** What the server holds when a story is over: items, who may see them, and what was overwritten. */

import type { ItemId, ListId } from '../../domain/ids.ts';
import type { Item, Registers } from '../../domain/register.ts';
import type { Stage } from './stage.ts';

export interface Holdings {
  readonly itemsByList: ReadonlyMap<ListId, ReadonlyMap<ItemId, Item>>;
  /** The lists that each account belongs to. */
  readonly listsByAccount: ReadonlyMap<string, ReadonlySet<ListId>>;
  /** `item key value` of everything that was overwritten; undefined where a backup took history with it. */
  readonly history: ReadonlySet<string> | undefined;
}

export async function holdingsOf(stage: Stage): Promise<Holdings> {
  const { server } = stage;
  const itemsByList = new Map<ListId, Map<ItemId, Item>>();
  for (const row of await server.select('SELECT list_id, id, rev, registers FROM items')) {
    const [list, id] = [String(row['list_id']) as ListId, String(row['id']) as ItemId];
    const registers = JSON.parse(String(row['registers'])) as Registers;
    const items = itemsByList.get(list) ?? new Map<ItemId, Item>();
    itemsByList.set(list, items.set(id, { id, rev: Number(row['rev']), registers }));
  }
  const listsByAccount = new Map<string, Set<ListId>>();
  const members = 'SELECT list_id, account_id FROM members WHERE removed_at IS NULL';
  for (const { list_id, account_id } of await server.select(members)) {
    const lists = listsByAccount.get(String(account_id)) ?? new Set<ListId>();
    listsByAccount.set(String(account_id), lists.add(String(list_id) as ListId));
  }
  const history = stage.wasRestored ? undefined : await historyOf(stage);
  return { itemsByList, listsByAccount, history };
}

async function historyOf({ server }: Stage): Promise<ReadonlySet<string>> {
  const rows = await server.select('SELECT item_id, key, value FROM history');
  return new Set(
    rows.map(({ item_id, key, value }) => `${String(item_id)} ${String(key)} ${String(value)}`),
  );
}
