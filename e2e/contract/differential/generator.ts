/** What is asked next: mostly what honest devices ask, in between everything that a server must bear. */

import { SESSION_SECONDS } from '../../../worker-api/session-cookie.ts';
import { addAccount, addDevice } from './household.ts';
import type { Device, Household } from './household.ts';
import { bulkSync, fatteningSync, manyListsSync, paddedSync } from './large-syncs.ts';
import { garbledSync, mutatedSync, noRequest } from './malformed-bodies.ts';
import { oddEditsSync } from './odd-edits.ts';
import { oddRequest } from './odd-requests.ts';
import { envelope, learnNothing } from './planned-request.ts';
import type { PlannedRequest } from './planned-request.ts';
import { arrival, oddSession, signIn, whoAmI } from './session-requests.ts';
import { oddCursorSync, ordinarySync } from './sync-requests.ts';

type Kind = (household: Household, device: Device) => PlannedRequest;

/** How many of a thousand requests are of each kind. */
const KINDS: readonly (readonly [perMille: number, kind: Kind])[] = [
  [560, ordinarySync],
  [75, oddCursorSync],
  [70, oddEditsSync],
  [70, replay],
  [55, mutatedSync],
  [35, garbledSync],
  [30, oddRequest],
  [25, whoAmI],
  [20, oddSession],
  [15, noRequest],
  [10, manyListsSync],
  [8, bulkSync],
  [8, fatteningSync],
  [8, arrival],
  [3, paddedSync],
];

export function nextRequest(household: Household): PlannedRequest {
  const { random, devices, accounts } = household;
  if (accounts.length < 3) return signIn(household, addDevice(household, addAccount(household)));
  if (devices.length < 5) return arrival(household);
  const device = random.pick(devices.filter(({ cookies }) => cookies.length > 0).slice(-8));
  const isOut = household.nowMs - device.signedInMs > SESSION_MS;
  if (isOut && random.chance(0.7)) return signIn(household, device);
  let left = random.below(KINDS.reduce((sum, [perMille]) => sum + perMille, 0));
  for (const [perMille, kind] of KINDS) {
    left -= perMille;
    if (left < 0) return kind(household, device);
  }
  return ordinarySync(household, device);
}

const SESSION_MS = SESSION_SECONDS * 1000;

/** What was sent before comes again: at once, or long after, when its time is over. */
function replay(household: Household): PlannedRequest {
  const { random, sent } = household;
  const again = random.chance(0.5) ? sent.at(-1) : sent[random.below(sent.length)];
  const request = again ?? { method: 'GET', path: '/api/health', headers: {}, transport: 'any' };
  return { request: { ...request, ...envelope(household) }, learn: learnNothing };
}
