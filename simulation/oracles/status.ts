/**
 * The screen says "saved" only when it is so: nothing waits on this page, nothing was refused, and every register that
 * the page shows is one that the server has had.
 */

import type { Item } from '../../domain/register.ts';
import type { World } from '../world.ts';
import type { Oracle } from './oracle.ts';

export function statusOracle({ report, ledger }: World): Oracle {
  const verified = new WeakSet<Item>();
  return {
    shown: ({ page, items }) => {
      if (page.replica?.status.kind !== 'saved') return;
      const { view } = page.replica;
      const where = `${page.device.name}: the screen says "saved"`;
      if (view.unsentIds().size > 0) report(`${where} and edits wait`);
      if ((view.mirror?.refused.length ?? 0) > 0) report(`${where} and edits were refused`);
      for (const [shown, item] of items) {
        if (verified.has(item)) continue;
        verified.add(item);
        for (const [key, [, stamp]] of Object.entries(item.registers)) {
          const name = `${shown} ${key} ${stamp}`;
          if (!ledger.takenAtMs.has(name)) report(`${where}, and the server never had ${name}`);
        }
      }
    },
  };
}
