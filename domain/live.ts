/** Whether a to-do is there for its people: neither in Trash nor emptied. */

import { registerKeys } from './register.ts';
import type { Registers } from './register.ts';

export function isLive(registers: Registers): boolean {
  return registers[registerKeys.trashed]?.[0] !== true && !registers[registerKeys.emptied];
}
