/**
 * Nobody does what is not theirs to do, whatever they are answered: who may not write moves nothing of a list, and who
 * is not its owner changes nothing of who belongs to it. Looked at in the database before and after a push.
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
  const stateOf = async (list: string, token: string): Promise<SqlRow | undefined> =>
    (await server.select(STATE, list, token))[0];
  return async (request) => {
    const token = tokenHashOf(request);
    const before: (readonly [list: string, state: SqlRow])[] = [];
    for (const list of listsPushedTo(request)) {
      const state = await stateOf(list, token);
      // One that is made by this very request has nobody yet.
      if (state && state['role'] !== 'owner') before.push([list, state]);
    }
    return async () => {
      for (const [list, { role, rev, belonging, creator }] of before) {
        const after = await stateOf(list, token);
        const mayWrite = role === 'editor';
        sometimes(mayWrite ? 'an editor pushed' : 'somebody pushed who may not write');
        if (!mayWrite && after?.['rev'] !== rev)
          report(`${list} was moved on by ${whoIs(role)} who may not write`);
        if (after?.['belonging'] !== belonging)
          report(`${list}: ${whoIs(role)} said who belongs to it: ${String(after?.['belonging'])}`);
        if (creator !== null && after?.['creator'] !== creator)
          report(`${list}: ${whoIs(role)} said who has made it: ${String(after?.['creator'])}`);
      }
    };
  };
}

function whoIs(role: unknown): string {
  return typeof role === 'string' ? `one who is ${role}` : 'a stranger';
}

function listsPushedTo({ path, body }: SentRequest): ReadonlySet<string> {
  if (path !== '/api/sync' || body?.includes('"e":[') !== true) return new Set();
  const { ls } = JSON.parse(body) as { readonly ls: readonly PushedTo[] };
  return new Set(ls.flatMap(({ l, e = [] }) => (e.length > 0 ? [l] : [])));
}

interface PushedTo {
  readonly l: string;
  readonly e?: readonly unknown[];
}

/** Of list 1, for the session of token 2: no role for a stranger and for one who was removed. */
const STATE = `
  SELECT lists.rev, members.role,
    json_array(
      (SELECT json_group_array(json_array(account_id, role, removed_at) ORDER BY account_id)
        FROM members WHERE list_id = ?1),
      (SELECT json_group_array(json_array(each.key, each.value) ORDER BY each.key)
        FROM items CROSS JOIN json_each(items.registers) AS each
        WHERE items.list_id = ?1 AND items.id = '_list' AND each.key GLOB 'j.*')
    ) AS belonging,
    (SELECT registers -> 'c' FROM items WHERE list_id = ?1 AND id = '_list') AS creator
  FROM lists
  LEFT JOIN sessions ON sessions.token_hash = ?2
  LEFT JOIN members ON members.list_id = lists.id AND members.account_id = sessions.account_id
    AND members.removed_at IS NULL
  WHERE lists.id = ?1`;
