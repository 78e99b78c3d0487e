/**
 * The witness at the screen: what a person has asked for, and which of it the screen has said to be saved.
 *
 * The first word of a title names its to-do for good. A title counts as saved when its row is there, a completed to-do
 * when its row is among those that are done, and a deletion when the row is gone.
 */

import type { ItemId } from '../../domain/ids.ts';
import type { registerKeys } from '../../domain/register.ts';
import type { Item } from '../../domain/register.ts';
import { todoFromItem } from '../../domain/todo.ts';
import type { Todo } from '../../domain/todo.ts';
import { keyOfTitle } from './findings.ts';
import type { Finding } from './tally.ts';
import type { Traffic } from './traffic.ts';

type Field = 'title' | 'isDone' | 'isTrashed';

/** One value that a field was to get. */
interface Wish {
  readonly key: string;
  readonly field: Field;
  readonly value: string | boolean;
  /** Made with others at one moment; undefined when it was made alone. */
  readonly group: number | undefined;
  isShown: boolean;
}

/** A row of the screen: the name of its group and the to-do's title. */
export type ShownRow = readonly [group: string, title: string];

/** What is asked of the witness at the network. */
type Acknowledged = Pick<Traffic, 'committed' | 'hasCommitted'>;

/** So many rows may be drawn of a longer list, and then a row that is missing says nothing. */
const WHOLE = 100;

const NOT_YET = { title: undefined, isDone: false, isTrashed: false };
const REGISTER = { title: 't', isDone: 'd', isTrashed: 'x' } as const satisfies Record<
  Field,
  (typeof registerKeys)[keyof typeof registerKeys]
>;

export class Ledger {
  #wishes: Wish[] = [];
  #edits = 0;
  #saved = 0;
  #groups = 0;
  /** The rows as they were seen last. */
  #rows: readonly ShownRow[] = [];

  /** All that were asked for, in all rounds. */
  get edits(): number {
    return this.#edits;
  }

  /** All that the screen has shown. */
  get saved(): number {
    return this.#saved;
  }

