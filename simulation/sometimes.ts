/**
 * States that a simulation must have been in, or it proves less than it seems to: counted over many runs, and each
 * must have been reached.
 */

import { faultKinds } from './faults.ts';
import { ruledStates } from './oracles/states.ts';
import { print } from './print.ts';

const states = [
  'an edit was made while others waited',
  'fifty edits waited on a device',
  'several to-dos were changed by one commit',
  'two pages of a device were open',
  'two devices set one register and the losing value is in history',
  'a hundred to-dos were brought in at once',
  'a request was sent twice and changed nothing',
  'the server came back to a branch that it had left',
  'Trash was emptied',
  'tombstones were purged',
  'a great part of a list was taken away',
  '"saved" was compared with the server',
  'an editor pushed',
  'somebody pushed who may not write',
  ...ruledStates,
] as const;

export type State = (typeof states)[number];

/** What happened in one run, by name: these states, and every kind of fault that struck. */
export type Reached = Map<string, number>;

/** Prints how often each was reached; false when one never was. */
export function reportReached(reached: ReadonlyMap<string, number>): boolean {
  const all = [...states, ...faultKinds.map((kind) => `fault: ${kind}`)];
  for (const state of all) print(`${String(reached.get(state) ?? 0).padStart(8)}  ${state}`);
  const missing = all.filter((state) => !reached.has(state));
  print(`reached ${all.length - missing.length} of ${all.length} states`);
  return missing.length === 0;
}
