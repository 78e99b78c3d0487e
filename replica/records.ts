/**
 * What lies in a replica's store, by key. This is a stored format: old and new code meet on it.
 *
 * | key                      | record                                                                         |
 * |--------------------------|--------------------------------------------------------------------------------|
 * | `meta`                   | layout, account, clock: read in every transaction                              |
 * | `device`                 | the device key                                                                 |
 * | `edit/<latest stamp>`    | edits the server has not acknowledged, oldest first: journal and outbox in one |
 * | `items/<list>/<n>-<rows>`| a segment: items as known from the server or acknowledged by it                |
 * | `list/<list>`            | how far the list is read                                                       |
 * | `refused/<stamp>/<item>` | an edit the server refused for good, kept for the person                       |
 * | `kept/<list>/<ms>`       | to-dos as they were before very many of them were deleted elsewhere            |
 * | `attempt/<ms>`           | the sync journal                                                               |
 * | `sync`                   | how the last attempt ended                                                     |
 *
 * Edits and segments alike are sets of registers, and the state is the merge of them all. So their order does not
 * matter, one edit is one put, no context ever rewrites another's record, and several segments can be replaced by their
 * merge at any time by anybody.
 */

import { isAccountId, isListId } from '../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import type { Clock } from '../domain/clock.ts';
import type { Json, Registers } from '../domain/register.ts';
import type { EditedRegisters } from '../protocol/edit.ts';
import type { Cursor } from '../protocol/sync-request.ts';
import type { RejectionReason } from '../protocol/sync-answer.ts';
import { StorageError } from './storage-error.ts';
import type { Reader } from './record-store.ts';

/** Raised when code that knows only the layout before must not write any more. */
export const LAYOUT = 1;

export interface Meta {
  readonly layout: number;
  readonly accountId: AccountId;
  readonly inboxId: ListId;
  /** The latest moment of any stamp in this store. */
  readonly clock: Clock;
  /** Server time less device time in milliseconds, as of the last answer that came back promptly. */
  readonly offsetMs: number;
  /** Set once everything here was moved to another account; nothing may be written here any more. */
  readonly movedTo?: { readonly accountId: AccountId; readonly inboxId: ListId };
}

/** Edits made at one moment, at most as many as one request takes. */
export interface EditRecord {
  readonly list: ListId;
  /** Which reading of the list `rev` below belongs to; see {@link ListRecord.generation}. */
  readonly generation: number;
  readonly edits: readonly StoredEdit[];
  /** Nothing a person did here: what the server once had, offered again because it may have lost it. */
  readonly isOffer?: true;
}

export type StoredEdit = readonly [id: ItemId, registers: EditedRegisters, rev: number];

export interface ListRecord {
  readonly cursor: Cursor;
  /** One more each time the list is read anew, so that revisions of another life of the server are never used. */
  readonly generation: number;
  /** The account was taken off it. Only the generation is of use any more, should the account be let in again. */
  readonly isLeft?: true;
  /** While a list of several pages is read for the first time. */
  readonly firstLoad?: FirstLoad;
  /** Nothing that was deleted later than this was purged on the server, in milliseconds since 1970. */
  readonly purgedMs?: number;
  /** When the list was last found to be the same as the server's, by the device's clock; 0 to look at once. */
  readonly checkedMs?: number;
  /** The latest times the server said that it holds other data, by the device's clock. */
  readonly resetsMs?: readonly number[];
}

export interface FirstLoad {
  /** The list's revision when the load began. */
  readonly upTo: number;
  /** Items that came, of so many that there were. */
  readonly received: number;
  readonly total: number;
}

/** To-dos before a deletion of so many that a person should be asked about it. */
export interface KeptRecord {
  readonly list: ListId;
  readonly atMs: number;
  /** A segment of them (segment.ts). */
  readonly items: unknown;
}

export interface RefusedRecord {
  readonly list: ListId;
  readonly id: ItemId;
  readonly registers: Registers;
  readonly reason: RejectionReason;
  readonly atMs: number;
}

export const keys = {
  meta: 'meta',
  device: 'device',
  sync: 'sync',
  edits: 'edit/',
  edit: (stamp: string) => `edit/${stamp}`,
  lists: 'list/',
  list: (list: ListId) => `list/${list}`,
  allSegments: 'items/',
  segments: (list: ListId) => `items/${list}/`,
  segment: (list: ListId, number: number, rows: number) =>
    `items/${list}/${String(number).padStart(8, '0')}-${rows}`,
  refusals: 'refused/',
  refusal: (stamp: string, id: ItemId) => `refused/${stamp}/${id}`,
  allKept: 'kept/',
  keptOf: (list: ListId) => `kept/${list}/`,
  kept: (list: ListId, atMs: number) => `kept/${list}/${String(atMs).padStart(14, '0')}`,
  attempts: 'attempt/',
  attempt: (atMs: number, nonce: string) => `attempt/${String(atMs).padStart(14, '0')}-${nonce}`,
} as const;

/** Number and rows of a segment, from its key. */
export function segmentNumberAndRows(key: string): readonly [number: number, rows: number] {
  const [number = '', rows = ''] = key.slice(key.lastIndexOf('/') + 1).split('-');
  return [Number(number), Number(rows)];
}

/**
 * The store's meta record, or undefined in a store that was never written.
 *
 * @throws {StorageError} `newer-layout` when a newer version of the app owns this store.
 */
export async function readMeta(records: Reader): Promise<Meta | undefined> {
  const meta = await records.get(keys.meta);
  if (!isMeta(meta)) return undefined;
  if (meta.layout > LAYOUT) throw new StorageError('newer-layout');
  return meta;
}

/** The list whose record or segment lies under the key. */
export function listOfKey(key: string): ListId {
  return (key.split('/')[1] ?? '') as ListId;
}

export const LIST_START: ListRecord = { cursor: ['', 0, 0, 0, ''], generation: 1 };

export async function readList(records: Reader, list: ListId): Promise<ListRecord> {
  const record = await records.get(keys.list(list));
  return isListRecord(record) ? record : LIST_START;
}

/** Edits that wait, with their keys, oldest first. */
export type Outbox = readonly (readonly [key: string, record: EditRecord])[];

/** The edits in the outbox, oldest first. A record that cannot be read is left where it is. */
export async function readEdits(records: Reader): Promise<Outbox> {
  const found: (readonly [string, EditRecord])[] = [];
  for (const [key, value] of await records.entries(keys.edits)) {
    if (isEditRecord(value)) found.push([key, value]);
  }
  return found;
}

export function isMeta(value: unknown): value is Meta {
  return isRecord(value) && typeof value['layout'] === 'number' && isAccountId(value['accountId']);
}

export function isListRecord(value: unknown): value is ListRecord {
  return (
    isRecord(value) && Array.isArray(value['cursor']) && typeof value['generation'] === 'number'
  );
}

export function isEditRecord(value: unknown): value is EditRecord {
  return isRecord(value) && isListId(value['list']) && Array.isArray(value['edits']);
}

export function isKeptRecord(value: unknown): value is KeptRecord {
  return isRecord(value) && isListId(value['list']) && typeof value['atMs'] === 'number';
}

export function isRefusedRecord(value: unknown): value is RefusedRecord {
  return isRecord(value) && isListId(value['list']) && isRecord(value['registers']);
}

function isRecord(value: unknown): value is Readonly<Record<string, Json | undefined>> {
  return typeof value === 'object' && value !== null;
}
