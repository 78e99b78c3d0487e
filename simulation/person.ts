/** A person at a page: adds, renames, completes, trashes, restores and moves to-dos, as the screen does. */

import { ID_BYTES, idFromBytes } from '../domain/random-id.ts';
import type { ItemId } from '../domain/ids.ts';
import { JITTER_BYTES, orderKeyBetween } from '../domain/order-key.ts';
import { registerKeys } from '../domain/register.ts';
import { todoFromItem, valuesFromChange } from '../domain/todo.ts';
import type { TodoChange } from '../domain/todo.ts';
import type { NewEdit } from '../replica/edit.ts';
import type { Mirror } from '../replica/mirror.ts';
import type { Replica } from '../replica/replica.ts';
import type { RandomStream } from './random.ts';

/** Does one thing; rejects when the device could not store it. */
export function act(replica: Replica, random: RandomStream): Promise<void> {
  // Drawn before the replica asks, and not again when it asks twice.
  const action = random.fraction();
  const choice = random.fraction();
  const newId = idFromBytes<ItemId>(random.bytes(ID_BYTES));
  const jitter = random.bytes(JITTER_BYTES);
  const text = `text ${random.below(1000)}`;
  return replica.commit((mirror) => {
    const ids = [...mirror.items.keys()].toSorted();
    const id = ids[Math.floor(choice * ids.length)];
    if (id === undefined || action < 0.25) return [creation(mirror, newId, text, jitter)];
    return [
      {
        id,
        values: valuesFromChange(changeFor(mirror, id, action, text, jitter)),
        seen: mirror.items.get(id),
      },
    ];
  });
}

function creation(mirror: Mirror, id: ItemId, title: string, jitter: Uint8Array): NewEdit {
  const place = { parentId: undefined, orderKey: orderKeyBetween(undefined, undefined, jitter) };
  const values = {
    [registerKeys.creator]: mirror.account.accountId,
    ...valuesFromChange({ title, place }),
  };
  return { id, values, seen: undefined };
}

function changeFor(
  mirror: Mirror,
  id: ItemId,
  action: number,
  text: string,
  jitter: Uint8Array,
): TodoChange {
  const item = mirror.items.get(id);
  const todo = item && todoFromItem(item);
  if (action < 0.45) return { title: text };
  if (action < 0.6) return { isDone: !todo?.isDone };
  if (action < 0.75) return { notes: text, title: text };
  if (action < 0.85) return { isTrashed: !todo?.isTrashed };
  return {
    place: { parentId: undefined, orderKey: orderKeyBetween(todo?.orderKey, undefined, jitter) },
  };
}
