/** A to-do's place as it is stored: `[parentId | "", orderKey]`. */

import { isItemId } from './ids.ts';
import type { ItemId } from './ids.ts';
import type { Json } from './register.ts';

export interface Place {
  readonly parentId: ItemId | undefined;
  readonly orderKey: string;
}

const KEY = /^[\w-]{2,200}$/;

/** Whether a text that came from elsewhere can be used as an order key. */
export function isOrderKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value);
}

/** The place in a register's value; undefined when it is none. */
export function placeFromValue(value: Json | undefined): Place | undefined {
  const [parentId, orderKey] = Array.isArray(value) ? value : [];
  if (!isOrderKey(orderKey)) return undefined;
  return { parentId: isItemId(parentId) ? parentId : undefined, orderKey };
}
