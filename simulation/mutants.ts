/**
 * Classic mistakes of sync engines, each as a small change of the production source, planted one at a time: a simulation
 * that does not catch them would not catch ours.
 */

export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Why no run can catch it, where none can. */
  readonly survives?: string;
}

export const mutants: readonly Mutant[] = [
  {
    name: 'acknowledge-before-the-answer',
    file: 'replica/sync.ts',
    find: "    case 'offline':\n      return { outcome: 'offline', status: reply.status };\n    case 'answer'",
    replace:
      "    case 'offline':\n      await applyAnswer(ports, account, snapshot, [...snapshot.listById].map(() => ({})), undefined);\n      return { outcome: 'offline', status: reply.status };\n    case 'answer'",
  },
  {
    name: 'outbox-emptied-whole',
    file: 'replica/sync-apply.ts',
    find: 'for (const key of batch?.keys ?? []) records.delete(key);',
    replace: "for (const key of await records.keys('edit/')) records.delete(key);",
  },
  {
    name: 'acknowledged-edit-not-kept',
    file: 'replica/sync-apply.ts',
    find: '  mergeInto(held, itemsFromEdits(edits));',
    replace: '',
  },
  {
    name: 'late-answer-moves-the-cursor',
    file: 'replica/sync-apply.ts',
    find: 'return now.generation === read.generation && now.cursor.join() === read.cursor.join();',
    replace: 'return now !== undefined;',
  },
  {
    name: 'cursor-without-its-changes',
    file: 'replica/sync-apply.ts',
    find: '    mergeInto(held, itemsFromChanges(part));',
    replace: '',
  },
  {
    name: 'trust-any-200',
    file: 'replica/request.ts',
    find: 'if (!response.headers.has(PROTOCOL_HEADER)) return',
    replace: 'if (!response.ok) return',
  },
  {
    name: 'wall-clock',
    file: 'replica/edit.ts',
    find: 'clock = tick(clock, ports.nowMs() + meta.offsetMs);',
    replace: 'clock = { ms: ports.nowMs(), counter: 0 };',
  },
  {
    name: 'no-restamp',
    file: 'replica/restamp.ts',
    find: 'millisecondsOfStamp(stamp) > serverMs + HOPELESS_LEAD_MS;',
    replace: 'stamp === undefined;',
  },
  {
    name: 'reset-forgets-to-offer',
    file: 'replica/reset.ts',
    find: '  return putOffers(records, list, generation, items);',
    replace: '  return generation < 0 ? putOffers(records, list, generation, items) : [];',
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
    replace: 'const items: Item[] = [];',
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
    name: 'fold-loses-what-it-folds',
    file: 'replica/fold.ts',
    find: '    for (const key of chosen) records.delete(key);',
    replace: '    for (const key of known) records.delete(key);',
  },
  {
    name: 'outbox-coalesces-to-the-first',
    file: 'replica/outbox.ts',
    find: 'else if (register[1] > before[1]) merged[key] = withBase(register, before[2]);',
    replace: '',
  },
  {
    name: 'refused-edits-vanish',
    file: 'replica/sync-apply.ts',
    find: '    records.put(key, { list, id, registers, reason, atMs: nowMs });',
    replace: '',
  },
  {
    name: 'signed-out-clears-the-outbox',
    file: 'replica/sync.ts',
    find: "  if (tried.hasRenewed) return { outcome: 'signed-out', status };",
    replace:
      "  if (tried.hasRenewed) return { outcome: 'signed-out', status };\n  await account.store.write('strict', async (records) => {\n    for (const key of await records.keys('edit/')) records.delete(key);\n  });",
  },
  {
    name: 'server-without-tag',
    file: 'worker-api/queries/lists.ts',
    find: 'AND (${headRev} = 0 OR ${tag} = CASE',
    replace: 'AND (true OR ${headRev} = 0 OR ${tag} = CASE',
  },
  {
    name: 'server-without-history',
    file: 'worker-api/queries/history.ts',
    find: "AND pushed.key <> 'o' AND ${IS_ALLOWED}",
    replace: "AND pushed.key = 'o' AND ${IS_ALLOWED}",
  },
  {
    name: 'history-of-the-winner-only',
    file: 'worker-api/queries/history.ts',
    find: 'AND (${HELD} IS NOT NULL OR NOT pushed.wins)',
    replace: 'AND ${REPLACES_HELD}',
  },
  {
    name: 'page-skips-a-revision',
    file: 'worker-api/queries/lists.ts',
    find: 'LEFT JOIN items ON items.list_id = lists.id AND items.rev > ?4 AND',
    replace: 'LEFT JOIN items ON items.list_id = lists.id AND items.rev > ?4 + 1 AND',
  },
  {
    name: 'last-arrival-wins-on-the-server',
    file: 'worker-api/queries/pushed.ts',
    find: 'OR ${stamp} > ${heldStamp}',
    replace: 'OR true OR ${stamp} > ${heldStamp}',
  },
  {
    name: 'echo-short-whatever-the-replica-holds',
    file: 'worker-api/list-answer.ts',
    find: 'const isHeld = heldRev !== undefined && heldRev === (priorById.get(id)?.rev ?? 0);',
    replace: 'const isHeld = heldRev !== undefined;',
  },
  {
    name: 'revisions-not-moved-on',
    file: 'worker-api/queries/lists.ts',
    find: 'UPDATE lists SET rev = rev + ?4, tag',
    replace: 'UPDATE lists SET rev = rev + ?4 - ?4 + 1, tag',
  },
  {
    name: 'stamps-far-ahead-accepted',
    file: 'worker-api/list-answer.ts',
    find: "return !list.isAccepted && highestMs > latestMs ? 'clock' : undefined;",
    replace: "return highestMs > latestMs + 1e15 ? 'clock' : undefined;",
  },
  {
    name: 'second-request-while-one-runs-is-dropped',
    file: 'replica/foreground-sync.ts',
    find: '    this.#next = reason;\n',
    replace: '    if (this.#running) return;\n    this.#next = reason;\n',
  },
  {
    name: 'account-moved-without-its-edits',
    file: 'replica/account-move.ts',
    find: 'for (const [, { edits }] of await readEdits(records)) mergeInto(held, itemsFromEdits(edits));',
    replace: '',
  },
  {
    name: 'current-before-its-store',
    file: 'replica/account.ts',
    find: '    if (!(await readMeta(records))) records.put(keys.meta, newMeta(ids));\n',
    replace: '',
  },
];
