/**
 * What nobody has any more: the disk that had it was lost, or the server went back to before it, and it is neither on the
 * server, history included, nor on a disk from which it could be given back. Nothing can be asked of a protocol for that;
 * but whatever was held anywhere after each such blow must be there in the end.
 */

import { LIST_ITEM_ID } from '../../domain/ids.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { Device } from '../device.ts';
import { currentStore, itemFromRow, listsOf, rolesOn } from '../outcome.ts';
import type { CurrentStore, Witnessed } from '../outcome.ts';
import type { Server } from '../server.ts';
import type { Oracle } from './oracle.ts';
import {
  leftRecords,
  nameOf,
  recordsByList,
  registersOfEdits,
  registersOfKept,
  registersOfRefusals,
  registersOfSegments,
} from './stored-registers.ts';
import type { Entry, Records } from './stored-registers.ts';

/** `item key stamp` of registers. */
type Names = ReadonlySet<string>;

export function extinctionOracle(world: Witnessed): Oracle {
  const { ledger, server } = world;
  let held: Promise<Names> = Promise.resolve(new Set());
  /** A blow to a device may fall while the server is going back. */
  let heldThere = held;
  const note = (before: Promise<Names>): Promise<void> => noteExtinct(world, before);

  return {
    losing: (device) => {
      held = Promise.resolve(namesOn(device));
    },
    lost: (device, kind) => {
      if (kind === 'wipe') return void note(held);
      const left = namesOn(device);
      const life = ledger.lives.get(device.name) ?? 0;
      // What a person was told is saved is no less so without power; after a wipe it is what was read anew.
      const mayGo = (name: string): boolean => {
        const edit = ledger.committed.get(name);
        const isSaved = edit?.isPersons && edit.device === device.name && edit.life === life;
        return !isSaved || !ledger.isUnsent(name);
      };
      void note(held.then((names) => new Set([...names].filter(mayGo))));
      void held.then((names) => {
        for (const name of names)
          if (!left.has(name) && ledger.isUnsent(name)) ledger.undone.add(name);
      });
    },
    restoring: () => {
      heldThere = namesOnServer(server);
    },
    restored: () => void note(heldThere),
    answered: ({ list, edits, refused }) => {
      if (!refused.some(([, reason]) => reason === 'role')) return;
      // Whoever may only read by now offers in vain what they held while they could write.
      const offered = edits.flatMap(([id, registers]) =>
        Object.entries(registers).map(([key, [, stamp]]) => `${nameOf(list, id)} ${key} ${stamp}`),
      );
      void note(Promise.resolve(new Set(offered.filter((name) => ledger.untaken.has(name)))));
    },
    wrote: ({ write: { put, gone } }) => {
      // Only what the server had: what was written here and not sent must live on as recovered to-dos.
      const left = Array.from(registersOfSegments(leftRecords(put, gone)), nameOfEntry);
      if (left.length > 0) void note(Promise.resolve(new Set(left)));
    },
  };
}

/** Of what was held where the blow fell, notes what is nowhere now. */
async function noteExtinct(world: Witnessed, before: Promise<Names>): Promise<void> {
  const { ledger, server, devices } = world;
  // All is read before anything else can happen: a query runs when it is made.
  const asked = Promise.all([namesOnServer(server), rolesOn(world)]);
  const disks = devices
    .flatMap((device) => currentStore(device) ?? [])
    .map((store) => ({ ...store, records: new Map(store.records) }));
  const [anywhere, roles] = await asked;
  for (const name of anywhere) {
    ledger.extinct.delete(name);
    ledger.untaken.delete(name);
  }
  for (const name of await before)
    if (!anywhere.has(name) && ledger.takenAtMs.has(name)) ledger.untaken.add(name);
  for (const store of disks) {
    const { accountId, records } = store;
    const made = listsMadeBy(store);
    // The answer by which it is replaced here, as it was on the server, may be on its way.
    const taken = [...registersOfEdits(records)].filter((entry) =>
      ledger.takenAtMs.has(nameOfEntry(entry)),
    );
    const replacing = latestOf(taken);
    // Who may only read cannot give it back; and who belongs to a list is its owner's word, or where the server has lost
    // that, the word of who made it: anybody else who is let in again is acknowledged and not listened to.
    const mayGive = (list: string, [item, key, [, stamp]]: Entry): boolean => {
      const role = roles.get(`${list} ${accountId}`) ?? (made.has(list) ? 'owner' : 'unknown');
      if (stamp < (replacing.get(`${item} ${key}`)?.[2][1] ?? '')) return false;
      return key.startsWith('j.') ? role === 'owner' : role !== 'viewer';
    };
    for (const name of namesIn(records, mayGive)) anywhere.add(name);
  }
  for (const name of await before) if (!anywhere.has(name)) ledger.noteExtinct(name);
}

/** As the store has it, the account that is to make each of them again where the server has lost it. */
function listsMadeBy(store: CurrentStore): ReadonlySet<string> {
  const made = [...listsOf(store)].filter(
    ([, items]) => items.get(LIST_ITEM_ID as ItemId)?.registers['c']?.[0] === store.accountId,
  );
  return new Set(made.map(([list]) => list));
}

function namesOn({ disk }: Device): Names {
  return new Set(disk.storeNames.flatMap((name) => [...namesIn(disk.peek(name))]));
}

/**
 * Of what waits and of what was read the latest value of each register: an earlier one lies there by chance, until it is
 * folded away or sent along with the later one.
 */
function* namesIn(
  records: Records,
  mayGive: (list: string, entry: Entry) => boolean = () => true,
): Iterable<string> {
  for (const kind of [registersOfRefusals, registersOfKept])
    for (const entry of kind(records)) yield nameOfEntry(entry);
  for (const [list, part] of recordsByList(records)) {
    for (const kind of [registersOfEdits, registersOfSegments])
      for (const entry of latestOf(kind(part)).values())
        if (mayGive(list, entry)) yield nameOfEntry(entry);
  }
}

/** By `item key`. */
function latestOf(entries: Iterable<Entry>): ReadonlyMap<string, Entry> {
  const latest = new Map<string, Entry>();
  for (const entry of entries) {
    const [item, key, [, stamp]] = entry;
    const held = latest.get(`${item} ${key}`);
    if (!held || stamp > held[2][1]) latest.set(`${item} ${key}`, entry);
  }
  return latest;
}

function nameOfEntry([item, key, [, stamp]]: Entry): string {
  return `${item} ${key} ${stamp}`;
}

async function namesOnServer(server: Server): Promise<Set<string>> {
  const [items, history] = await Promise.all([
    server.select('SELECT list_id, id, rev, registers FROM items'),
    server.select('SELECT list_id, item_id, key, stamp FROM history'),
  ]);
  const names = new Set<string>();
  for (const row of items) {
    const { id, registers } = itemFromRow(row);
    const item = nameOf(String(row['list_id']), id);
    for (const [key, [, stamp]] of Object.entries(registers)) names.add(`${item} ${key} ${stamp}`);
  }
  for (const { list_id, item_id, key, stamp } of history)
    names.add(`${nameOf(String(list_id), String(item_id))} ${String(key)} ${String(stamp)}`);
  return names;
}
