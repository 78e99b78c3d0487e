/**
 * The half of the store that acts: edits, syncing, and the service worker.
 *
 * It begins to sync as soon as it is there, and from then on at every reason that the browser gives.
 */

import { ID_BYTES, idFromBytes } from '../domain/random-id.ts';
import type { ItemId } from '../domain/ids.ts';
import { JITTER_BYTES, orderKeyBetween } from '../domain/order-key.ts';
import { registerKeys } from '../domain/register.ts';
import { valuesFromChange } from '../domain/todo.ts';
import type { TodoChange } from '../domain/todo.ts';
import type { NewEdit } from '../replica/edit.ts';
import { createBrowserPorts } from '../replica/browser-ports.ts';
import type { ViewPorts } from '../replica/browser-view-ports.ts';
import type { Mirror } from '../replica/mirror.ts';
import type { Ports } from '../replica/ports.ts';
import type { ReplicaView } from '../replica/replica-view.ts';
import { readMeta } from '../replica/records.ts';
import { Replica } from '../replica/replica.ts';
import type { StorageTrouble } from '../replica/storage-recovery.ts';
import type { SyncStatus } from '../replica/sync-status.ts';
import { PageBackground } from './background-ports.ts';
import type { BackgroundSupport } from './background-ports.ts';
import { readBrowserFacts } from './device-ports.ts';
import type { Decision } from './events.ts';
import { askOnce } from './persistence.ts';
import { isOnlineHint, isPageVisible, listenToPage, readStorageFacts } from './page-ports.ts';
import { dropShells, heldBackup } from './storage-ports.ts';
import { decide } from './reviewing.ts';
import type { Decided } from './reviewing.ts';
import type { SyncReport } from './sync-report.ts';
import { listTodos } from './todo-lists.ts';
import { takeBackWhenSent } from './unsent-notice.ts';

/** So many to-dos, and nobody wants to lose them. */
const WORTH_KEEPING = 3;

export class Acting {
  readonly background: PageBackground;
  readonly #ports: Ports;
  readonly #replica: Replica;

  /** @param onChange hears when a new version waits, or when the browser's hint about the network changes */
  constructor(viewPorts: ViewPorts, view: ReplicaView, onChange: () => void) {
    const ports = createBrowserPorts(viewPorts);
    this.#ports = ports;
    this.background = new PageBackground(ports.log);
    this.background.addEventListener('update-ready', onChange);
    this.#replica = new Replica({
      ports,
      background: this.background,
      view,
      isVisible: isPageVisible,
      isOnline: isOnlineHint,
      pageStorage: { backup: heldBackup, makeRoom: dropShells },
    });
    listenToPage({
      onReason: (reason) => {
        // Frozen pages hear no messages.
        if (reason === 'pageshow') void view.reread();
        void this.#replica.requestSync(reason);
        // A tab may stay open for weeks, and only a navigation makes the browser look by itself.
        if (reason === 'visible') void this.background.lookForUpdate();
      },
      onHidden: () => this.#replica.hidden(),
      onNetworkHint: onChange,
      onInstalled: () => void askOnce('installed'),
    });
    const takeBack = this.background.takeBackNotice;
    takeBackWhenSent({ channel: ports.channel, view, takeBack });
    void this.background.start();
    void this.#replica.start();
  }

  get status(): SyncStatus {
    return this.#replica.status;
  }

  get trouble(): StorageTrouble | undefined {
    return this.#replica.trouble;
  }

  get heldIds(): ReadonlySet<ItemId> {
    return this.#replica.heldIds;
  }

  async add(titles: readonly string[], firstId?: ItemId): Promise<readonly ItemId[]> {
    const newId = (): ItemId => idFromBytes(this.#ports.randomBytes(ID_BYTES));
    const ids = titles.map((_, at) => (at === 0 && firstId) || newId());
    await this.#replica.commit((mirror) => {
      const orderKeys = this.#keysOnTop(mirror, titles.length);
      return ids.map((id, at): NewEdit => {
        const place = { parentId: undefined, orderKey: orderKeys[at] ?? '' };
        const values = valuesFromChange({ title: titles[at] ?? '', place });
        const creator = { [registerKeys.creator]: mirror.account.accountId };
        return { id, values: { ...creator, ...values }, seen: undefined };
      });
    });
    if ((this.#replica.view.mirror?.items.size ?? 0) >= WORTH_KEEPING) void askOnce('third-todo');
    return ids;
  }

  async change(id: ItemId, change: TodoChange): Promise<void> {
    await this.#replica.commit((mirror) => [
      { id, values: valuesFromChange(change), seen: mirror.items.get(id) },
    ]);
  }

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

  decide(decision: Decision): Promise<Decided> {
    const orderKeys = (mirror: Mirror, count: number): readonly string[] =>
      this.#keysOnTop(mirror, count);
    return decide(this.#replica, orderKeys, decision);
  }

  syncNow(): Promise<void> {
    return this.#replica.requestSync('button');
  }

  /** What there is to tell about syncing beside what the store shows anyway. */
  async syncReport(): Promise<SyncReport> {
    const [journal, meta, storage, browser] = await Promise.all([
      this.#replica.journal(),
      this.#replica.view.mirror?.account.store.read(readMeta),
      readStorageFacts(),
      readBrowserFacts(),
    ]);
    const support = supportFrom(this.background.support, browser.backgroundSync);
    return { journal, storage, browser, support, offsetMs: meta?.offsetMs ?? 0 };
  }

  /** Places for so many to-dos above all others, from top to bottom. */
  #keysOnTop(mirror: Mirror, count: number): readonly string[] {
    const orderKeys: string[] = [];
    let below = listTodos(mirror.items).open[0]?.orderKey;
    for (let left = count; left > 0; left -= 1) {
      below = this.#keyBetween(undefined, below);
      orderKeys.unshift(below);
    }
    return orderKeys;
  }

  #keyBetween(before: string | undefined, after: string | undefined): string {
    return orderKeyBetween(before, after, this.#ports.randomBytes(JITTER_BYTES));
  }
}

/** What trying has shown counts; before that, what the browser says it allows. */
function supportFrom(
  tried: BackgroundSupport,
  allowed: PermissionState | undefined,
): BackgroundSupport {
  if (tried !== 'unknown') return tried;
  if (allowed === 'denied') return 'denied';
  return allowed === 'granted' ? 'yes' : 'unknown';
}
