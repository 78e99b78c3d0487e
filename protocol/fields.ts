/** The fields that several messages share. */

import * as v from 'valibot';
import { isAccountId, isItemId, isListId } from '../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { isRegisterKey } from '../domain/register.ts';
import type { Json } from '../domain/register.ts';
import { isStamp } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';
import { isCount, isDay, isPassableKey, isToken } from './field-guards.ts';

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
/** What a register may be called in an answer: wider than what is written today, so that a later kind passes through. */
export const passableKeySchema = v.custom<string>(isPassableKey);
/** Any JSON value: what holds it was parsed from JSON, so there is nothing else to check. */
export const jsonSchema = v.custom<Json>((value) => value !== undefined);
