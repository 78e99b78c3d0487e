/** What comes in: answers, cursors, resets, merging and folding. */

import type { Mutant } from './mutant.ts';

export const applyMutants: readonly Mutant[] = [
  {
    name: 'trust-any-200',
    file: 'replica/request.ts',
    find: 'if (!response.headers.has(PROTOCOL_HEADER)) return',
    replace: 'if (!response.ok) return',
  },
  {
    name: 'late-answer-moves-the-cursor',
    file: 'replica/sync-apply.ts',
    find: 'return isSame ? now : undefined;',
    replace: 'return isSame || now ? now : undefined;',
  },
  {
    name: 'cursor-without-its-changes',
    file: 'replica/sync-apply.ts',
    find: '  mergeInto(held, changes);',
    replace: '',
  },
  {
    name: 'cursor-goes-back',
    file: 'replica/sync-apply.ts',
    find: 'Math.max(rev, part.to ?? rev)',
    replace: 'part.to ?? 0',
  },
  {
    name: 'clock-does-not-observe',
    file: 'replica/sync-apply.ts',
    find: '  return latestClock(clock, stamps.flat());',
    replace: '  return stamps.length < 0 ? latestClock(clock, stamps.flat()) : clock;',
  },
  {
    name: 'reset-forgets-to-offer',
    file: 'replica/reset.ts',
    find: '  await putOffers(records, { list, generation, isOffer: true }, items);',
    replace:
      '  if (generation < 0) await putOffers(records, { list, generation, isOffer: true }, items);',
  },
  {
    name: 'reset-keeps-old-revisions',
    file: 'replica/reset.ts',
    find: '({ ...item, rev: 0 })',
    replace: 'item',
  },
  {
    name: 'reset-drops-the-local-copy',
    file: 'replica/reset.ts',
    find: 'const items = Array.from(held.values(), (item) => ({ ...item, rev: 0 }));',
    replace: 'const items: Item[] = held.size < 0 ? [...held.values()] : [];',
  },
  {
    name: 'reset-keeps-the-cursor',
    file: 'replica/reset.ts',
    find: "cursor: [epoch, 0, 0, 0, '']",
    replace: "cursor: [epoch, before.cursor[1], 0, 0, '']",
  },
  {
    name: 'breaker-stays-open',
    file: 'replica/circuit-breaker.ts',
    find: 'return recent(resetsMs, nowMs).length >= MANY;',
    replace: 'return resetsMs.length >= MANY || nowMs < 0;',
  },
  {
    name: 'merge-takes-the-incoming',
    file: 'domain/merge.ts',
    find: 'const winner = held ? mergeRegister(held, incoming) : incoming;',
    replace: 'const winner = incoming;',
  },
  {
    name: 'older-stamp-wins',
    file: 'domain/merge.ts',
    find: 'if (a[1] !== b[1]) return a[1] > b[1] ? a : b;',
    replace: 'if (a[1] !== b[1]) return a[1] < b[1] ? a : b;',
  },
  {
    name: 'emptied-text-comes-back',
    file: 'domain/merge.ts',
    find: 'stamp < emptied[1] && !LASTING.test(key);',
    replace: "stamp < emptied[1] && key === '';",
  },
  {
    name: 'fold-loses-what-it-does-not-fold',
    file: 'replica/fold.ts',
    find: '    for (const key of folded) records.delete(key);',
    replace: '    for (const key of all) records.delete(key);',
  },
  {
    name: 'page-ends-the-reading',
    file: 'replica/sync-apply.ts',
    find: 'hasMore: part.m === 1,',
    replace: 'hasMore: false,',
  },
];
