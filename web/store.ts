/**
 * The page's one door to the replica: what the elements show, and the edits they ask for.
 *
 * An edit's promise resolves when it is saved on this device, and only then does the list change. Dispatches the event
 * `change`, once for everything that changed at one moment. What reads is here; what acts (acting.ts) comes with the
 * second load.
 */

import type { ItemId } from '../domain/ids.ts';
import type { Todo, TodoChange } from '../domain/todo.ts';
import type { ViewPorts } from '../replica/browser-view-ports.ts';
import type { Mirror } from '../replica/mirror.ts';
import { ReplicaView } from '../replica/replica-view.ts';
import type { Restored } from '../replica/replica-view.ts';
import type { StorageTrouble } from '../replica/storage-recovery.ts';
import type { SyncStatus } from '../replica/sync-status.ts';
import type { Acting } from './acting.ts';
import type { Decision } from './events.ts';
import type { Decided } from './reviewing.ts';
import type { SyncReport } from './sync-report.ts';
import { NO_TODOS, listTodos, todoOf } from './todo-lists.ts';
import type { TodoLists } from './todo-lists.ts';

const NO_IDS: ReadonlySet<ItemId> = new Set();

/** On this device's disk, or in this tab only. */
export type Mark = 'unsent' | 'held';

export class Store extends EventTarget {
  readonly #ports: ViewPorts;
  readonly #view: ReplicaView;
  #loading: Promise<Acting> | undefined;
  #acting: Acting | undefined;
  #lists: TodoLists | undefined;
  #marks: ReadonlyMap<ItemId, Mark> | undefined;
  #isAnnounced = false;

  constructor(ports: ViewPorts) {
    super();
    this.#ports = ports;
    this.#view = new ReplicaView({
      ports,
      onChange: () => this.#announce(),
    });
  }

  /** Reads what this device holds, then begins to sync. */
  async start(): Promise<void> {
    await this.#view.inTurn(() => this.#view.openCurrent());
    await this.#act();
  }

  /** False until what this device holds was read for the first time. */
  get isLoaded(): boolean {
    return this.#view.isLoaded;
  }

  /** Set when this browser had cleared its copy and the server gave it back. */
  get restored(): Restored | undefined {
    return this.#view.restored;
  }

  /** A newer version of the app owns the storage; reload before writing. */
  get isReadOnly(): boolean {
    return this.#view.isReadOnly;
  }

  /** A new version is installed and waits for the person. */
  get isUpdateReady(): boolean {
    return this.#acting?.background.isUpdateReady ?? false;
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
    return this.#view.unsentIds();
  }

  /** Where the latest changes of a to-do are, if not on the server. */
  get marks(): ReadonlyMap<ItemId, Mark> {
    const { heldIds } = this;
    const marked = (id: ItemId) => [id, heldIds.has(id) ? 'held' : 'unsent'] as const;
    return (this.#marks ??= new Map(Array.from(this.unsentIds, marked)));
  }

  /** To-dos with changes that are in this tab only, because the device does not take them. */
  get heldIds(): ReadonlySet<ItemId> {
    return this.#acting?.heldIds ?? NO_IDS;
  }

  get status(): SyncStatus {
    return this.#acting?.status ?? { kind: 'empty' };
  }

  /** What a person should know about this device's storage, if anything. */
  get trouble(): StorageTrouble | undefined {
    return this.#acting?.trouble;
  }

  /** Everything that this device holds, for those who show more of it than to-dos. */
  get mirror(): Mirror | undefined {
    return this.#view.mirror;
  }

  todo(id: ItemId): Todo | undefined {
    const item = this.#view.mirror?.items.get(id);
    return item && todoOf(item);
  }

  /** Adds to-dos at the top, in the given order; the first under the id that it has already, if it has one. */
  async add(titles: readonly string[], firstId?: ItemId): Promise<readonly ItemId[]> {
    return (await this.#act()).add(titles, firstId);
  }

  /** Sets the named fields and no others. */
  async change(id: ItemId, change: TodoChange): Promise<void> {
    return (await this.#act()).change(id, change);
  }

  /** Moves an open to-do by one place; does nothing at the end of the list. */
  async move(id: ItemId, direction: 'up' | 'down'): Promise<void> {
    return (await this.#act()).move(id, direction);
  }

  /** Does what a person decided about something that was kept for them. */
  async decide(decision: Decision): Promise<Decided> {
    return (await this.#act()).decide(decision);
  }

  async syncNow(): Promise<void> {
    return (await this.#act()).syncNow();
  }

  /** Lets the version that waits take over; the page reloads when it has. */
  update(): void {
    this.#acting?.background.update();
  }

  /** What there is to tell about syncing beside all this. */
  async syncReport(): Promise<SyncReport> {
    return (await this.#act()).syncReport();
  }

  /** The half that acts; fetched again the next time where it could not be had. */
  #act(): Promise<Acting> {
    this.#loading ??= import('./second-load.ts').then(({ Acting: Half }) => {
      this.#acting = new Half(this.#ports, this.#view, () => this.#announce());
      this.#announce();
      return this.#acting;
    });
    return this.#loading.catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
  }

  #currentLists(): TodoLists {
    const { mirror } = this.#view;
    return (this.#lists ??= mirror ? listTodos(mirror.items) : NO_TODOS);
  }

  #announce(): void {
    this.#lists = undefined;
    this.#marks = undefined;
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
