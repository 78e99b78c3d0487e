/**
 * A device over HTTP that keeps an edit until the server has acknowledged it and reads on from its cursor: as little of
 * a replica as a kill of the server can hurt.
 */

import type { ItemId } from '../../domain/ids.ts';
import { limits } from '../../domain/limits.ts';
import type { Item } from '../../domain/register.ts';
import { todoFromItem } from '../../domain/todo.ts';
import type { TodoChange } from '../../domain/todo.ts';
import type { Edit } from '../../protocol/edit.ts';
import { CURSOR_START } from '../../protocol/sync-request.ts';
import { itemsFromEdits } from '../../replica/edited-items.ts';
import { mergeInto } from '../../replica/segment.ts';
import type { RandomStream } from '../../simulation/random.ts';
import { cursorAfter, itemsFrom } from '../harness/http-device.ts';
import type { HttpDevice } from '../harness/http-device.ts';
import { keyOfTitle } from './findings.ts';

export class OutboxDevice {
  readonly http: HttpDevice;
  /** Everything it has written or read, merged. */
  readonly held = new Map<ItemId, Item>();
  /** How many edits it has made. */
  edits = 0;
  readonly #name: string;
  #outbox: readonly Edit[] = [];
  #cursor = CURSOR_START;

  /** @param name begins the titles of its to-dos */
  constructor(http: HttpDevice, name: string) {
    this.http = http;
    this.#name = name;
  }

  /** Adds to-dos, changes its own, and writes notes into those of others. Nothing is sent. */
  write(random: RandomStream, most: number): void {
    const made = Array.from({ length: 1 + random.below(most) }, () => this.#edit(random));
    this.edits += made.length;
    this.#outbox = [...this.#outbox, ...made];
    mergeInto(this.held, itemsFromEdits(made));
  }

  /**
   * One request. Answers whether there is more to send or to read.
   *
   * @throws {Error} when no answer came; then everything waits still
   */
  async sync(): Promise<boolean> {
    const sent = this.#outbox.slice(0, limits.editsPerRequest);
    const part = await this.http.sync(this.#cursor, sent);
    if (part.no) throw new Error(`the server refused ${JSON.stringify(part.no)}`);
    this.#outbox = this.#outbox.slice(sent.length);
    this.#cursor = cursorAfter(this.#cursor, part);
    mergeInto(this.held, itemsFrom(part));
    return this.#outbox.length > 0 || part.m === 1;
  }

  /** Sends what waits and reads what there is. */
  async syncAll(): Promise<void> {
    while (await this.sync());
  }

  #edit(random: RandomStream): Edit {
    const todos = [...this.held.values()].flatMap((item) => todoFromItem(item) ?? []);
    if (todos.length === 0 || random.chance(0.6)) {
      return this.http.adding(`${this.#name}-${this.edits}-${random.below(1e6)}`, 'n');
    }
    const { id, title, isDone } = random.pick(todos);
    const note = { notes: `By ${this.#name} ${random.below(1e6)}` };
    const own: readonly TodoChange[] = [
      { title: `${keyOfTitle(title)} is ${random.below(1e6)}` },
      { isDone: !isDone },
      { isTrashed: true },
      note,
    ];
    return this.http.changing(id, title.startsWith(this.#name) ? random.pick(own) : note);
  }
}
