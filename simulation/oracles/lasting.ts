/** Which stamps stay as they are: those of a clock that ran far ahead are replaced by earlier ones. */

import { millisecondsOfStamp } from '../../domain/stamp.ts';
import type { Stamp } from '../../domain/stamp.ts';
import type { World } from '../world.ts';

/** A stamp this much ahead of the server is refused by it, less what a device may be wrong about the time. */
const KEPT_LEAD_MS = 400_000;
/** A server whose own clock goes back an hour refuses what it would have taken. */
const KEPT_LEAD_OF_BAD_SERVER_MS = -3_700_000;

export function lasting({ faults, server }: World): (stamp: string) => boolean {
  const leadMs = faults.rateOf('server-clock') > 0 ? KEPT_LEAD_OF_BAD_SERVER_MS : KEPT_LEAD_MS;
  return (stamp) => millisecondsOfStamp(stamp as Stamp) <= server.nowMs() + leadMs;
}
