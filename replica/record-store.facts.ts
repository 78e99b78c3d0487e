/**
 * What every {@link RecordStore} does: one list of facts for the real one, in a browser and on an imitation of
 * IndexedDB, and for the simulator's.
 *
 * They run where no test runner does, so a fact is a function that throws where it does not hold.
 */

import { capacityFacts } from './record-store-capacity.facts.ts';
import { transactionFacts } from './record-store-transactions.facts.ts';
import { valueFacts } from './record-store-values.facts.ts';
import type { RecordStore } from './record-store.ts';

/** A place with stores, and what can happen to them there. */
export interface StoreLab {
  /** The store of this name, for one more context. */
  readonly open: (name: string) => RecordStore;
  /** While there is no room, no write is stored. */
  readonly setFull: (isFull: boolean) => Promise<void>;
  /** The browser closes every connection to the store. */
  readonly dropConnections: (name: string) => Promise<void>;
  /** Begins to put these records in a context that ends before it hears of it. */
  readonly putAndDie: (name: string, records: Readonly<Record<string, unknown>>) => Promise<void>;
  /** A key that signs and cannot be taken out. */
  readonly drawKey: () => Promise<unknown>;
  readonly canSign: (key: unknown) => Promise<boolean>;
}

export interface StoreFact {
  readonly name: string;
  /** Throws when it does not hold. `name` is a store that nobody has used. */
  readonly check: (lab: StoreLab, name: string) => Promise<void>;
}

export const storeFacts: readonly StoreFact[] = [
  ...transactionFacts,
  ...valueFacts,
  ...capacityFacts,
];
