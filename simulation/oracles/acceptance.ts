/** What the server says it has taken it has, right then: every register, or a later one in its place. */

import { LIST_ITEM_ID } from '../../domain/ids.ts';
import type { Registers } from '../../domain/register.ts';
import type { World } from '../world.ts';
import type { Answered, Oracle } from './oracle.ts';

export function acceptanceOracle({ report, server }: World): Oracle {
  const check = async ({ list, taken }: Answered): Promise<void> => {
    const ids = JSON.stringify(taken.map(([id]) => id));
    const rows = await server.select(STORED, list, ids);
    const stored = new Map(
      rows.map(({ id, registers }) => [id, JSON.parse(String(registers)) as Registers]),
    );
    // Of several edits of a to-do one may tell of the emptying that ends the others.
    const told = new Set(taken.flatMap(([id, { e }]) => (e ? [id] : [])));
    for (const [id, registers] of taken) {
      const now = stored.get(id);
      for (const [key, [, stamp]] of Object.entries(registers)) {
        // What one who is not the owner says of a list's people is passed over, and said so to nobody.
        if (id === LIST_ITEM_ID && (key === 'c' || key.startsWith('j.'))) continue;
        if ((now?.[key]?.[1] ?? '') >= stamp) continue;
        if (told.has(id) && stamp < (now?.['e']?.[1] ?? '')) continue;
        report(`${list}: ${id} ${key} ${stamp} was taken and is not there`);
      }
    }
  };
  return {
    answered: (answered) => {
      if (answered.taken.length > 0) void check(answered);
    },
  };
}

const STORED = `
  SELECT id, registers FROM items
  WHERE list_id = ?1 AND id IN (SELECT value FROM json_each(?2))`;
