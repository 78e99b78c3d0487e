/** The server: what it accepts, stores, remembers and answers. */

import type { Mutant } from './mutant.ts';

export const serverMutants: readonly Mutant[] = [
  {
    name: 'server-without-tag',
    file: 'worker-api/queries/lists.ts',
    find: 'AND (${headRev} = 0 OR ${tag} = CASE',
    replace: 'AND (true OR ${headRev} = 0 OR ${tag} = CASE',
  },
  {
    name: 'server-without-epoch',
    file: 'worker-api/queries/lists.ts',
    find: 'return `((${epoch} = lists.epoch OR',
    replace: 'return `((true OR ${epoch} = lists.epoch OR',
  },
  {
    name: 'push-without-a-cursor-check',
    file: 'worker-api/queries/lists.ts',
    find: '      AND ${isKnownCursor(9)}',
    replace: '',
  },
  {
    name: 'non-idempotent-server',
    file: 'worker-api/queries/lists.ts',
    find: '        WHERE ${IS_NEWS}\n',
    replace: '        WHERE true OR ${IS_NEWS}\n',
  },
  {
    name: 'server-without-history',
    file: 'worker-api/queries/history.ts',
    find: 'AND ${IS_KEPT} AND ${IS_LEFT}',
    replace: 'AND false AND ${IS_KEPT} AND ${IS_LEFT}',
  },
  {
    name: 'history-of-the-winner-only',
    file: 'worker-api/queries/history.ts',
    find: 'const IS_LEFT = `(${HELD} IS NOT NULL OR NOT ${REPLACES_HELD})`;',
    replace: 'const IS_LEFT = `(${HELD} IS NOT NULL AND ${REPLACES_HELD})`;',
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
    file: 'worker-api/queries/lists.ts',
    find: 'AND ?6 <= max(?7, hlc) + ${limits.stampLeadMs}',
    replace: 'AND ?6 <= max(?7, hlc) + 1000000 * ${limits.stampLeadMs}',
  },
  {
    name: 'membership-not-asked-for',
    file: 'worker-api/queries/lists.ts',
    find: "AND members.removed_at IS NULL AND members.role IN ('owner', 'editor')",
    replace: '',
  },
  {
    name: 'anyone-reads',
    file: 'worker-api/queries/lists.ts',
    find: 'WHERE members.list_id = ?1 AND members.account_id = ?2\n',
    replace: "WHERE members.list_id = ?1 AND (members.account_id = ?2 OR members.role = 'owner')\n",
  },
  {
    name: 'removed-members-not-told',
    file: 'worker-api/list-verdict.ts',
    find: "if (list.isRemoved) return 'member';",
    replace: "if (list.isRemoved && list.rev < 0) return 'member';",
  },
  {
    name: 'any-key-is-the-account',
    file: 'worker-api/device-proof.ts',
    find: 'if (!(await isSignedBy(key, signature, text)))',
    replace: 'if (!(await isSignedBy(key, signature, text)) && text.length < 0)',
  },
  {
    name: 'the-cookie-is-the-account',
    file: 'worker-api/routes/sync.ts',
    find: 'if (!session || isOthers)',
    replace: 'if (!session)',
  },
  {
    name: 'editors-name-members',
    file: 'worker-api/queries/pushed.ts',
    find: 'THEN ${isOwner(account)} ELSE 1 END`;',
    replace: 'THEN 1 OR ${isOwner(account)} ELSE 1 END`;',
  },
  {
    name: 'purge-without-gc',
    file: 'worker-api/queries/tidying.ts',
    find: 'gc_rev = max(gc_rev, ?7), gc_ms = max(gc_ms, ?8),',
    replace: 'gc_rev = max(gc_rev, ?7 * 0), gc_ms = max(gc_ms, ?8 * 0),',
  },
  {
    name: 'emptied-and-nobody-told',
    file: 'worker-api/list-verdict.ts',
    find: 'prior ? prior.isEmptied && !item.outlivesEmptying : item.createdMs <= gcMs;',
    replace: 'prior ? false : item.createdMs <= gcMs;',
  },
  {
    name: 'no-retry-after-a-lost-connection',
    file: 'worker-api/run-batch.ts',
    find: 'const RETRIES = 2;',
    replace: 'const RETRIES = 0;',
  },
];
