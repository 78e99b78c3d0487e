/**
 * One edit on the wire: `[itemId, {key: [value, stamp, baseStamp?]}, itemRev?]`.
 *
 * All registers of an edit arrive together. `baseStamp` is the stamp of the value the author saw, so that the server
 * can tell an overwrite from a conflict. `itemRev` is the revision the author held; when nothing happened since, the
 * answer needs no more than the new revision.
 */

import * as v from 'valibot';
import type { ItemId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import {
  itemIdSchema,
  jsonSchema,
  registerKeySchema,
  revisionSchema,
  stampSchema,
} from './fields.ts';

export const editedRegisterSchema = v.union([
  v.strictTuple([jsonSchema, stampSchema]),
  v.strictTuple([jsonSchema, stampSchema, stampSchema]),
]);

const editedRegistersSchema = v.pipe(
  v.record(registerKeySchema, editedRegisterSchema),
  v.check((registers) => {
    const count = Object.keys(registers).length;
    return count > 0 && count <= limits.registersPerEdit;
  }),
);

export const editSchema = v.union([
  v.strictTuple([itemIdSchema, editedRegistersSchema]),
  v.strictTuple([itemIdSchema, editedRegistersSchema, revisionSchema]),
]);

export type EditedRegister = Readonly<v.InferOutput<typeof editedRegisterSchema>>;
export type EditedRegisters = Readonly<Record<string, EditedRegister>>;
export type Edit = readonly [itemId: ItemId, registers: EditedRegisters, itemRev?: number];
