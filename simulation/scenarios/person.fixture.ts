/** A person at a device: what they do there, and what they see. */

import { LIST_ITEM_ID, accountListId } from '../../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../../domain/ids.ts';
import { orderKeyBetween } from '../../domain/order-key.ts';
import { MEMBER_PREFIX, registerKeys } from '../../domain/register.ts';
import type { Json, Registers } from '../../domain/register.ts';
import { compareTodos, todoFromItem, valuesFromChange } from '../../domain/todo.ts';
import type { Todo, TodoChange } from '../../domain/todo.ts';
import type { JournalEntry } from '../../replica/journal.ts';
import type { Mirror } from '../../replica/mirror.ts';
import type { Replica } from '../../replica/replica.ts';
import { storeName } from '../../replica/account.ts';
import type { SyncStatus } from '../../replica/sync-status.ts';
import type { Context } from '../context.ts';
import type { Device } from '../device.ts';
import { SECOND_MS } from './time.fixture.ts';
import type { PassingTime } from './time.fixture.ts';

const LIST_SETTINGS = LIST_ITEM_ID as ItemId;

export class Person {
  readonly device: Device;
  readonly #time: PassingTime;
  #page: Context | undefined;

  constructor(time: PassingTime, device: Device) {
    this.#time = time;
    this.device = device;
  }

  /** Comes to a friend's account by its cookie, as a further device does. */
  async join(friend: Person): Promise<void> {
    const hasCookie = () => friend.device.cookies.size > 0;
    if (!hasCookie()) throw new Error('the friend has no session yet');
    for (const [name, value] of friend.device.cookies) this.device.cookies.set(name, value);
  }

  /** Opens a page; what it does at its start is done. Another one that is open stays so. */
  async open(): Promise<Context> {
    const page = this.device.openPage();
    this.#page = page;
    await this.#time.wait(2 * SECOND_MS);
    return page;
  }

  /** Everything of the app ends at once; what is stored stays. */
  kill(): void {
    this.device.killAll();
  }

  async reopen(): Promise<void> {
    this.kill();
    await this.open();
  }

  get replica(): Replica {
    const replica = this.#page?.replica;
    if (!replica) throw new Error('no page is open');
    return replica;
  }

  get mirror(): Mirror {
    const { mirror } = this.replica.view;
    if (!mirror) throw new Error('nothing was written here yet');
    return mirror;
  }

  get accountId(): AccountId {
    return this.mirror.account.accountId;
  }

  get inbox(): ListId {
    return this.mirror.account.inboxId;
  }

  /** Undefined before the first edit. */
  get inboxSoFar(): ListId | undefined {
    return this.replica.view.mirror?.account.inboxId;
  }

  get status(): SyncStatus {
    return this.replica.status;
  }

  /** Writes a new to-do; resolves when it is saved on this device. */
  async add(title: string): Promise<ItemId> {
    const id = nextId();
    await this.write(id, { title, place: { parentId: undefined, orderKey: keyAtTheEnd() } });
    return id;
  }

  /** Changes a to-do, or makes it where there is none. */
  write(id: ItemId, change: TodoChange): Promise<void> {
    return this.set(id, valuesFromChange(change));
  }

  /** Sets registers as they are, in the Inbox or in another list. */
  set(id: ItemId, values: Readonly<Record<string, Json>>, list = this.inboxSoFar): Promise<void> {
    return this.#time.during(this.begin([id], values, list));
  }

  /** One bulk action: the same change to many to-dos. */
  writeAll(ids: readonly ItemId[], change: TodoChange): Promise<void> {
    return this.#time.during(this.begin(ids, valuesFromChange(change)));
  }

