/** What an oracle is: a part that is told of everything, believes nothing, and reports what must never happen. */

import type { Item, Register } from '../../domain/register.ts';
import type { Context } from '../context.ts';
import type { Device } from '../device.ts';
import type { CommittedWrite } from '../disk.ts';
import type { SentRequest } from '../exchange.ts';
import type { World } from '../world.ts';

export interface Oracle {
  /** A transaction has committed on a device. */
  readonly wrote?: (seen: Written) => void;
  /** What a page shows has changed. */
  readonly shown?: (seen: Shown) => void;
  /** A commit has resolved: its person was told that it is saved on this device. */
  readonly committed?: (seen: Committed) => void;
  /** A device sends a request, whatever becomes of it. */
  readonly asked?: (request: SentRequest) => void;
  /** The server has answered for one list of a request. */
  readonly answered?: (seen: Answered) => void;
  /** What only this disk knew is about to go. */
  readonly losing?: (device: Device, kind: 'wipe' | 'power-loss') => void;
  /** And has gone. */
  readonly lost?: (device: Device, kind: 'wipe' | 'power-loss') => void;
  /** The server is about to go on from another state of its data. */
  readonly restoring?: () => void;
  /** And goes on from there. */
  readonly restored?: () => void;
  /** The server has tidied up. */
  readonly tidied?: () => Promise<void>;
  /** The world has come to rest. */
  readonly ended?: () => Promise<void>;
}

export interface Written {
  readonly device: Device;
  readonly store: string;
  readonly write: CommittedWrite;
}

export interface Shown {
  readonly page: Context;
  readonly account: string;
  /** Of all lists, by name (stored-registers.ts). */
  readonly items: ReadonlyMap<string, Item>;
  /** Those of them that are not as they were shown before, with what was. */
  readonly changed: readonly (readonly [name: string, now: Item, before: Item | undefined])[];
  /** What is not shown any more. */
  readonly vanished: readonly string[];
  /** Nothing was shown on this page before. */
  readonly isFirst: boolean;
}

export interface Committed {
  readonly page: Context;
  /** Of each register that was set: what was shown of it when the person decided. */
  readonly registers: readonly {
    readonly item: string;
    readonly key: string;
    readonly before: string | undefined;
  }[];
}

export interface Answered {
  readonly request: SentRequest;
  readonly list: string;
  readonly cursor: readonly [epoch: string, rev: number, ...unknown[]];
  readonly edits: readonly SentEdit[];
  /** Those of the edits that were not refused. */
  readonly taken: readonly SentEdit[];
  /** The others, and why. */
  readonly refused: readonly (readonly [edit: SentEdit, reason: string])[];
  readonly code: string | undefined;
  readonly to: number | undefined;
  readonly changes: readonly (readonly [item: string, rev: number, registers?: SentRegisters])[];
}

export type SentRegisters = Readonly<Record<string, Register>>;
export type SentEdit = readonly [item: string, registers: SentRegisters];

/** Makes an oracle for a world. */
export type CreateOracle = (world: World) => Oracle;
