/** Syncs at the limits: of edits, of lists, of bytes. */

import type { ItemId, ListId } from '../../../domain/ids.ts';
import { limits } from '../../../domain/limits.ts';
import type { Register } from '../../../domain/register.ts';
import { CURSOR_START } from '../../../protocol/sync-request.ts';
import { pickItem } from './generated-edits.ts';
import type { SentEdit } from './generated-edits.ts';
import { newId, newStamp, replicaOf } from './household.ts';
import type { Device, Household } from './household.ts';
import type { PlannedRequest } from './planned-request.ts';
import { ordinaryBody, pickList, syncOf, syncOfText } from './sync-requests.ts';
import type { ListBody } from './sync-requests.ts';

/** As many to-dos as a request takes, or more. */
export function bulkSync(household: Household, anyDevice: Device): PlannedRequest {
  const { random } = household;
  const device = deviceOfFirst(household) ?? anyDevice;
  const replica = replicaOf(device, device.account.inboxId);
  const count = limits.editsPerRequest + (random.chance(0.1) ? 1 : 0);
  const stamp = newStamp(household, device.node);
  const isSmall = random.chance(0.7);
  const edits = Array.from({ length: count }, (_, at): SentEdit => {
    const held = random.chance(0.1) ? pickItem(random.below, replica) : undefined;
    const text = isSmall ? `to-do ${at}` : 'x'.repeat(random.below(2000));
    if (held) return [held.id, { d: [random.chance(0.5), stamp] }, held.rev];
    return [newId<ItemId>(household), { c: ['', stamp], t: [text, stamp] }];
  });
  return syncOf(household, device, [{ l: replica.listId, c: replica.cursor, e: edits }]);
}

/** What grows grows in one place, or it would not grow large. */
function deviceOfFirst({ accounts: [first], devices }: Household): Device | undefined {
  return devices.findLast(({ account, cookies }) => account === first && cookies.length > 0);
}

/** Fills an item until it has no room left. */
export function fatteningSync(household: Household, anyDevice: Device): PlannedRequest {
  const { random } = household;
  const device = deviceOfFirst(household) ?? anyDevice;
  const replica = replicaOf(device, device.account.inboxId);
  const stamp = newStamp(household, device.node);
  const id = 'fat-fat-fat-fat-' as ItemId;
  const length = random.pick([61_000, 62_500, 62_300]);
  const registers: Record<string, Register> = { c: ['', stamp] };
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    registers[`g.${random.below(30)}`] = ['x'.repeat(length), stamp];
  }
  return syncOf(household, device, [
    { l: replica.listId, c: replica.cursor, e: [[id, registers]] },
  ]);
}

/** Too many lists, or one list more than once. */
export function manyListsSync(household: Household, device: Device): PlannedRequest {
  const { random, lists } = household;
  const count = random.pick([2, 5, 19, 20, 21]);
  const bodies = Array.from({ length: count }, (_, at): ListBody => {
    const listId = random.chance(0.9) ? random.pick(lists) : newId<ListId>(household);
    const { cursor } = replicaOf(device, listId);
    const isNew = random.chance(0.2) && { new: 1 as const };
    return at === 0
      ? ordinaryBody(household, device, listId)
      : { l: listId, c: random.chance(0.5) ? cursor : CURSOR_START, ...isNew };
  });
  return syncOf(household, device, bodies);
}

/** A body as long as a request may be, or a byte off, or much longer. */
export function paddedSync(household: Household, device: Device): PlannedRequest {
  const { random, nowMs } = household;
  const ls: readonly ListBody[] = [ordinaryBody(household, device, pickList(household, device))];
  const text = JSON.stringify({ v: 1, t: nowMs, ls });
  const target = limits.requestBytes + random.pick([-1, 0, 1, 70_000]);
  const padding = ' '.repeat(Math.max(0, target - Buffer.byteLength(text)));
  return syncOfText(household, device, ls, text + padding);
}
