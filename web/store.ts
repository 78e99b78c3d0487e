/**
 * The page's one door to the replica: what the elements show, and the edits they ask for.
 *
 * An edit's promise resolves when it is saved on this device, and only then does the list change. Dispatches the event
 * `change`, once for everything that changed at one moment.
 */

import { ID_BYTES, idFromBytes } from '../domain/ids.ts';
import type { ItemId } from '../domain/ids.ts';
import { JITTER_BYTES, orderKeyBetween } from '../domain/order-key.ts';
import { registerKeys } from '../domain/register.ts';
import { valuesFromChange } from '../domain/todo.ts';
import type { Todo, TodoChange } from '../domain/todo.ts';
import type { RejectionReason } from '../protocol/sync-answer.ts';
import type { NewEdit } from '../replica/edit.ts';
import type { JournalEntry } from '../replica/journal.ts';
import type { Ports } from '../replica/ports.ts';
import { Replica } from '../replica/replica.ts';
import type { Restored } from '../replica/replica.ts';
import type { SyncStatus } from '../replica/sync-status.ts';
import type { BackgroundSupport, PageBackground } from './background-ports.ts';
import { isOnlineHint, isPageVisible, listenToPage, readStorageFacts } from './page-ports.ts';
import type { StorageFacts } from './page-ports.ts';
import { NO_TODOS, listTodos, todoOf } from './todo-lists.ts';
import type { TodoLists } from './todo-lists.ts';

/** Something the server will never take; it is kept here. */
export interface RefusedEdit {
  readonly itemId: ItemId;
  readonly title: string;
  /** What was written, where it was text. */
  readonly text: string;
  readonly reason: RejectionReason;
}

export class Store extends EventTarget {
  readonly #ports: Ports;
  readonly #background: PageBackground;
  readonly #replica: Replica;
  #lists: TodoLists | undefined;
  #unsentIds: ReadonlySet<ItemId> | undefined;
  #isAnnounced = false;

  constructor(ports: Ports, background: PageBackground) {
    super();
    this.#ports = ports;
    this.#background = background;
    this.#replica = new Replica({
      ports,
      background,
      loadSync: () => import('../replica/foreground-sync.ts'),
      isVisible: isPageVisible,
      isOnline: isOnlineHint,
      onChange: () => this.#announce(),
    });
  }

  /** Reads what this device holds and begins to sync. */
  async start(): Promise<void> {
    listenToPage({
      onReason: (reason) => void this.#replica.requestSync(reason),
      onHidden: () => this.#replica.hidden(),
      onNetworkHint: () => this.#announce(),
    });
    await this.#replica.start();
  }

  /** False until what this device holds was read for the first time. */
  get isLoaded(): boolean {
    return this.#replica.isLoaded;
  }

  /** Set when this browser had cleared its copy and the server gave it back. */
  get restored(): Restored | undefined {
    return this.#replica.restored;
  }

  /** A newer version of the app owns the storage; reload before writing. */
  get isReadOnly(): boolean {
    return this.#replica.isReadOnly;
  }

  get open(): readonly Todo[] {
    return this.#currentLists().open;
  }

  get done(): readonly Todo[] {
    return this.#currentLists().done;
  }

  get trashed(): readonly Todo[] {
    return this.#currentLists().trashed;
  }

  /** To-dos with changes that the server has not acknowledged. */
  get unsentIds(): ReadonlySet<ItemId> {
    return (this.#unsentIds ??= this.#replica.unsentIds());
  }

  get status(): SyncStatus {
    return this.#replica.status;
  }

  get canSyncInBackground(): BackgroundSupport {
    return this.#background.support;
  }

  get refused(): readonly RefusedEdit[] {
    const refused = this.#replica.mirror?.refused ?? [];
    return refused.map(({ id, registers, reason }) => ({
      itemId: id,
      title: this.todo(id)?.title ?? textOf(registers[registerKeys.title]?.[0]),
      text: Object.values(registers)
        .map(([value]) => textOf(value))
        .filter(Boolean)
        .join('\n'),
      reason,
    }));
  }

  todo(id: ItemId): Todo | undefined {
    const item = this.#replica.mirror?.items.get(id);
    return item && todoOf(item);
  }

  /** Adds to-dos at the top, in the given order. */
  async add(titles: readonly string[]): Promise<readonly ItemId[]> {
    const ids = titles.map(() => idFromBytes<ItemId>(this.#ports.randomBytes(ID_BYTES)));
    await this.#replica.commit((mirror) => {
      let below = listTodos(mirror.items).open[0]?.orderKey;
      const places = titles.map(() => {
        below = this.#keyBetween(undefined, below);
        return below;
      });
      return ids.map((id, at): NewEdit => {
        const place = { parentId: undefined, orderKey: places[titles.length - 1 - at] ?? '' };
        const values = valuesFromChange({ title: titles[at] ?? '', place });
        const creator = { [registerKeys.creator]: mirror.account.accountId };
        return { id, values: { ...creator, ...values }, seen: undefined };
      });
    });
    return ids;
  }

  /** Sets the named fields and no others. */
  async change(id: ItemId, change: TodoChange): Promise<void> {
    await this.#replica.commit((mirror) => [
      { id, values: valuesFromChange(change), seen: mirror.items.get(id) },
    ]);
  }

  /** Moves an open to-do by one place; does nothing at the end of the list. */
  async move(id: ItemId, direction: 'up' | 'down'): Promise<void> {
    await this.#replica.commit((mirror) => {
      const { open } = listTodos(mirror.items);
      const at = open.findIndex((todo) => todo.id === id);
      const target = direction === 'up' ? at - 1 : at + 1;
      const todo = open[at];
      if (!todo || !open[target]) return [];
      const [before, after] = direction === 'up' ? [target - 1, target] : [target, target + 1];
      const orderKey = this.#keyBetween(open[before]?.orderKey, open[after]?.orderKey);
      const place = { parentId: todo.parentId, orderKey };
      return [{ id, values: valuesFromChange({ place }), seen: mirror.items.get(id) }];
    });
  }

  syncNow(): Promise<void> {
    return this.#replica.requestSync('button');
  }

  /** The sync journal, newest first. */
  journal(): Promise<readonly JournalEntry[]> {
    return this.#replica.journal();
  }

  storage(): Promise<StorageFacts> {
    return readStorageFacts();
  }

  #keyBetween(before: string | undefined, after: string | undefined): string {
    return orderKeyBetween(before, after, this.#ports.randomBytes(JITTER_BYTES));
  }

  #currentLists(): TodoLists {
    const { mirror } = this.#replica;
    return (this.#lists ??= mirror ? listTodos(mirror.items) : NO_TODOS);
  }

  #announce(): void {
    this.#lists = undefined;
    this.#unsentIds = undefined;
    if (this.#isAnnounced) return;
    this.#isAnnounced = true;
    void this.#dispatchSoon();
  }

  async #dispatchSoon(): Promise<void> {
    await Promise.resolve();
    this.#isAnnounced = false;
    this.dispatchEvent(new Event('change'));
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
