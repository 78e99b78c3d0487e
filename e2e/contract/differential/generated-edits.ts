/** Edits as replicas make them, and as none would. */

import { LIST_ITEM_ID } from '../../../domain/ids.ts';
import type { ItemId } from '../../../domain/ids.ts';
import { mergeItem } from '../../../domain/merge.ts';
import type { Item, Json, Register } from '../../../domain/register.ts';
import { isStamp } from '../../../domain/stamp.ts';
import type { Stamp } from '../../../domain/stamp.ts';
import { awkwardText, awkwardValue, tiedValue, valueAtLimit } from './awkward-values.ts';
import { newId, newStamp } from './household.ts';
import type { Device, Household, Replica } from './household.ts';

type SentRegister = readonly [Json, Stamp] | readonly [Json, Stamp, Stamp];
export type SentEdit = readonly [ItemId, Readonly<Record<string, SentRegister>>, number?];

const KEYS = [
  't',
  't',
  't',
  'n',
  'd',
  'd',
  'o',
  'x',
  'x',
  'w',
  'zz',
  'g.AA',
  'g.AA-_',
  'f',
] as const;

/** Edits of the replica's list, which the replica takes over as a device would. */
export function nextEdits(
  household: Household,
  device: Device,
  replica: Replica,
  count: number,
): readonly SentEdit[] {
  return Array.from({ length: count }, () => {
    const edit = editOf(household, device, replica);
    remember(replica, edit);
    return household.random.chance(0.1) ? [edit, tied(household, edit)] : [edit];
  }).flat();
}

/** Another edit of the same registers at the same time, as two replicas of one node would make it. */
function tied({ random }: Household, [id, registers, rev]: SentEdit): SentEdit {
  const others = Object.entries(registers).map(([key, [, ...stamps]]) => {
    return [key, [tiedValue(random), ...stamps]] as const;
  });
  return rev === undefined
    ? [id, Object.fromEntries(others)]
    : [id, Object.fromEntries(others), rev];
}

function editOf(household: Household, device: Device, replica: Replica): SentEdit {
  const { random } = household;
  const kind = random.fraction();
  if (kind < 0.11) return settings(household, device, replica);
  if (kind < 0.125)
    return [newId(household), { t: ['no creator', newStamp(household, device.node)] }];
  const item = pickItem(random.below, replica);
  if (!item || kind < 0.35) return creation(household, device);
  if (kind < 0.37) return [item.id, { e: [true, newStamp(household, device.node)] }, item.rev];
  return change(household, device, item);
}

function creation(household: Household, device: Device): SentEdit {
  const { random } = household;
  const stamp = newStamp(household, device.node);
  const place = random.chance(0.5) ? { o: [['', 'V-x'], stamp] as const } : {};
  const author = device.account.accountId;
  return [newId(household), { c: [author, stamp], t: [awkwardText(random), stamp], ...place }, 0];
}

function change(household: Household, device: Device, item: Item): SentEdit {
  const { random } = household;
  const registers: Record<string, SentRegister> = {};
  const stamp = newStamp(household, device.node);
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const key = random.pick(KEYS);
    const held = item.registers[key];
    const base = held && random.chance(0.8) ? held[1] : stamp;
    const isTie = held !== undefined && random.chance(0.15);
    registers[key] = isTie
      ? [tiedValue(random), held[1], base]
      : [valueFor(household, key), stamp, base];
  }
  const rev = random.chance(0.9) ? item.rev : random.below(item.rev + 2);
  return random.chance(0.9) ? [item.id, registers, rev] : [item.id, registers];
}

function valueFor({ random }: Household, key: string): Json {
  if (random.chance(0.004)) return valueAtLimit(random);
  if (key === 'x' || key === 'd')
    return random.chance(0.9) ? random.chance(0.6) : awkwardValue(random);
  return key === 'o' && random.chance(0.9) ? ['', `V${random.below(64)}x`] : awkwardValue(random);
}

/** The list's own item: what it is called, and who belongs to it. */
function settings(household: Household, { node, account }: Device, replica: Replica): SentEdit {
  const { random, accounts } = household;
  const stamp = newStamp(household, node);
  const held = replica.items.get(LIST_ITEM_ID as ItemId);
  const registers: Record<string, SentRegister> = held ? {} : { c: [account.accountId, stamp] };
  if (random.chance(0.3)) registers['t'] = [awkwardText(random), stamp];
  const count = random.chance(0.05)
    ? 60
    : random.below(3) + (Object.keys(registers).length ? 0 : 1);
  for (let left = count; left > 0; left -= 1) {
    const member = count > 3 ? newId(household) : random.pick(accounts).accountId;
    const role = random.pick<Json>(['editor', 'editor', 'viewer', false, false, 'owner', null]);
    registers[`j.${member}`] = [count > 3 ? 'viewer' : role, stamp];
  }
  return [LIST_ITEM_ID as ItemId, registers, held?.rev ?? 0];
}

/** Everything that the replica holds, with the stamps it holds it with. */
export function healingEdits(replica: Replica, count: number): readonly SentEdit[] {
  return [...replica.items.values()]
    .slice(-count)
    .map(({ id, registers }) => [id, registers] as const);
}

export function pickItem(below: (limit: number) => number, { items }: Replica): Item | undefined {
  return [...items.values()][below(items.size)];
}

function remember({ items }: Replica, [id, registers]: SentEdit): void {
  const kept: Record<string, Register> = {};
  for (const [key, [value, stamp]] of Object.entries(registers)) {
    if (isStamp(stamp)) kept[key] = [value, stamp];
  }
  const edited = { id, rev: 0, registers: kept };
  const held = items.get(id);
  items.set(id, held ? mergeItem(held, edited) : edited);
}
