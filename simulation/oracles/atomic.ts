/**
 * What was done together is seen together: the registers of one edit on every device, and the edits of one commit in one
 * list on the device that made them.
 */

import type { Item } from '../../domain/register.ts';
import type { World } from '../world.ts';
import type { EditGroup } from './ledger.ts';
import type { Oracle } from './oracle.ts';

export function atomicOracle({ report, ledger, faults }: World): Oracle {
  // A page that misses a message may show the one half of a commit until it reads its store again.
  const isWellInformed = faults.rateOf('lost-message') === 0;
  return {
    shown: ({ page, items, changed }) => {
      for (const [name, item, before] of changed) {
        for (const group of groupsIn(name, item, before, ledger.groups)) {
          const { name: device } = page.device;
          const isOwn =
            isWellInformed &&
            group.device === device &&
            group.life === (ledger.lives.get(device) ?? 0);
          for (const part of isOwn ? someOf(group) : [group]) {
            if (part.list !== group.list) continue;
            const now = items.get(part.item);
            if (ledger.displacedOn.has(`${page.device.name} ${part.item}`)) continue;
            // Of what was purged nothing comes any more, but from a backup, as it was then.
            const mayBeOlder = !now || ledger.lastRestoreMs >= 0;
            if (mayBeOlder && ledger.emptied.has(part.item)) continue;
            const missing = missingIn(now, part, ledger.restamped);
            if (missing !== undefined)
              report(
                `${page.device.name}: ${name} ${group.stamp} is shown without ${part.item} ${missing}`,
              );
          }
        }
      }
    },
  };
}

/** Of a great commit the first and the last stand for all, or each of its edits would ask for every other. */
function someOf(group: EditGroup): readonly EditGroup[] {
  const { commit } = group;
  return commit.length < 20 ? commit : [group, ...commit.slice(0, 1), ...commit.slice(-1)];
}

/** The groups of which something has come. */
function* groupsIn(
  name: string,
  { registers }: Item,
  before: Item | undefined,
  groups: ReadonlyMap<string, EditGroup>,
): Iterable<EditGroup> {
  const seen = new Set<string>();
  for (const [key, [, stamp]] of Object.entries(registers)) {
    if (before?.registers[key]?.[1] === stamp || seen.has(stamp)) continue;
    seen.add(stamp);
    const group = groups.get(`${name} ${stamp}`);
    if (group && (group.keys.length > 1 || group.commit.length > 1)) yield group;
  }
}

/** The first register of the edit that is older than the edit and was not stamped anew, if any is. */
function missingIn(
  item: Item | undefined,
  { item: name, keys, stamp }: EditGroup,
  excused: ReadonlySet<string>,
): string | undefined {
  const emptied = item?.registers['e']?.[1] ?? '';
  if (emptied >= stamp) return undefined;
  return keys.find(
    (key) => (item?.registers[key]?.[1] ?? '') < stamp && !excused.has(`${name} ${key} ${stamp}`),
  );
}
