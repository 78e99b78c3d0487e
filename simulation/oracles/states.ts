/** Notes which of the states of sometimes.ts a run is in; finds nothing wrong. */

import { isEditRecord } from '../../replica/records.ts';
import type { World } from '../world.ts';
import type { Answered, Oracle, Written } from './oracle.ts';
import { originOf } from './stored-registers.ts';

export function statesOracle({ sometimes, server }: World): Oracle {
  return {
    wrote: ({ write }) => {
      for (const [isReached, state] of writtenStates) if (isReached(write)) sometimes(state);
    },
    answered: (answered) => {
      for (const [isReached, state] of answeredStates) if (isReached(answered)) sometimes(state);
    },
    committed: ({ page, registers }) => {
      const waiting = page.replica?.view.mirror?.edits.size ?? 0;
      if (waiting > 1) sometimes('an edit was made while others waited');
      if (waiting >= 50) sometimes('fifty edits waited on a device');
      if (new Set(registers.map(({ item }) => item)).size > 1)
        sometimes('several to-dos were changed by one commit');
      if (page.device.pages.length > 1) sometimes('two pages of a device were open');
    },
    ended: async () => {
      const [row] = await server.select('SELECT 1 FROM history WHERE is_conflict = 1 LIMIT 1');
      if (row) sometimes('two devices set one register and the losing value is in history');
    },
  };
}

type Write = Written['write'];

const hasKey = (records: ReadonlyMap<string, unknown>, prefix: string): boolean =>
  [...records.keys()].some((key) => key.startsWith(prefix));

const hasEdit = (
  { put }: Write,
  isWanted: (registers: Readonly<Record<string, readonly unknown[]>>) => boolean,
): boolean =>
  [...put.values()].some(
    (record) => isEditRecord(record) && record.edits.some(([, registers]) => isWanted(registers)),
  );

const listRecords = ({ put }: Write): readonly object[] =>
  [...put].flatMap(([key, record]) =>
    key.startsWith('list/') && typeof record === 'object' && record !== null ? [record] : [],
  );

const writtenStates = [
  [({ put }) => hasKey(put, 'refused/'), 'the server refused an edit for good'],
  [
    (write) => hasEdit(write, (registers) => originOf(registers) !== undefined),
    'a to-do was recovered',
  ],
  [({ put, gone }) => hasKey(put, 'items/') && hasKey(gone, 'items/'), 'segments were folded'],
  [({ put }) => hasKey(put, 'kept/'), 'a great deletion was kept to be asked about'],
  [
    ({ put, gone }) => hasKey(put, 'edit/') && hasKey(gone, 'edit/') && !hasKey(put, 'list/'),
    'edits were stamped anew',
  ],
  [({ put }) => isMoved(put.get('meta')), 'a device moved its to-dos to the account of its cookie'],
  [
    (write) => listRecords(write).some((record) => 'firstLoad' in record),
    'a first load came in pages',
  ],
  [
    (write) =>
      listRecords(write).some(
        (record) =>
          'resetsMs' in record && Array.isArray(record.resetsMs) && record.resetsMs.length > 2,
      ),
    'a circuit breaker opened',
  ],
  [
    (write) => listRecords(write).some((record) => 'isLeft' in record),
    'a list was left by one who was taken off it',
  ],
] as const satisfies readonly (readonly [(write: Write) => boolean, string])[];

function isMoved(meta: unknown): boolean {
  return typeof meta === 'object' && meta !== null && 'movedTo' in meta;
}

const isPush = ({ request }: Answered): boolean => request.body?.includes('"e":[') === true;

const answeredStates = [
  [({ code }) => code === 'reset', 'the server asked to read a list anew'],
  [
    (answered) => answered.code === 'reset' && isPush(answered),
    'the server asked to read a list anew while edits waited',
  ],
  [({ code }) => code === 'clock', 'the server refused a clock'],
  [({ code }) => code === 'member', 'a device was told that its account is no member'],
  [({ code }) => code === 'unknown', 'a device asked for a list that it may not see'],
  [(answered) => isRefused(answered, 'role'), 'a viewer wrote'],
  [(answered) => isRefused(answered, 'gone'), 'an edit came for a to-do that is gone'],
  [
    ({ request }) => request.body?.includes('"dg":1') === true,
    'a list was compared with the server’s',
  ],
  [({ request }) => request.body?.includes('"new":1') === true, 'a list was made on a device'],
  [
    ({ changes }) => changes.some(([, , registers]) => registers?.['e'] !== undefined),
    'a device heard that Trash was emptied',
  ],
  [({ changes }) => changes.some((change) => change.length === 2), 'an echo was short'],
] as const satisfies readonly (readonly [(answered: Answered) => boolean, string])[];

function isRefused({ refused }: Answered, why: string): boolean {
  return refused.some(([, reason]) => reason === why);
}

/** The states that are noted here by their rules. */
export const ruledStates = [...writtenStates, ...answeredStates].map(([, state]) => state);
