/** States of a browser's store that take long to come about, put there past the app. The page shows them once reloaded. */

import type { Page } from 'playwright-core';
import { accountListId } from '../../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../../domain/ids.ts';
import type { Item, Json, Register } from '../../domain/register.ts';
import { stampFromParts } from '../../domain/stamp-parts.ts';
import type { JournalEntry } from '../../replica/journal.ts';
import { keys } from '../../replica/records.ts';
import type { EditRecord, KeptRecord, ListRecord, RefusedRecord } from '../../replica/records.ts';
import { segmentFromItems } from '../../replica/segment.ts';
import { SYNC_STATE_START } from '../../replica/sync-state.ts';
import type { SyncState } from '../../replica/sync-state.ts';

interface Account {
  readonly accountId: AccountId;
  readonly inboxId: ListId;
}

type Planted = Readonly<Record<string, unknown>>;

const LONG_AGO_MS = Date.UTC(2026, 0, 5, 9, 30);

/** Two refused edits, three recovered to-dos and a great deletion. */
export async function plantReview(page: Page): Promise<void> {
  await plant(page, ({ accountId, inboxId }) => {
    const own = accountListId(accountId);
    const recovered = [
      item(1, {
        c: accountId,
        t: 'Ask the neighbours about the ladder',
        f: [inboxId, id(11), 'gone'],
      }),
      item(2, {
        c: accountId,
        t: 'Paint for the shed',
        n: 'Two litres, the grey that is almost blue.\nAnd a wide brush.',
        f: [OTHER_LIST, id(12), 'member'],
      }),
      item(3, { c: accountId, t: 'Timber', f: [OTHER_LIST, id(13), 'member'] }),
    ];
    const toSend: EditRecord = {
      list: own,
      generation: 1,
      edits: recovered.map(({ id: itemId, registers }) => [itemId, registers, 0]),
    };
    const refused: readonly RefusedRecord[] = [
      refusedEdit(4, { t: 'Minutes of the meeting', n: 'Everything that was said.' }, 'size'),
      refusedEdit(5, { t: 'Lend the drill', d: true }, 'role'),
    ];
    const gone = Array.from({ length: 180 }, (_, at) => item(100 + at, { t: `Deleted ${at}` }));
    const inTrash = gone.map(({ id: itemId }, at) => ({
      ...item(100 + at, { x: true }),
      id: itemId,
    }));
    const kept: KeptRecord = { list: inboxId, atMs: LONG_AGO_MS, items: segmentFromItems(gone) };
    return {
      // As if they had just been recovered here: the server is still to hear of them.
      [keys.edit(stamp())]: toSend,
      [keys.segment(inboxId, 90, inTrash.length)]: segmentFromItems(inTrash),
      [keys.kept(inboxId, LONG_AGO_MS)]: kept,
      ...Object.fromEntries(refused.map((record) => [keys.refusal(stamp(), record.id), record])),
    };
  });
}

/** A first load that was cut off in its midst. */
export async function plantFirstLoad(page: Page): Promise<void> {
  await plant(page, ({ inboxId }) => {
    const record: ListRecord = {
      cursor: ['planted', 1500, 0, 1500, 'planted_'],
      generation: 1,
      firstLoad: { upTo: 10_000, received: 1500, total: 10_000 },
    };
    return { [keys.list(inboxId)]: record };
  });
}

/** A server that was another one three times, a moment ago. */
export async function plantBreak(page: Page): Promise<void> {
  await plant(page, ({ accountId, inboxId }) => {
    const nowMs = Date.now();
    const record: ListRecord = {
      cursor: ['planted', 0, 0, 0, ''],
      generation: 4,
      resetsMs: [nowMs, nowMs, nowMs],
    };
    const state: SyncState = {
      ...SYNC_STATE_START,
      outcome: 'reset',
      failures: 1,
      failingSinceMs: nowMs,
    };
    return {
      [keys.sync]: state,
      [keys.list(inboxId)]: record,
      [keys.list(accountListId(accountId))]: record,
    };
  });
}

/** So many to-dos that are new here and were never sent, the latest a minute ago. */
export async function plantWaiting(page: Page, titles: readonly string[]): Promise<void> {
  await plant(page, ({ accountId, inboxId }) => {
    const startMs = Date.now() - titles.length * 60_000;
    const records = titles.map((title, at): readonly [string, EditRecord] => {
      const made = stampFromParts({ ms: startMs + at * 60_000, counter: at, node: 'plant' });
      const registers = {
        c: [accountId, made],
        t: [title, made],
        o: [['', `a${String(at).padStart(4, '0')}`], made],
      } as const;
      const edits = [[id(1000 + at), registers, 0]] as const;
      return [keys.edit(made), { list: inboxId, generation: 1, edits }];
    });
    return Object.fromEntries(records);
  });
}

/** A sync journal in the place of the one there is, and how its last attempt ended. */
export async function plantJournal(
  page: Page,
  entries: readonly JournalEntry[],
  state: Partial<SyncState> = {},
): Promise<void> {
  const attempts = entries.map((entry, at) => [keys.attempt(entry.atMs, String(at)), entry]);
  const records = {
    [keys.sync]: { ...SYNC_STATE_START, ...state },
    ...Object.fromEntries(attempts),
  };
  await plant(page, () => records, keys.attempts);
}

const OTHER_LIST = 'plantedplantedpl' as ListId;

function id(number: number): ItemId {
  return String(number).padStart(16, 'p') as ItemId;
}

function stamp(): Register[1] {
  return stampFromParts({ ms: LONG_AGO_MS, counter: 0, node: 'plant' });
}

function item(number: number, values: Readonly<Record<string, Json>>): Item {
  const registers = Object.entries(values).map(([key, value]) => [key, [value, stamp()]] as const);
  return { id: id(number), rev: 1, registers: Object.fromEntries(registers) };
}

function refusedEdit(
  number: number,
  values: Readonly<Record<string, Json>>,
  reason: RefusedRecord['reason'],
): RefusedRecord {
  const { registers } = item(number, values);
  return { list: OTHER_LIST, id: id(number), registers, reason, atMs: LONG_AGO_MS };
}

/** @param replaced the start of the keys of records that go first */
async function plant(
  page: Page,
  recordsOf: (account: Account) => Planted,
  replaced?: string,
): Promise<void> {
  const account = await page.evaluate(readAccount);
  const name = `holdfast-${account.accountId}`;
  await page.evaluate(putRecords, { name, records: recordsOf(account), replaced });
}

/** Runs in the browser, as the next one does. */
async function readAccount(): Promise<Account> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('holdfast');
    request.addEventListener('success', () => resolve(request.result));
  });
  const current = database.transaction('records').objectStore('records').get('current');
  await new Promise((resolve) => {
    current.addEventListener('success', resolve);
  });
  database.close();
  return current.result as Account;
}

interface Put {
  readonly name: string;
  readonly records: Planted;
  readonly replaced: string | undefined;
}

async function putRecords({ name, records, replaced }: Put): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => resolve(request.result));
  });
  const transaction = database.transaction('records', 'readwrite');
  if (replaced !== undefined) {
    const ofThose = IDBKeyRange.bound(replaced, `${replaced}\uffff`);
    transaction.objectStore('records').delete(ofThose);
  }
  for (const [key, record] of Object.entries(records)) {
    transaction.objectStore('records').put(record, key);
  }
  await new Promise((resolve) => {
    transaction.addEventListener('complete', resolve);
  });
  database.close();
}
