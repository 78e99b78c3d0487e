/** A person at a page: adds, renames, completes, trashes, restores and moves to-dos, as the screen does. */

import { ID_BYTES, idFromBytes } from '../domain/random-id.ts';
import { accountListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { JITTER_BYTES, orderKeyBetween } from '../domain/order-key.ts';
import { registerKeys } from '../domain/register.ts';
import { todoFromItem, valuesFromChange } from '../domain/todo.ts';
import type { Todo } from '../domain/todo.ts';
import type { NewEdit } from '../replica/edit.ts';
import type { Mirror } from '../replica/mirror.ts';
import type { Context } from './context.ts';
import type { Committed } from './oracles/oracle.ts';
import { nameOf } from './oracles/stored-registers.ts';
import type { RandomStream } from './random.ts';

/** Does one thing on the page; rejects when the device could not store it. Answers what was committed. */
export function act(page: Context, random: RandomStream): Promise<Committed> {
  return commit(page, intend(random));
}

/** Brings in many to-dos at once, as from another app. */
export function bringIn(page: Context, count: number, random: RandomStream): Promise<Committed> {
  const drawn = Array.from({ length: count }, () => ({
    id: idFromBytes<ItemId>(random.bytes(ID_BYTES)),
    jitter: random.bytes(JITTER_BYTES),
  }));
  return commit(page, (mirror) =>
    drawn.map(({ id, jitter }, at) =>
      creation(mirror, mirror.account.inboxId, id, `item ${at}`, jitter),
    ),
  );
}

/** What a person wants to do, given what they see. */
export type Intention = (mirror: Mirror) => readonly NewEdit[];

/** Commits what they want; rejects when the device could not store it. Answers what was committed. */
export async function commit(page: Context, intention: Intention): Promise<Committed> {
  let registers: Committed['registers'] = [];
  await page.replica?.commit((mirror) => {
    const edits = intention(mirror);
    registers = edits.flatMap(({ list, id, values, seen }) =>
      Object.keys(values).map((key) => ({
        item: nameOf(list ?? mirror.account.inboxId, id),
        key,
        before: seen?.registers[key]?.[1],
      })),
    );
    return edits;
  });
  return { page, registers };
}

/** Everything is drawn before the replica asks, and not again when it asks twice. */
function intend(random: RandomStream): Intention {
  const action = random.fraction();
  const choices = Array.from({ length: random.pick([1, 1, 1, 8]) }, random.fraction);
  const newId = idFromBytes<ItemId>(random.bytes(ID_BYTES));
  const jitter = random.bytes(JITTER_BYTES);
  const text = `text ${random.below(1000)}`;
  const whichList = random.fraction();
  return (mirror) => {
    const list = pickList(mirror, whichList);
    const items = mirror.itemsOf(list);
    const ids = [...items.values()]
      .filter(todoFromItem)
      .map(({ id }) => id)
      .toSorted();
    if (action > 0.992) return ids.slice(0, 200).flatMap((id) => trashing(mirror, list, id));
    const chosen = new Set(choices.map((choice) => ids[Math.floor(choice * ids.length)]));
    if (ids.length === 0 || action < 0.2) return [creation(mirror, list, newId, text, jitter)];
    if (action > 0.995) return [refusable(creation(mirror, list, newId, text, jitter))];
    return [...chosen].flatMap((id): readonly NewEdit[] => {
      const seen = id && items.get(id);
      if (!seen) return [];
      return [{ list, id, seen, values: valuesFor(action, todoFromItem(seen), text, jitter) }];
    });
  };
}

/** The Inbox half of the time, else one of the other lists. */
function pickList({ lists, account }: Mirror, choice: number): ListId {
  const others = lists.filter((list) => list !== accountListId(account.accountId));
  return others[Math.floor((choice * 2 - 1) * others.length)] ?? account.inboxId;
}

function trashing(mirror: Mirror, list: ListId, id: ItemId): readonly NewEdit[] {
  const seen = mirror.itemsOf(list).get(id);
  return seen ? [{ list, id, seen, values: valuesFromChange({ isTrashed: true }) }] : [];
}

function creation(
  mirror: Mirror,
  list: ListId,
  id: ItemId,
  title: string,
  jitter: Uint8Array,
): NewEdit {
  const place = { parentId: undefined, orderKey: orderKeyBetween(undefined, undefined, jitter) };
  const values = {
    [registerKeys.creator]: mirror.account.accountId,
    ...valuesFromChange({ title, place }),
  };
  return { list, id, values, seen: undefined };
}

function valuesFor(
  action: number,
  todo: Todo | undefined,
  text: string,
  jitter: Uint8Array,
): NewEdit['values'] {
  if (action < 0.4) return valuesFromChange({ title: text });
  if (action < 0.58) return valuesFromChange({ isDone: !todo?.isDone });
  if (action < 0.73) return valuesFromChange({ notes: text, title: text });
  if (action < 0.85) return valuesFromChange({ isTrashed: !todo?.isTrashed });
  if (action < 0.96) {
    const orderKey = orderKeyBetween(todo?.orderKey, undefined, jitter);
    return valuesFromChange({ place: { parentId: undefined, orderKey } });
  }
  // What a later version of the app might write.
  return { zz: { text }, 'g.dGFn': true };
}

/** With a register that no server takes. */
function refusable(edit: NewEdit): NewEdit {
  return { ...edit, values: { ...edit.values, notakey: true } };
}
