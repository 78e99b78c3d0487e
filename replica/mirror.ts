/**
 * The store in memory: every to-do as it stands, kept current by what contexts tell each other.
 *
 * It is only ever read from the store or given what the store has committed, so the screen is never ahead of the disk.
 */

import type { ItemId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import type { Account } from './account.ts';
import type { Committed } from './edit.ts';
import { itemsFromEdits } from './edited-items.ts';
import {
  LIST_START,
  isEditRecord,
  isRefusedRecord,
  keys,
  readEdits,
  readList,
  readMeta,
} from './records.ts';
import type { EditRecord, RefusedRecord } from './records.ts';
import { itemsFromSegment, mergeInto } from './segment.ts';
import { SYNC_STATE_START, readSyncState } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

export class Mirror {
  readonly account: Account;
  readonly #items = new Map<ItemId, Item>();
  readonly #edits = new Map<string, EditRecord>();
  readonly #refused = new Map<string, RefusedRecord>();
  #state: SyncState = SYNC_STATE_START;
  /** A store that was never read stands where every list begins. */
  #generation = LIST_START.generation;

  constructor(account: Account) {
    this.account = account;
  }

  get items(): ReadonlyMap<ItemId, Item> {
    return this.#items;
  }

  get edits(): ReadonlyMap<string, EditRecord> {
    return this.#edits;
  }

  get refused(): readonly RefusedRecord[] {
    return [...this.#refused.values()];
  }

  get state(): SyncState {
    return this.#state;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Reads everything from the store. */
  async load(): Promise<void> {
    const { store, inboxId } = this.account;
    // Asked for together, so that a start waits for storage once. Throws where a newer version of the app owns the store.
    const [, list, state, edits, segments, refused] = await store.read((records) =>
      Promise.all([
        readMeta(records),
        readList(records, inboxId),
        readSyncState(records),
        readEdits(records),
        records.entries(keys.segments(inboxId)),
        records.entries(keys.refusals),
      ]),
    );
    this.#items.clear();
    this.#edits.clear();
    this.#refused.clear();
    this.#generation = list.generation;
    this.#state = state;
    for (const [, segment] of segments) mergeInto(this.#items, itemsFromSegment(segment));
    this.addCommitted(edits);
    for (const [key, record] of refused) {
      if (isRefusedRecord(record)) this.#refused.set(key, record);
    }
  }

  /** Takes over what this context has just committed. */
  addCommitted(committed: Committed): void {
    for (const [key, record] of committed) {
      this.#edits.set(key, record);
      if (record.list === this.account.inboxId) {
        mergeInto(this.#items, itemsFromEdits(record.edits));
      }
    }
  }

  /** Takes over records that were written and forgets those that are gone; reads everything where that is not enough. */
  async follow(put: readonly string[], gone: readonly string[]): Promise<void> {
    const news = put.filter((key) => !this.#edits.has(key));
    const values = await this.account.store.read(async (records) => {
      const found: (readonly [string, unknown])[] = [];
      for (const key of news) found.push([key, await records.get(key)]);
      return found;
    });
    // Folded into another record meanwhile.
    if (values.some(([, value]) => value === undefined)) {
      await this.load();
      return;
    }
    for (const [key, value] of values) this.#take(key, value);
    for (const key of gone) this.#edits.delete(key);
  }

  /** After an attempt of any context: its end, and everything if a message about the outbox was missed. */
  async followAttempt(): Promise<void> {
    const { state, outbox } = await this.account.store.read(async (records) => ({
      state: await readSyncState(records),
      outbox: await records.keys(keys.edits),
    }));
    this.#state = state;
    const isSame =
      outbox.length === this.#edits.size && outbox.every((key) => this.#edits.has(key));
    if (!isSame) await this.load();
  }

  #take(key: string, value: unknown): void {
    if (key.startsWith(keys.segments(this.account.inboxId))) {
      mergeInto(this.#items, itemsFromSegment(value));
    } else if (key.startsWith(keys.edits) && isEditRecord(value)) {
      this.addCommitted([[key, value]]);
    } else if (key.startsWith(keys.refusals) && isRefusedRecord(value)) {
      this.#refused.set(key, value);
    }
  }
}