  /** Titles on the screen of open to-dos of which nothing is on its way there. */
  get openTitles(): readonly string[] {
    const shown = new Set(this.#rows.map(([, title]) => title));
    return [...Map.groupBy(this.#wishes, ({ key }) => key).values()].flatMap((wishes) => {
      const isSettled = wishes.every(({ field, isShown }) => field === 'title' && isShown);
      const title = wishes.at(-1)?.value;
      return isSettled && typeof title === 'string' && shown.has(title) ? [title] : [];
    });
  }

  /** New to-dos, made at one moment. */
  wishNew(titles: readonly string[]): void {
    this.#groups += 1;
    for (const title of titles) this.#wish(keyOfTitle(title), 'title', title, this.#groups);
  }

  wish(title: string, field: Field, value: string | boolean): void {
    this.#wish(keyOfTitle(title), field, value, undefined);
  }

  /** Takes note of the rows of one moment; answers how many wishes are shown that were not before. */
  see(rows: readonly ShownRow[]): number {
    this.#rows = rows;
    const titles = new Set(rows.map(([, title]) => title));
    const keys = new Set(rows.map(([, title]) => keyOfTitle(title)));
    const news = this.#wishes.filter((wish) => {
      if (wish.isShown) return false;
      switch (wish.field) {
        case 'title':
          return titles.has(String(wish.value));
        case 'isDone':
          return rows.some(([group, title]) => group === 'Done' && keyOfTitle(title) === wish.key);
        case 'isTrashed':
          return rows.length > 0 && rows.length < WHOLE && !keys.has(wish.key);
      }
    });
    for (const wish of news) wish.isShown = true;
    this.#saved += news.length;
    return news.length;
  }

  /** To be asked when the screen says that everything is on the server: what is shown as saved and is not there? */
  unsaid(traffic: Acknowledged): readonly Finding[] {
    return [...this.#keys()].flatMap((key) =>
      (Object.keys(REGISTER) as Field[]).flatMap((field): readonly Finding[] => {
        const latest = this.#latest(key, field);
        const ids = idsOf(key, traffic);
        const isThere = latest.some(({ value }) =>
          ids.some((id) => traffic.hasCommitted(id, REGISTER[field], value)),
        );
        if (latest.length === 0 || isThere) return [];
        const evidence = `"saved" was said, and ${key}.${field} = ${latest[0]?.value} was acknowledged to nobody`;
        return [{ kind: 'untrue', evidence }];
      }),
    );
  }

  /** What was shown as saved and is not on the device, and changes of one moment of which only some are. */
  missingFrom(items: Iterable<Item>): readonly Finding[] {
    const todos = new Map(
      Array.from(items, todoFromItem).flatMap((todo) =>
        todo ? [[keyOfTitle(todo.title), todo]] : [],
      ),
    );
    const lost = [...this.#keys()].flatMap((key) =>
      (Object.keys(REGISTER) as Field[]).flatMap((field): readonly Finding[] => {
        const held = todos.get(key)?.[field] ?? NOT_YET[field];
        const allowed = this.#allowed(key, field);
        if (allowed.includes(held)) return [];
        const evidence = `${key}.${field} is ${held} on the device; shown as saved: ${allowed.join(' or ')}`;
        return [{ kind: 'lost', evidence }];
      }),
    );
    return [...lost, ...this.#torn(todos)];
  }

  /** After a round what the device holds is what there is: nothing that was lost unsaved will be waited for. */
  settle(items: Iterable<Item>): void {
    const keys = this.#keys();
    this.#wishes = Array.from(items, todoFromItem).flatMap((todo) =>
      todo && keys.has(keyOfTitle(todo.title)) ? settledWishes(todo) : [],
    );
  }

  #wish(key: string, field: Field, value: string | boolean, group: number | undefined): void {
    this.#edits += 1;
    this.#wishes.push({ key, field, value, group, isShown: false });
  }

  #torn(todos: ReadonlyMap<string, Todo>): readonly Finding[] {
    const groups = Map.groupBy(this.#wishes, ({ group }) => group);
    return [...groups].flatMap(([group, wishes]): readonly Finding[] => {
      const there = wishes.filter(({ key }) => todos.has(key)).length;
      if (group === undefined || there === 0 || there === wishes.length) return [];
      const evidence = `of ${wishes.length} to-dos added at one moment ${there} are on the device`;
      return [{ kind: 'lost', evidence }];
    });
  }

  #keys(): ReadonlySet<string> {
    return new Set(this.#wishes.map(({ key }) => key));
  }

  #wishesOf(key: string, field: Field): readonly Wish[] {
    return this.#wishes.filter((wish) => wish.key === key && wish.field === field);
  }

  /** From the latest that was shown on; nothing when none was. */
  #latest(key: string, field: Field): readonly Wish[] {
    const wishes = this.#wishesOf(key, field);
    const at = wishes.findLastIndex((wish) => wish.isShown);
    return at < 0 ? [] : wishes.slice(at);
  }

  #allowed(key: string, field: Field): readonly (string | boolean | undefined)[] {
    const latest = this.#latest(key, field);
    if (latest.length > 0) return latest.map(({ value }) => value);
    return [NOT_YET[field], ...this.#wishesOf(key, field).map(({ value }) => value)];
  }
}

function settledWishes(todo: Todo): readonly Wish[] {
  const key = keyOfTitle(todo.title);
  const common = { key, group: undefined, isShown: true };
  const title = { ...common, field: 'title', value: todo.title } as const;
  const isDone = { ...common, field: 'isDone', value: true } as const;
  const isTrashed = { ...common, field: 'isTrashed', value: true } as const;
  return [title, ...(todo.isDone ? [isDone] : []), ...(todo.isTrashed ? [isTrashed] : [])];
}

function idsOf(key: string, { committed }: Acknowledged): readonly ItemId[] {
  return [...committed.values()].flatMap((item) => {
    const todo = todoFromItem(item);
    return todo && keyOfTitle(todo.title) === key ? [item.id] : [];
  });
}
