/** Every stamp that a page knows of, for a clock that must have seen them all. */

import type { Stamp } from '../domain/stamp.ts';
import type { Mirror } from './mirror.ts';

export function* stampsIn(mirror: Mirror): Iterable<Stamp> {
  for (const list of mirror.lists) {
    for (const { registers } of mirror.itemsOf(list).values()) {
      for (const [, stamp] of Object.values(registers)) yield stamp;
    }
  }
}
