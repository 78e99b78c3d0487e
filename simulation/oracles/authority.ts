/**
 * Nobody does what is not theirs to do, whatever they are answered: who may not write moves nothing of a list, who is not
 * its owner changes nothing of who belongs to it, and nobody writes in another's name. Looked at in the database before
 * and after a push.
 */

import type { SqlRow } from '../../worker-api/sql-database.ts';
import type { SentRequest } from '../exchange.ts';
import type { World } from '../world.ts';
import { tokenHashOf } from './isolation.ts';

/** To be called before the request is served; the answer is to be called after, before anything else happens. */
export type Authority = (request: SentRequest) => Promise<() => Promise<void>>;

export function createAuthority({
  server,
  report,
  sometimes,
}: Pick<World, 'server' | 'report' | 'sometimes'>): Authority {
  const stateOf = async (list: string, sender: readonly (string | null)[]): Promise<SqlRow> =>
    (await server.select(STATE, list, ...sender))[0] ?? {};
  return async (request) => {
    const { lists, account } = pushIn(request);
    const sender = [tokenHashOf(request), account];
    const before: (readonly [list: string, state: SqlRow])[] = [];
    for (const list of lists) {
      const state = await stateOf(list, sender);
      // One that is made by this very request has nobody yet.
      const isMade = state['rev'] === null && state['is_own_name'] === 1;
      if (!isMade && state['role'] !== 'owner') before.push([list, state]);
    }
    return async () => {
      for (const [list, { role, rev, belonging, creator }] of before) {
        const after = await stateOf(list, sender);
        const mayWrite = role === 'editor';
        sometimes(mayWrite ? 'an editor pushed' : 'somebody pushed who may not write');
        if (!mayWrite && after['rev'] !== rev)
          report(`${list} was moved on by ${whoIs(role)} who may not write`);
        if (after['belonging'] !== belonging)
          report(`${list}: ${whoIs(role)} said who belongs to it: ${String(after['belonging'])}`);
        if (creator !== null && after['creator'] !== creator)
          report(`${list}: ${whoIs(role)} said who has made it: ${String(after['creator'])}`);
      }
    };
  };
}

function whoIs(role: unknown): string {
  return typeof role === 'string' ? `one who is ${role}` : 'a stranger';
}

/** The lists that a request has edits for, and in whose name; nobody's where it does not say. */
function pushIn({ path, body }: SentRequest): {
  readonly lists: ReadonlySet<string>;
  readonly account: string | null;
} {
  if (path !== '/api/sync' || body?.includes('"e":[') !== true)
    return { lists: new Set(), account: null };
  const { a = null, ls } = JSON.parse(body) as PushRequest;
  return { lists: new Set(ls.flatMap(({ l, e = [] }) => (e.length > 0 ? [l] : []))), account: a };
}

interface PushRequest {
  readonly a?: string;
  readonly ls: readonly { readonly l: string; readonly e?: readonly unknown[] }[];
}

/**
 * Of list 1, for the session of token 2 in the name of account 3: no role for a stranger, for one who was removed, and
 * in another's name.
 */
const STATE = `
  SELECT lists.rev, members.role, ?3 IS NULL OR ?3 IS sessions.account_id AS is_own_name,
    json_array(
      (SELECT json_group_array(json_array(account_id, role, removed_at) ORDER BY account_id)
        FROM members WHERE list_id = ?1),
      (SELECT json_group_array(json_array(each.key, each.value) ORDER BY each.key)
        FROM items CROSS JOIN json_each(items.registers) AS each
        WHERE items.list_id = ?1 AND items.id = '_list' AND each.key GLOB 'j.*')
    ) AS belonging,
    (SELECT registers -> 'c' FROM items WHERE list_id = ?1 AND id = '_list') AS creator
  FROM (SELECT ?1 AS id) AS asked
  LEFT JOIN lists ON lists.id = asked.id
  LEFT JOIN sessions ON sessions.token_hash = ?2
  LEFT JOIN members ON members.list_id = lists.id AND members.account_id = sessions.account_id
    AND members.removed_at IS NULL AND (?3 IS NULL OR ?3 = members.account_id)`;
