/**
 * Classic mistakes of sync engines, each as a small change of the production source, planted one at a time: a simulation
 * that does not catch them would not catch ours.
 */

import { applyMutants } from './apply.ts';
import { deviceMutants } from './device.ts';
import type { Mutant } from './mutant.ts';
import { outboxMutants } from './outbox.ts';
import { serverMutants } from './server.ts';

export const mutants: readonly Mutant[] = [
  ...outboxMutants,
  ...applyMutants,
  ...deviceMutants,
  ...serverMutants,
];
