/** The device itself: its accounts, its contexts, and what it says on the screen. */

import type { Mutant } from './mutant.ts';

export const deviceMutants: readonly Mutant[] = [
  {
    name: 'account-moved-without-its-edits',
    file: 'replica/account-move.ts',
    find: 'await readItems(records, list, outbox)',
    replace: 'await readItems(records, list, [])',
  },
  {
    name: 'account-moved-and-nobody-told',
    file: 'replica/account-move.ts',
    find: '    records.put(keys.meta, { ...meta, movedTo });\n',
    replace: '    if (!movedTo) records.put(keys.meta, meta);\n',
  },
  {
    name: 'account-emptied-before-it-is-moved',
    file: 'replica/account-move.ts',
    find: '  const target = await adoptAccount(',
    replace: '  await empty(from);\n  const target = await adoptAccount(',
  },
  {
    name: 'current-before-its-store',
    file: 'replica/account-change.ts',
    find: '    if (!(await readMeta(records))) records.put(keys.meta, newMeta(ids));\n',
    replace: '    if (!(await readMeta(records))) newMeta(ids);\n',
  },
  {
    name: 'says-saved-while-edits-wait',
    file: 'replica/sync-status.ts',
    find: '  if (waiting === 0) return withNothingWaiting(facts);',
    replace: '  if (waiting >= 0) return withNothingWaiting(facts);',
  },
  {
    name: 'says-saved-over-refusals',
    file: 'replica/sync-status.ts',
    find: 'if (refused + recovered > 0) return review(facts);',
    replace: 'if (refused + recovered < 0) return review(facts);',
  },
  {
    name: 'shown-by-halves',
    file: 'replica/edited-items.ts',
    find: 'Object.entries(registers).map(([key, [value, stamp]])',
    replace: 'Object.entries(registers).slice(0, 1).map(([key, [value, stamp]])',
  },
];
