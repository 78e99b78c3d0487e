/** Nothing of a list goes to an account that is no member of it, and nothing of such an account's is taken for it. */

import { createHash } from 'node:crypto';
import type { SentRequest } from '../exchange.ts';
import type { World } from '../world.ts';
import type { Answered, Oracle } from './oracle.ts';

export function isolationOracle({ report, server }: World): Oracle {
  const check = async ({ request, list, taken, changes }: Answered): Promise<void> => {
    const sql = `SELECT members.role FROM sessions
      JOIN members ON members.account_id = sessions.account_id AND members.list_id = ?2
      WHERE sessions.token_hash = ?1 AND members.removed_at IS NULL`;
    const [member] = await server.select(sql, tokenHashOf(request), list);
    if (!member && changes.length > 0) report(`${list} was shown to a stranger`);
    if (!['owner', 'editor'].includes(String(member?.['role'])) && taken.length > 0)
      report(`${list} took edits of one who may not write`);
  };
  return {
    answered: (answered) => {
      if (answered.changes.length + answered.taken.length > 0) void check(answered);
    },
  };
}

/** By which the server knows the session of the request's cookie. */
export function tokenHashOf({ cookies }: SentRequest): string {
  return createHash('sha256')
    .update(cookies.get('s') ?? '')
    .digest('base64url');
}
