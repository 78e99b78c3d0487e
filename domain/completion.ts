/** What it means to complete a to-do: it is done, and if it repeats, the next one is there. */

import type { CivilDate } from './civil-date.ts';
import type { ItemId } from './ids.ts';
import { nextOccurrence } from './next-occurrence.ts';
import { nextOccurrenceId } from './next-occurrence-id.ts';
import type { Todo, TodoChange } from './todo.ts';

export interface Completion {
  /** What is set on the completed to-do. It keeps its rule, so that it goes on if it is opened and done again. */
  readonly change: TodoChange;
  /** The to-do to create; undefined when the completed one does not repeat, or its series has ended. */
  readonly next: NextTodo | undefined;
}

export interface NextTodo {
  readonly id: ItemId;
  readonly change: TodoChange;
}

/**
 * What to write when the to-do is completed, all in one edit for each to-do.
 *
 * @param today the day it is where the to-do's zone is; without a zone, the device's
 * @param held the to-do that has the next one's id already (`nextOccurrenceId`): another device has completed this one,
 *   or it was completed before and opened again. Then there is nothing to create, unless it was put into Trash since,
 *   as an undone completion does.
 */
export function completionOf(todo: Todo, today: CivilDate, held?: Todo): Completion {
  const change: TodoChange = { isDone: true };
  const { when, repeat } = todo;
  const occurrence = repeat && nextOccurrence(repeat, when?.day, today);
  if (!occurrence || (held && !held.isTrashed)) return { change, next: undefined };
  const created: TodoChange = {
    title: todo.title,
    notes: todo.notes,
    when: { day: occurrence.day, time: when?.time, zone: when?.zone },
    repeat: occurrence.repeat,
    priority: todo.priority,
    addTags: todo.tags,
    // Where the completed one stood: the next one is the same thing to do.
    place: { parentId: todo.parentId, orderKey: todo.orderKey },
  };
  const next = held ? { ...created, ...backFromTrash(todo, held) } : created;
  return { change, next: { id: nextOccurrenceId(todo.id), change: next } };
}

/** What it became before it was put into Trash does not come back with it. */
function backFromTrash(todo: Todo, held: Todo): TodoChange {
  const removeTags = held.tags.filter((tag) => !todo.tags.includes(tag));
  return { isTrashed: false, isDone: false, removeTags };
}
