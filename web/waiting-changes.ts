/** What waits to be sent, for the screen: each to-do by its title, with what is new about it. */

import { LIST_ITEM_ID, accountListId } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import { millisecondsOfStamp } from '../domain/stamp.ts';
import type { EditedRegisters } from '../protocol/edit.ts';
import type { Mirror } from '../replica/mirror.ts';
import type { EditRecord } from '../replica/records.ts';
import { secondWords } from './second-words.ts';
import { todoOf } from './todo-lists.ts';

export interface WaitingChange {
  readonly id: ItemId;
  readonly title: string;
  /** "new", "title, notes". */
  readonly what: string;
  /** When the first of it was written, by the clock that stamps are made with. */
  readonly sinceMs: number;
}

interface Gathered {
  readonly list: ListId;
  readonly registers: Record<string, EditedRegisters[string]>;
  isOffer: boolean;
  sinceMs: number;
}

/** The oldest first. */
export function waitingChanges(mirror: Mirror): readonly WaitingChange[] {
  const gathered = new Map<ItemId, Gathered>();
  for (const record of mirror.edits.values()) gather(gathered, record);
  return Array.from(gathered, ([id, { list, registers, isOffer, sinceMs }]) => ({
    id,
    title: titleOf(mirror, list, id),
    what: isOffer ? secondWords.offeredAgain : whatOf(registers),
    sinceMs,
  })).toSorted((a, b) => a.sinceMs - b.sinceMs);
}

function gather(gathered: Map<ItemId, Gathered>, { list, edits, isOffer }: EditRecord): void {
  for (const [id, registers] of edits) {
    const held = gathered.get(id) ?? { list, registers: {}, isOffer: true, sinceMs: Infinity };
    gathered.set(id, held);
    if (!isOffer) held.isOffer = false;
    for (const [key, register] of Object.entries(registers)) {
      const [, stamp] = register;
      held.sinceMs = Math.min(held.sinceMs, millisecondsOfStamp(stamp));
      const before = held.registers[key];
      if (!before || before[1] < stamp) held.registers[key] = register;
    }
  }
}

function titleOf(mirror: Mirror, list: ListId, id: ItemId): string {
  const item = mirror.itemsOf(list).get(id);
  const title = item && todoOf(item)?.title;
  if (title) return title;
  // What is no to-do says how a list is set up.
  const isSettings =
    String(id) === LIST_ITEM_ID || list === accountListId(mirror.account.accountId);
  return isSettings ? secondWords.listSettings : secondWords.untitled;
}

/** What a person did, in the order in which it matters. */
function whatOf(registers: Gathered['registers']): string {
  const { creator, title, notes, done, trashed, place, recoveredFrom } = registerKeys;
  const isSet = (key: string): boolean => registers[key]?.[0] === true;
  const isNew = creator in registers;
  const { changed } = secondWords;
  const parts = [
    recoveredFrom in registers && changed.recovered,
    isNew && !(recoveredFrom in registers) && changed.created,
    !isNew && title in registers && changed.title,
    !isNew && notes in registers && changed.notes,
    done in registers && (isSet(done) ? changed.completed : !isNew && changed.reopened),
    trashed in registers && (isSet(trashed) ? changed.deleted : !isNew && changed.restored),
    !isNew && place in registers && changed.moved,
  ].filter((part) => typeof part === 'string');
  return parts.length > 0 ? parts.join(', ') : changed.other;
}
