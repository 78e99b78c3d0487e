/**
 * When to kill: so long after the n-th event of a kind, drawn from a seed.
 *
 * The same seed draws the same moment. What a real process has done by then is its own affair, so a seed repeats a round
 * closely and not to the instruction.
 */

import type { RandomStream } from '../../simulation/random.ts';
import type { FaultProxy, Passage } from '../harness/fault-proxy.ts';

/** What a moment can be counted from. */
export type KillEvent =
  /** A person begins something that will be an edit. */
  | 'edit'
  /** The page opens a transaction that writes. */
  | 'transaction'
  /** The screen shows something that it did not show before. */
  | 'shown'
  /** A sync has come to the proxy, was answered by the server, and its answer has left the proxy. */
  | Passage;

export interface KillMoment {
  readonly event: KillEvent;
  /** Counted from 1. */
  readonly nth: number;
  readonly delayMs: number;
}

/** @param mostByEvent the kinds to choose from, and up to which of each it may be */
export function drawKillMoment(
  random: RandomStream,
  mostByEvent: Partial<Record<KillEvent, number>>,
): KillMoment {
  const [event, most] = random.pick(Object.entries(mostByEvent) as [KillEvent, number][]);
  // Half of them at once: what goes wrong in the wake of an event goes wrong within a few milliseconds.
  const delayMs = random.chance(0.5) ? 0 : random.below(random.pick([5, 20, 60]));
  return { event, nth: 1 + random.below(most), delayMs };
}

export function wordsFromMoment({ event, nth, delayMs }: KillMoment): string {
  return `${delayMs} ms after ${event} ${nth}`;
}

/** Counts the events of a round and kills when the moment has come; once. */
export class KillTrigger {
  readonly #moment: KillMoment;
  readonly #kill: () => void;
  #count = 0;
  #isArmed = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(moment: KillMoment, kill: () => void) {
    this.#moment = moment;
    this.#kill = kill;
  }

  /** Whether it has killed. */
  get isFired(): boolean {
    return !this.#isArmed;
  }

  note(event: KillEvent): void {
    if (event !== this.#moment.event) return;
    this.#count += 1;
    if (this.#count !== this.#moment.nth) return;
    if (this.#moment.delayMs === 0) this.fire();
    else this.#timer = setTimeout(() => this.fire(), this.#moment.delayMs);
  }

  /** Kills now, if it has not yet: the round is over before its moment came. */
  fire(): void {
    clearTimeout(this.#timer);
    if (!this.#isArmed) return;
    this.#isArmed = false;
    this.#kill();
  }
}

/** Counts the syncs that pass the proxy, until the function that it answers is called. */
export function followSyncs(proxy: FaultProxy, trigger: KillTrigger): () => void {
  return proxy.listen((passage, { path }) => {
    if (path === '/api/sync') trigger.note(passage);
  });
}
