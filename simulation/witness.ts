/** Tells every oracle of what happens: on disks, on screens, and between devices and the server. */

import type { Item } from '../domain/register.ts';
import type { Context } from './context.ts';
import type { Device } from './device.ts';
import type { SentRequest, ServedAnswer } from './exchange.ts';
import { acceptanceOracle } from './oracles/acceptance.ts';
import { accountsOracle } from './oracles/accounts.ts';
import { atomicOracle } from './oracles/atomic.ts';
import { createAuthority } from './oracles/authority.ts';
import type { Authority } from './oracles/authority.ts';
import { brakeOracle } from './oracles/brake.ts';
import { breakerOracle } from './oracles/breaker.ts';
import { causalityOracle } from './oracles/causality.ts';
import { durabilityOracle } from './oracles/durability.ts';
import { extinctionOracle } from './oracles/extinction.ts';
import { isolationOracle } from './oracles/isolation.ts';
import type { Answered, Committed, CreateOracle, Oracle, Written } from './oracles/oracle.ts';
import { outboxOracle } from './oracles/outbox.ts';
import { purgedOracle } from './oracles/purged.ts';
import { readingOracle } from './oracles/reading.ts';
import { readsOracle } from './oracles/reads.ts';
import { removedOracle } from './oracles/removed.ts';
import { createReplay } from './oracles/replay.ts';
import { revisionsOracle } from './oracles/revisions.ts';
import { stampsOracle } from './oracles/stamps.ts';
import { statesOracle } from './oracles/states.ts';
import { statusOracle } from './oracles/status.ts';
import { trafficOracle } from './oracles/traffic.ts';
import { timeOf } from './outcome.ts';
import { itemsShown } from './items-shown.ts';
import { answeredLists } from './answered-lists.ts';
import type { World } from './world.ts';

const oracles: readonly CreateOracle[] = [
  extinctionOracle,
  outboxOracle,
  readsOracle,
  causalityOracle,
  atomicOracle,
  statusOracle,
  revisionsOracle,
  readingOracle,
  stampsOracle,
  trafficOracle,
  isolationOracle,
  removedOracle,
  breakerOracle,
  brakeOracle,
  acceptanceOracle,
  accountsOracle,
  purgedOracle,
  durabilityOracle,
  statesOracle,
];

export interface Witness {
  readonly wrote: (seen: Written) => void;
  readonly shown: (page: Context) => void;
  readonly committed: (seen: Committed) => void;
  readonly asked: (request: SentRequest) => void;
  readonly serving: Authority;
  /** To be called before anything else happens to the server. */
  readonly served: (request: SentRequest, answer: ServedAnswer) => Promise<void>;
  readonly losing: (device: Device, kind: 'wipe' | 'power-loss') => void;
  readonly lost: (device: Device, kind: 'wipe' | 'power-loss') => void;
  readonly restoring: () => void;
  readonly restored: () => void;
  /** The server has tidied up at the end of a day in which nobody did anything. */
  readonly tidied: () => Promise<void>;
  readonly ended: () => Promise<void>;
}

/** What a page showed when it last changed. */
interface Screen {
  readonly account: string;
  readonly items: ReadonlyMap<string, Item>;
}

export function createWitness(world: World): Witness {
  const all: readonly Oracle[] = oracles.map((create) => create(world));
  const { ledger, scheduler } = world;
  const screens = new WeakMap<Context, Screen>();
  const replay = createReplay(world);

  const showOn = (page: Context): void => {
    const mirror = page.replica?.view.mirror;
    if (!mirror) return;
    const account = mirror.account.accountId;
    const held = screens.get(page);
    const isFirst = held?.account !== account;
    const items = itemsShown(mirror);
    const changed: (readonly [string, Item, Item | undefined])[] = [];
    for (const [name, item] of items) {
      const before = isFirst ? undefined : held.items.get(name);
      if (before !== item) changed.push([name, item, before]);
    }
    const shownBefore = isFirst ? [] : [...held.items.keys()];
    const vanished = shownBefore.filter((name) => !items.has(name));
    screens.set(page, { account, items });
    for (const oracle of all) oracle.shown?.({ page, account, items, changed, vanished, isFirst });
  };

  return {
    wrote: (seen) => {
      ledger.noteWrite(seen);
      for (const oracle of all) oracle.wrote?.(seen);
    },
    shown: showOn,
    committed: (seen) => {
      for (const oracle of all) oracle.committed?.(seen);
    },
    asked: (request) => {
      for (const oracle of all) oracle.asked?.(request);
    },
    serving: createAuthority(world),
    served: async (request, answer) => {
      const answered: readonly Answered[] = answeredLists(request, answer);
      for (const each of answered) {
        ledger.noteAnswer(each, timeOf(world));
        for (const oracle of all) oracle.answered?.(each);
      }
      const isTaken = answered.length > 0 && answered.every(({ code }) => code === undefined);
      if (isTaken) await replay(request);
    },
    losing: (device, kind) => {
      if (kind === 'wipe') ledger.lives.set(device.name, (ledger.lives.get(device.name) ?? 0) + 1);
      for (const oracle of all) oracle.losing?.(device, kind);
    },
    lost: (device, kind) => {
      for (const oracle of all) oracle.lost?.(device, kind);
    },
    restoring: () => {
      ledger.lastRestoreMs = scheduler.nowMs();
      for (const oracle of all) oracle.restoring?.();
    },
    restored: () => {
      for (const oracle of all) oracle.restored?.();
    },
    tidied: async () => {
      for (const oracle of all) await oracle.tidied?.();
    },
    ended: async () => {
      for (const oracle of all) await oracle.ended?.();
    },
  };
}
