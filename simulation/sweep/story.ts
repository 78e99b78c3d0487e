/** What a story is, and where many begin. */

import type { ItemId } from '../../domain/ids.ts';
import type { Person } from './person.ts';
import type { Stage } from './stage.ts';

export interface Story {
  readonly name: string;
  /** What has happened before, and went well. */
  readonly before?: (stage: Stage) => Promise<void>;
  readonly tell: (stage: Stage) => Promise<void>;
  /** The server refuses some of its edits for good, as it should. */
  readonly isRefusing?: boolean;
  /** What is wrong when all is over, beside what is wrong in any story. */
  readonly check?: (stage: Stage) => Promise<readonly string[]>;
}

export const SECOND_MS = 1000;

/** What was made first and second on a stage. */
export const MILK = idOf(1);
export const EGGS = idOf(2);

/** The id of the n-th to-do that was made on a stage. */
export function idOf(number: number): ItemId {
  return `todo${number}`.padEnd(16, '-') as ItemId;
}

/** One to-do, on the server too. */
export async function withMilk(stage: Stage): Promise<void> {
  await stage.person('ann').add('Milk');
  await stage.pass(5 * SECOND_MS);
}

/** Milk and eggs, on two devices of one account. */
export async function withTwoDevices(stage: Stage): Promise<void> {
  const ann: Person = stage.person('ann');
  await ann.add('Milk');
  await ann.add('Eggs');
  await stage.pass(5 * SECOND_MS);
  const ben = stage.person('ben');
  ben.join(ann);
  await ben.look();
  await stage.pass(5 * SECOND_MS);
}
