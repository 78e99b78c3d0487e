/** Recovered to-dos: those in the account's own list that lost their place and wait for a person's decision. */

import { accountListId } from '../domain/ids.ts';
import { isLive } from '../domain/live.ts';
import { registerKeys } from '../domain/register.ts';
import type { Item } from '../domain/register.ts';
import type { Mirror } from './mirror.ts';

export function recoveredItems(mirror: Mirror): readonly Item[] {
  const own = mirror.itemsOf(accountListId(mirror.account.accountId));
  return [...own.values()].filter(isRecovered);
}

/** Neither put back nor discarded. */
function isRecovered({ registers }: Item): boolean {
  return registers[registerKeys.recoveredFrom] !== undefined && isLive(registers);
}
