/** A person at a device, and what the app has told them of each thing they did. */

import type { ItemId, ListId } from '../../domain/ids.ts';
import { JITTER_BYTES, orderKeyBetween } from '../../domain/order-key.ts';
import { registerKeys } from '../../domain/register.ts';
import type { Json } from '../../domain/register.ts';
import { valuesFromChange } from '../../domain/todo.ts';
import type { TodoChange } from '../../domain/todo.ts';
import type { NewEdit } from '../../replica/edit.ts';
import type { Mirror } from '../../replica/mirror.ts';
import type { Replica } from '../../replica/replica.ts';
import type { Context } from '../context.ts';
import type { Device } from '../device.ts';
import type { Stage } from './stage.ts';

export interface Deed {
  readonly item: ItemId;
  readonly values: Readonly<Record<string, Json>>;
  readonly list: ListId | undefined;
  /** What the person knows: saved on this device, not saved, or neither, as the app went away. */
  outcome: 'stored' | 'refused' | 'unknown';
}

/** How long a page gets to read its store. */
const PATIENCE_MS = 100;
const LOOKS = 4;
/** Longer than the longest request, and the one after it. */
const SYNC_MS = 60_000;

export class Person {
  readonly device: Device;
  /** In the order in which they were done. */
  readonly deeds: Deed[] = [];
  /** Whose account this is too. */
  friend: Person | undefined;
  readonly #stage: Stage;

  constructor(stage: Stage, device: Device) {
    this.#stage = stage;
    this.device = device;
  }

  /** Comes to a friend's account by its cookie, as a further device does. */
  join(friend: Person): void {
    this.friend = friend;
    for (const [name, value] of friend.device.cookies) this.device.cookies.set(name, value);
  }

  /** Opens the app where it is not open, and looks at it. */
  async look(): Promise<Replica | undefined> {
    for (let look = 0; look < LOOKS; look += 1) {
      const replica = this.#page().replica;
      if (replica?.view.isLoaded) return replica;
      await this.#stage.pass(PATIENCE_MS);
    }
    return undefined;
  }

  async add(title: string, more: TodoChange = {}): Promise<ItemId> {
    const id = `todo${(this.#stage.made += 1)}`.padEnd(16, '-') as ItemId;
    const orderKey = orderKeyBetween(undefined, undefined, new Uint8Array(JITTER_BYTES));
    await this.write(id, { title, place: { parentId: undefined, orderKey }, ...more });
    return id;
  }

  /** Changes a to-do, or makes it where there is none, if the app can be used at all; does not wait for it. */
  write(item: ItemId, change: TodoChange): Promise<void> {
    return this.set(item, valuesFromChange(change));
  }

  /** One bulk action: the same change to many to-dos. */
  writeAll(items: readonly ItemId[], change: TodoChange): Promise<void> {
    const values = valuesFromChange(change);
    return this.#do(items.map((item) => ({ item, values, list: undefined, outcome: 'unknown' })));
  }

  /** Sets registers of an item of any list as they are; the Inbox where none is named. */
  set(item: ItemId, values: Deed['values'], list?: ListId): Promise<void> {
    return this.#do([{ item, values, list, outcome: 'unknown' }]);
  }

  async #do(deeds: readonly Deed[]): Promise<void> {
    const replica = await this.look();
    if (!replica) return;
    this.deeds.push(...deeds);
    const doing = replica.commit((mirror) => deeds.map((deed) => editFor(deed, mirror)));
    const end = (outcome: Deed['outcome']) => (): void => {
      for (const deed of deeds) deed.outcome = outcome;
    };
    doing.then(end('stored'), end('refused'));
  }

  /** Does again what was not saved; the screen has kept it. */
  async redo(): Promise<void> {
    for (const deed of this.deeds.filter(({ outcome }) => outcome === 'refused')) {
      await this.set(deed.item, deed.values, deed.list);
    }
  }

  /** Taps "Sync now". Whether that came to an end. */
  async sync(): Promise<boolean> {
    let running = 0;
    for (const { replica } of this.device.pages) {
      running += 1;
      const end = (): void => void (running -= 1);
      replica?.requestSync('button').then(end, end);
    }
    return this.#stage.until(() => running === 0, SYNC_MS);
  }

  /** Puts the app away, and the browser ends it. */
  async closeApp(): Promise<void> {
    for (const page of this.device.pages) {
      page.isVisible = false;
      page.replica?.hidden();
    }
    await this.#stage.pass(1);
    for (const page of this.device.pages) this.device.kill(page);
  }

  #page(): Context {
    const [page] = this.device.pages;
    if (!page) return this.device.openPage();
    if (page.replica?.view.isLoaded === false) void page.replica.requestSync('visible');
    return page;
  }
}

function editFor({ item, values, list }: Deed, mirror: Mirror): NewEdit {
  const { accountId, inboxId } = mirror.account;
  const at = list ?? inboxId;
  const seen = mirror.itemsOf(at).get(item);
  const creator = seen ? {} : { [registerKeys.creator]: accountId };
  return { list: at, id: item, values: { ...creator, ...values }, seen };
}
