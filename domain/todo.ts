/**
 * A to-do as the screen knows it: an item's registers read into named fields.
 *
 * Reading is total: a register of a newer version or with a value of another shape reads as "not set" and stays
 * untouched in the item.
 */

import { isItemId } from './ids.ts';
import type { ItemId } from './ids.ts';
import { placeFromValue } from './place.ts';
import type { Place } from './place.ts';
import { registerKeys } from './register.ts';
import type { Item, Json, Registers } from './register.ts';
import { repeatFromValue, valueFromRepeat } from './repeat.ts';
import type { Repeat } from './repeat.ts';
import { millisecondsOfStamp } from './stamp.ts';
import { tagKey, tagsOf } from './tag.ts';
import { valueFromWhen, whenFromValue } from './when.ts';
import type { When } from './when.ts';

/** 1 is the highest, 3 the lowest, 0 none. */
export type Priority = 0 | 1 | 2 | 3;

export interface Todo {
  readonly id: ItemId;
  readonly title: string;
  readonly notes: string;
  readonly isDone: boolean;
  readonly isTrashed: boolean;
  readonly when: When | undefined;
  readonly repeat: Repeat | undefined;
  readonly priority: Priority;
  /** Sorted. */
  readonly tags: readonly string[];
  readonly parentId: ItemId | undefined;
  /** Sorts among its siblings; a to-do without a place sorts by when it was made. */
  readonly orderKey: string;
  /** Milliseconds since 1970 of its creation, or 0 when that is not known yet. */
  readonly createdMs: number;
  /** When `isDone` last changed; 0 while it never did. */
  readonly doneMs: number;
  /** When it was last put into Trash or taken out; 0 while it never was. */
  readonly trashedMs: number;
}

/** Fields a person can change, each optional: an edit names only what it sets. */
export interface TodoChange {
  readonly title?: string;
  readonly notes?: string;
  readonly isDone?: boolean;
  readonly isTrashed?: boolean;
  readonly place?: Place;
  /** Null takes it away. */
  readonly when?: When | null;
  /** Null takes it away. */
  readonly repeat?: Repeat | null;
  readonly priority?: Priority;
  /** Texts that can be no tag are left out; see tag.ts. */
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
}

/** The to-do in an item, or undefined for an item that is none (a list's own settings, a half-known item). */
export function todoFromItem({ id, registers }: Item): Todo | undefined {
  if (!isItemId(id) || !registers[registerKeys.title]) return undefined;
  const place = placeFromValue(registers[registerKeys.place]?.[0]);
  const createdMs = setAtMs(registers, registerKeys.creator);
  return {
    id,
    title: text(registers, registerKeys.title),
    notes: text(registers, registerKeys.notes),
    isDone: registers[registerKeys.done]?.[0] === true,
    isTrashed: registers[registerKeys.trashed]?.[0] === true,
    when: whenFromValue(registers[registerKeys.when]?.[0]),
    repeat: repeatFromValue(registers[registerKeys.repeat]?.[0]),
    priority: priorityFrom(registers[registerKeys.priority]?.[0]),
    tags: tagsOf(registers),
    parentId: place?.parentId,
    orderKey: place?.orderKey ?? `z${createdMs.toString(36)}`,
    createdMs,
    doneMs: setAtMs(registers, registerKeys.done),
    trashedMs: setAtMs(registers, registerKeys.trashed),
  };
}

/** The register values that a change sets. */
export function valuesFromChange(change: TodoChange): Readonly<Record<string, Json>> {
  const values: Record<string, Json> = {};
  if (change.title !== undefined) values[registerKeys.title] = change.title;
  if (change.notes !== undefined) values[registerKeys.notes] = change.notes;
  if (change.isDone !== undefined) values[registerKeys.done] = change.isDone;
  if (change.isTrashed !== undefined) values[registerKeys.trashed] = change.isTrashed;
  if (change.place) {
    values[registerKeys.place] = [change.place.parentId ?? '', change.place.orderKey];
  }
  if (change.when !== undefined) values[registerKeys.when] = valueFromWhen(change.when);
  if (change.repeat !== undefined) values[registerKeys.repeat] = valueFromRepeat(change.repeat);
  if (change.priority !== undefined) values[registerKeys.priority] = change.priority;
  for (const tag of change.removeTags ?? []) setTag(values, tag, false);
  for (const tag of change.addTags ?? []) setTag(values, tag, true);
  return values;
}

function setTag(values: Record<string, Json>, tag: string, has: boolean): void {
  const key = tagKey(tag);
  if (key !== undefined) values[key] = has;
}

/** Orders siblings as every replica does: by key, then by id. */
export function compareTodos(a: Todo, b: Todo): number {
  if (a.orderKey !== b.orderKey) return a.orderKey < b.orderKey ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function priorityFrom(value: Json | undefined): Priority {
  return value === 1 || value === 2 || value === 3 ? value : 0;
}

function text(registers: Registers, key: string): string {
  const value = registers[key]?.[0];
  return typeof value === 'string' ? value : '';
}

function setAtMs(registers: Registers, key: string): number {
  const stamp = registers[key]?.[1];
  return stamp === undefined ? 0 : millisecondsOfStamp(stamp);
}
