/** Runs in a page of a real browser: the facts about a store, told of the store that ships. */

import { putAll, readAll } from '../../replica/check.facts.ts';
import { createIdbRecordStore } from '../../replica/idb-record-store.ts';
import { storeFacts } from '../../replica/record-store.facts.ts';
import type { StoreLab } from '../../replica/record-store.facts.ts';
import type { RecordStore } from '../../replica/record-store.ts';

declare global {
  /** Asks whoever drives the browser to take its room away, or to give it back. */
  var setFull: StoreLab['setFull'];
  /** Answers what is wrong with the fact, or nothing. */
  var checkStoreFact: (name: string) => Promise<string | undefined>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

globalThis.checkStoreFact = async (name) => {
  const fact = storeFacts.find((one) => one.name === name);
  if (!fact) return 'there is no such fact';
  try {
    await fact.check(lab, name);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
};

const lab: StoreLab = {
  open: (name) => open(name, indexedDB),
  setFull: async (isFull) => {
    await globalThis.setFull(isFull);
    // The browser goes by what it knew of the room for half a minute, unless somebody asks for more than that.
    const bytes = isFull ? MORE_THAN_ALL : 1_000_000;
    while ((await hasRoom(bytes)) === isFull)
      await new Promise((resolve) => setTimeout(resolve, 50));
  },
  dropConnections: (name) => raiseVersion(name),
  putAndDie,
  drawKey: async () => {
    const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
    return pair.privateKey;
  },
  canSign: async (key) =>
    key instanceof CryptoKey &&
    !key.extractable &&
    (await crypto.subtle.sign(ALGORITHM, key, new Uint8Array(1))).byteLength === 64,
};

function open(name: string, factory: IDBFactory): RecordStore {
  return createIdbRecordStore(name, {
    indexedDB: factory,
    keyRange: IDBKeyRange,
    after: (delayMs, task) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  });
}

/** More than a page is given where these facts are told. */
const MORE_THAN_ALL = 60_000_000;

async function hasRoom(bytes: number): Promise<boolean> {
  try {
    await putAll(open('a probe', indexedDB), { probe: 'x'.repeat(bytes) });
    return true;
  } catch {
    return false;
  }
}

/** Another version is opened, for which every connection has to go. */
async function raiseVersion(name: string): Promise<void> {
  const version = (await indexedDB.databases()).find((one) => one.name === name)?.version ?? 0;
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, version + 1);
    request.addEventListener('error', () =>
      reject(new Error('not opened', { cause: request.error })),
    );
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
  });
}

/** A frame is a context of its own; a frame that is removed is gone in the middle of what it did. */
async function putAndDie(name: string, records: Readonly<Record<string, unknown>>): Promise<void> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const factory = frame.contentWindow?.indexedDB;
  if (!factory) throw new Error('the frame has no storage');
  const store = open(name, factory);
  await new Promise<void>((resolve) => {
    const dying = store.write('strict', async ({ put, get }) => {
      for (const [key, value] of Object.entries(records)) {
        put(key, value);
        await get(key);
      }
      frame.remove();
      resolve();
    });
    dying.catch(() => undefined);
  });
  // Another moment to die: everything is asked for, and as much time has passed as another store takes to answer.
  const next = document.createElement('iframe');
  document.body.append(next);
  const other = next.contentWindow?.indexedDB;
  if (other) putAll(open(name, other), records).catch(() => undefined);
  await readAll(open('a clock', indexedDB));
  next.remove();
}
