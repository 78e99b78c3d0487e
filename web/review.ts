/** What is kept for a person to decide on, read for the screen. */

import { LIST_ITEM_ID } from '../domain/ids.ts';
import type { ItemId, ListId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import type { Registers } from '../domain/register.ts';
import type { RejectionReason } from '../protocol/sync-answer.ts';
import type { Mirror } from '../replica/mirror.ts';
import { originOf } from '../replica/put-back.ts';
import { recoveredItems } from '../replica/recovered.ts';
import { secondWords } from './second-words.ts';
import { words } from './words.ts';

/** Something the server will never take as it is. */
export interface RefusedEdit {
  /** Of its record. */
  readonly key: string;
  readonly title: string;
  /** What the person did, a line for each field. */
  readonly text: string;
  /** That without what the title says already. */
  readonly rest: string;
  readonly reason: RejectionReason;
  readonly atMs: number;
}

export function refusedEdits(mirror: Mirror): readonly RefusedEdit[] {
  return Array.from(mirror.refusedByKey, ([key, { list, id, registers, reason, atMs }]) => {
    const held = mirror.itemsOf(list).get(id);
    const written = textOf(registers, registerKeys.title);
    const title = textOf(held?.registers, registerKeys.title) || written || secondWords.untitled;
    const lines = linesOf(registers);
    return {
      key,
      title,
      text: lines.join('\n'),
      rest: lines.filter((line) => line !== title).join('\n'),
      reason,
      atMs,
    };
  });
}

export interface RecoveredTodo {
  readonly id: ItemId;
  readonly title: string;
  readonly notes: string;
  /** Where it was and why it could not stay there. */
  readonly story: string;
  readonly atMs: number;
}

/** The latest first. */
export function recoveredTodos(mirror: Mirror): readonly RecoveredTodo[] {
  const todos = recoveredItems(mirror).map((item): RecoveredTodo => {
    const { list, reason, atMs } = originOf(item);
    const title = textOf(item.registers, registerKeys.title) || secondWords.untitled;
    const notes = textOf(item.registers, registerKeys.notes);
    const story = secondWords.recoveredBecause(listName(mirror, list), reason);
    return { id: item.id, title, notes, story, atMs };
  });
  return todos.toSorted((a, b) => b.atMs - a.atMs || (a.id < b.id ? -1 : 1));
}

/** What this device still knows of the list's name. */
function listName(mirror: Mirror, list: ListId | undefined): string | undefined {
  if (list === mirror.account.inboxId) return words.inbox;
  const settings = list && mirror.itemsOf(list).get(LIST_ITEM_ID as ItemId);
  return textOf(settings?.registers, registerKeys.title) || undefined;
}

function linesOf(registers: Registers): readonly string[] {
  const { title, notes, done, trashed, place } = registerKeys;
  const lines = [
    textOf(registers, title),
    textOf(registers, notes),
    switchOf(registers, done, secondWords.completed, secondWords.reopened),
    switchOf(registers, trashed, secondWords.deleted, secondWords.restored),
  ].filter(Boolean);
  // A move alone has no other words.
  return lines.length === 0 && registers[place] ? [secondWords.movedElsewhere] : lines;
}

function switchOf(registers: Registers, key: string, on: string, off: string): string {
  const value = registers[key]?.[0];
  return value === undefined ? '' : value === true ? on : off;
}

function textOf(registers: Registers | undefined, key: string): string {
  const value = registers?.[key]?.[0];
  return typeof value === 'string' ? value : '';
}
