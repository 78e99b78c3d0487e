/** The fields that several messages share. */

import * as v from 'valibot';
import { isAccountId, isItemId, isListId } from '../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { isRegisterKey } from '../domain/register.ts';
import type { Json } from '../domain/register.ts';
import { isStamp } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';

// Plain predicates, because every check of the library's own adds to what a worker downloads.

export const revisionSchema = v.custom<number>(isCount);
export const millisecondsSchema = v.custom<number>(isCount);
/** An epoch or a tag: random characters, compared and nothing else. */
export const tokenSchema = v.custom<string>(isToken);
/** `YYYY-MM-DD` */
export const daySchema = v.custom<string>(isDay);
export const listIdSchema = v.custom<ListId>(isListId);
export const itemIdSchema = v.custom<ItemId>(isItemId);
export const accountIdSchema = v.custom<AccountId>(isAccountId);
export const stampSchema = v.custom<Stamp>(isStamp);
export const registerKeySchema = v.custom<string>(isRegisterKey);
/** Any JSON value: what holds it was parsed from JSON, so there is nothing else to check. */
export const jsonSchema = v.custom<Json>((value) => value !== undefined);

/** A whole number from 0 up. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{0,16}$/.test(value);
}

export function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
}
