/** The fields that several messages share. */

import * as v from 'valibot';
import { isAccountId, isItemId, isListId } from '../domain/ids.ts';
import type { AccountId, ItemId, ListId } from '../domain/ids.ts';
import { isRegisterKey } from '../domain/register.ts';
import type { Json } from '../domain/register.ts';
import { isStamp } from '../domain/stamp.ts';
import type { Stamp } from '../domain/stamp.ts';

export const revisionSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const millisecondsSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** An epoch or a tag: random characters, compared and nothing else. */
export const tokenSchema = v.pipe(v.string(), v.regex(/^[\w-]{0,16}$/));
export const listIdSchema = v.custom<ListId>(isListId);
export const itemIdSchema = v.custom<ItemId>(isItemId);
export const accountIdSchema = v.custom<AccountId>(isAccountId);
export const stampSchema = v.custom<Stamp>(isStamp);
export const registerKeySchema = v.pipe(v.string(), v.check(isRegisterKey));
/** Any JSON value: what holds it was parsed from JSON, so there is nothing else to check. */
export const jsonSchema = v.custom<Json>((value) => value !== undefined);
