/**
 * The server's order: no two changes of a list have one revision, a page of changes lies in order after its cursor, and
 * a device's cursor moves forward within one reading of the list.
 */

import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';

interface StoredCursor {
  readonly generation: number;
  readonly rev: number;
}

export function revisionsOracle({ report }: World): Oracle {
  const cursors = new Map<string, StoredCursor>();
  return {
    answered: ({ list, cursor, to, changes }) => {
      let last = cursor[1];
      for (const [item, rev] of changes) {
        if (rev <= last) report(`${list}: ${item} came as revision ${rev} after ${last}`);
        last = rev;
      }
      if (to !== undefined && to < last) report(`${list}: a page ends at ${to} and holds ${last}`);
    },
    wrote: ({ device, store, write }) => {
      for (const key of write.gone.keys()) cursors.delete(`${device.name} ${store} ${key}`);
      for (const [key, record] of write.put) {
        if (!key.startsWith('list/')) continue;
        const now = cursorOf(record);
        const place = `${device.name} ${store} ${key}`;
        const before = cursors.get(place);
        if (now) cursors.set(place, now);
        if (!now || !before) continue;
        const isBack =
          now.generation < before.generation ||
          (now.generation === before.generation && now.rev < before.rev);
        if (isBack) report(`${place}: the cursor went back from ${before.rev} to ${now.rev}`);
      }
    },
    losing: (device) => {
      for (const place of cursors.keys())
        if (place.startsWith(`${device.name} `)) cursors.delete(place);
    },
  };
}

function cursorOf(record: unknown): StoredCursor | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  if (!('cursor' in record) || !Array.isArray(record.cursor)) return undefined;
  const generation = 'generation' in record ? Number(record.generation) : 0;
  return { generation, rev: Number(record.cursor[1]) };
}