  /** Begins to write, and lets no time pass. */
  begin(
    ids: readonly ItemId[],
    values: Readonly<Record<string, Json>>,
    list = this.inboxSoFar,
  ): Promise<void> {
    return this.replica.commit((mirror) =>
      ids.map((id) => {
        const seen = mirror.itemsOf(list ?? mirror.account.inboxId).get(id);
        const creator = seen ? {} : { [registerKeys.creator]: mirror.account.accountId };
        return { id, values: { ...creator, ...values }, seen, ...(list && { list }) };
      }),
    );
  }

  /** Makes a list; the account's own list names it from then on. */
  async makeList(title: string): Promise<ListId> {
    const list = nextId() as string as ListId;
    await this.useList(list);
    await this.set(LIST_SETTINGS, { [registerKeys.title]: title }, list);
    await this.sync();
    return list;
  }

  /** Begins to use a list, as whoever was invited to it does. */
  useList(list: ListId): Promise<void> {
    return this.set(list as string as ItemId, {}, accountListId(this.accountId));
  }

  /** Says in the list who may do what; false for no more. */
  async setRole(list: ListId, person: Person, role: 'editor' | 'viewer' | false): Promise<void> {
    await this.set(LIST_SETTINGS, { [`${MEMBER_PREFIX}${person.accountId}`]: role }, list);
    await this.sync();
  }

  titlesIn(list: ListId): readonly string[] {
    return this.#todosIn(list).map(({ title }) => title);
  }

  /** Where each recovered to-do was, why it could not stay, and its title. */
  get recovered(): readonly (readonly [from: Json | undefined, title: Json | undefined])[] {
    const items = this.mirror.itemsOf(accountListId(this.accountId)).values();
    return Array.from(items, ({ registers }) => registers)
      .filter((registers) => registers[registerKeys.recoveredFrom])
      .map(({ f, t }) => [f?.[0], t?.[0]] as const);
  }

  /** Taps "Sync now" and waits for the end of it. */
  async sync(): Promise<void> {
    await this.#time.during(this.replica.requestSync('button'));
    await this.#time.wait(SECOND_MS);
  }

  todo(id: ItemId): Todo | undefined {
    const item = this.mirror.items.get(id);
    return item && todoFromItem(item);
  }

  /** The titles of the to-dos that are not in Trash, in their order. */
  get titles(): readonly string[] {
    return this.#todos.filter(({ isTrashed }) => !isTrashed).map(({ title }) => title);
  }

  get trash(): readonly string[] {
    return this.#todos.filter(({ isTrashed }) => isTrashed).map(({ title }) => title);
  }

  get registers(): ReadonlyMap<ItemId, Registers> {
    return this.registersIn(this.inbox);
  }

  registersIn(list: ListId): ReadonlyMap<ItemId, Registers> {
    return new Map(Array.from(this.mirror.itemsOf(list), ([id, { registers }]) => [id, registers]));
  }

  /** What lies on this device's disk, by key. */
  get disk(): ReadonlyMap<string, unknown> {
    return this.device.disk.peek(storeName(this.accountId));
  }

  /** How many records wait in the outbox on the disk. */
  get waiting(): number {
    return [...this.disk.keys()].filter((key) => key.startsWith('edit/')).length;
  }

  async journal(): Promise<readonly JournalEntry[]> {
    return this.#time.during(this.replica.journal());
  }

  get #todos(): readonly Todo[] {
    return this.#todosIn(this.inbox);
  }

  #todosIn(list: ListId): readonly Todo[] {
    return [...this.mirror.itemsOf(list).values()]
      .flatMap((item) => todoFromItem(item) ?? [])
      .filter(({ id }) => id !== LIST_SETTINGS)
      .toSorted(compareTodos);
  }
}

let made = 0;

/** An id that no other to-do has. */
export function nextId(): ItemId {
  made += 1;
  return `todo${made}`.padEnd(16, '-') as ItemId;
}

let lastKey: string | undefined;

function keyAtTheEnd(): string {
  lastKey = orderKeyBetween(lastKey, undefined, new Uint8Array(3));
  return lastKey;
}
