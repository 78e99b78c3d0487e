/**
 * A device takes for read what it was told, and nothing else: its cursor moves, and edits leave its outbox, only by an
 * answer to the very question that the cursor asked; and an item is of a revision only if that was said in this reading
 * of the list.
 */

import { isEditRecord, isListRecord, listOfKey } from '../../replica/records.ts';
import type { World } from '../world.ts';
import type { Oracle, Written } from './oracle.ts';

/** What the server has said to a device of a list. */
interface Told {
  /** How far the answers to a cursor went, by the cursor. */
  readonly endsByCursor: Map<string, Set<number>>;
  /** `item rev` of this reading. */
  readonly revisions: Set<string>;
  /** After a power loss nobody knows which reading the device is back at. */
  isOfKnownReading: boolean;
}

interface Place {
  readonly generation: number;
  readonly rev: number;
  readonly cursor: string;
}

export function readingOracle({ report }: World): Oracle {
  const toldByDevice = new Map<string, Map<string, Told>>();
  const places = new Map<string, Place>();

  const toldOf = (device: string, list: string): Told => {
    const byList = toldByDevice.get(device) ?? new Map<string, Told>();
    toldByDevice.set(device, byList);
    const told = byList.get(list) ?? {
      endsByCursor: new Map<string, Set<number>>(),
      revisions: new Set<string>(),
      isOfKnownReading: true,
    };
    byList.set(list, told);
    return told;
  };

  return {
    answered: ({ request: { device }, list, cursor, code, to = cursor[1], changes }) => {
      if (!device || code !== undefined) return;
      const { endsByCursor, revisions } = toldOf(device.name, list);
      const ends = endsByCursor.get(cursor.join()) ?? new Set<number>();
      endsByCursor.set(cursor.join(), ends.add(to));
      for (const [item, rev] of changes) revisions.add(`${item} ${rev}`);
    },
    wrote: ({ device: { name }, store, write }) => {
      for (const [key, record] of write.put) {
        if (!key.startsWith('list/') || !isListRecord(record)) continue;
        const { cursor, generation } = record;
        const list = listOfKey(key);
        const now = { generation, rev: cursor[1], cursor: cursor.join() };
        const before = places.get(`${name} ${store} ${list}`);
        places.set(`${name} ${store} ${list}`, now);
        const told = toldOf(name, list);
        if (before && before.generation !== generation) {
          told.revisions.clear();
          told.isOfKnownReading = true;
          continue;
        }
        const isMoved = before && before.cursor !== now.cursor;
        if (!before || (!isMoved && !isAcknowledged(list, write))) continue;
        if (told.endsByCursor.get(before.cursor)?.has(now.rev) !== true)
          report(`${name}: ${list} went from ${before.cursor} to ${now.cursor} and nobody said so`);
      }
      for (const [list, item] of revisionsPut(write)) {
        const { revisions, isOfKnownReading } = toldOf(name, list);
        if (isOfKnownReading && !revisions.has(item))
          report(`${name}: ${list} holds ${item} and nobody said so in this reading`);
      }
    },
    losing: ({ name }, kind) => {
      for (const place of places.keys()) if (place.startsWith(`${name} `)) places.delete(place);
      if (kind === 'wipe') return;
      for (const told of toldByDevice.get(name)?.values() ?? []) told.isOfKnownReading = false;
    },
  };
}

function isAcknowledged(list: string, { gone }: Written['write']): boolean {
  return [...gone.values()].some((record) => isEditRecord(record) && record.list === list);
}

/** `item rev` of the segments, with their lists; but for what has no revision. */
function* revisionsPut({ put }: Written['write']): Iterable<readonly [list: string, item: string]> {
  for (const [key, record] of put) {
    if (!key.startsWith('items/') || !isWithRevisions(record)) continue;
    const list = listOfKey(key);
    for (const [at, id] of record.ids.split(' ').entries()) {
      const rev = record.revs[at] ?? 0;
      if (rev > 0) yield [list, `${id} ${rev}`];
    }
  }
}

function isWithRevisions(
  record: unknown,
): record is { readonly ids: string; readonly revs: readonly number[] } {
  return (
    typeof record === 'object' &&
    record !== null &&
    'ids' in record &&
    typeof record.ids === 'string' &&
    'revs' in record &&
    Array.isArray(record.revs)
  );
}
