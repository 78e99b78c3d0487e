/**
 * The store in memory: every to-do as it stands, kept current by what contexts tell each other.
 *
 * It is only ever read from the store or given what the store has committed, so the screen is never ahead of the disk.
 */

import type { ItemId, ListId } from '../domain/ids.ts';
import type { Item } from '../domain/register.ts';
import type { Account } from './account.ts';
import { breakerEndMs } from './circuit-breaker.ts';
import type { Committed } from './edit.ts';
import { itemsFromEdits } from './edited-items.ts';
import {
  LIST_START,
  isEditRecord,
  isKeptRecord,
  isListRecord,
  isRefusedRecord,
  keys,
  listOfKey,
  readMeta,
} from './records.ts';
import type { EditRecord, FirstLoad, KeptRecord, ListRecord, RefusedRecord } from './records.ts';
import { itemsFromSegment, mergeInto } from './segment.ts';
import { StorageError } from './storage-error.ts';
import { SYNC_STATE_START, readSyncState } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

const NO_ITEMS: ReadonlyMap<ItemId, Item> = new Map();

export class Mirror {
  /** Its store is opened anew when the page changes how it stores. */
  account: Account;
  readonly #itemsByList = new Map<ListId, Map<ItemId, Item>>();
  readonly #recordByList = new Map<ListId, ListRecord>();
  readonly #edits = new Map<string, EditRecord>();
  /** Keys of the segments that were read; those that were folded since are among them. */
  readonly #segments = new Set<string>();
  readonly #refused = new Map<string, RefusedRecord>();
  readonly #kept = new Map<string, KeptRecord>();
  #state: SyncState = SYNC_STATE_START;
  /** There was an account in the store when it was last read. */
  isStored = false;
  /** What was in it is going to another account, or has gone there. */
  isMoved = false;

  constructor(account: Account) {
    this.account = account;
  }

  /** The Inbox. */
  get items(): ReadonlyMap<ItemId, Item> {
    return this.itemsOf(this.account.inboxId);
  }

  itemsOf(list: ListId): ReadonlyMap<ItemId, Item> {
    return this.#itemsByList.get(list) ?? NO_ITEMS;
  }

  /** Lists of which this device holds anything, and the account's entries for lists. */
  get lists(): readonly ListId[] {
    return [...this.#itemsByList.keys()];
  }

  /** How far the first load of the Inbox is; undefined when it is not being loaded. */
  get firstLoad(): FirstLoad | undefined {
    return this.#recordByList.get(this.account.inboxId)?.firstLoad;
  }

  /** When the last list that is left alone is tried again, by the device's clock; 0 when none is. */
  get breakerEndMs(): number {
    return Math.max(0, ...Array.from(this.#recordByList.values(), breakerEndMs));
  }

  get edits(): ReadonlyMap<string, EditRecord> {
    return this.#edits;
  }

  get refused(): readonly RefusedRecord[] {
    return [...this.#refused.values()];
  }

  get refusedByKey(): ReadonlyMap<string, RefusedRecord> {
    return this.#refused;
  }

  get state(): SyncState {
    return this.#state;
  }

  /** A list that was never read stands where every list begins. */
  generationOf(list: ListId): number {
    return (this.#recordByList.get(list) ?? LIST_START).generation;
  }

  /** What was kept before so many to-dos were deleted elsewhere, by key. */
  get kept(): ReadonlyMap<string, KeptRecord> {
    return this.#kept;
  }

  /**
   * Reads everything from the store.
   *
   * @throws {StorageError} `wiped` when everything is gone that was there before; what was read stays
   */
  async load(): Promise<void> {
    const { store } = this.account;
    // Asked for together, so that a start waits for storage once. Throws where a newer version of the app owns the store.
    const [meta, state, ...found] = await store.read((records) =>
      Promise.all([
        readMeta(records),
        readSyncState(records),
        records.entries(keys.lists),
        records.entries(keys.allSegments),
        records.entries(keys.edits),
        records.entries(keys.refusals),
        records.entries(keys.allKept),
      ]),
    );
    if (!meta && this.isStored) throw new StorageError('wiped');
    this.isStored = meta !== undefined;
    this.isMoved = meta?.movedTo !== undefined;
    this.#itemsByList.clear();
    this.#recordByList.clear();
    this.#edits.clear();
    this.#segments.clear();
    this.#refused.clear();
    this.#kept.clear();
    this.#state = state;
    for (const [key, value] of found.flat()) this.#take(key, value);
  }

  /** Takes over what this context has just committed. */
  addCommitted(committed: Committed): void {
    for (const [key, record] of committed) {
      this.#edits.set(key, record);
      mergeInto(this.#held(record.list), itemsFromEdits(record.edits));
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
    for (const key of gone) {
      this.#edits.delete(key);
      this.#refused.delete(key);
      this.#kept.delete(key);
    }
  }

  /** After an attempt of any context: its end, and whatever a message was missed about. */
  async followAttempt(): Promise<void> {
    const { store } = this.account;
    const [meta, state, outbox, segments, lists] = await store.read((records) =>
      Promise.all([
        readMeta(records),
        readSyncState(records),
        records.keys(keys.edits),
        records.keys(keys.allSegments),
        records.entries(keys.lists),
      ]),
    );
    this.#state = state;
    const isSame =
      meta !== undefined &&
      outbox.length === this.#edits.size &&
      outbox.every((key) => this.#edits.has(key)) &&
      lists.every(([key, record]) => this.#isOfThisReading(key, record));
    // Whoever stored an answer may have died before telling of it, and no other answer brings the same again.
    const missed = segments.filter((key) => !this.#segments.has(key));
    if (!isSame) await this.load();
    else if (missed.length > 0) await this.follow(missed, []);
  }

  #isOfThisReading(key: string, record: unknown): boolean {
    return !isListRecord(record) || record.generation === this.generationOf(listOfKey(key));
  }

  #take(key: string, value: unknown): void {
    if (key.startsWith(keys.allSegments)) {
      this.#segments.add(key);
      mergeInto(this.#held(listOfKey(key)), itemsFromSegment(value));
    } else if (key.startsWith(keys.edits)) {
      if (isEditRecord(value)) this.addCommitted([[key, value]]);
    } else if (key.startsWith(keys.lists)) {
      if (isListRecord(value)) this.#recordByList.set(listOfKey(key), value);
    } else if (key.startsWith(keys.refusals)) {
      if (isRefusedRecord(value)) this.#refused.set(key, value);
    } else if (key.startsWith(keys.allKept) && isKeptRecord(value)) {
      this.#kept.set(key, value);
    }
  }

  #held(list: ListId): Map<ItemId, Item> {
    const held = this.#itemsByList.get(list) ?? new Map<ItemId, Item>();
    this.#itemsByList.set(list, held);
    return held;
  }
}
