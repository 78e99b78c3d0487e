/** What a sync request and its answer say of each list, read by hand: the production's own reading is what is tried. */

import type { SentRequest, ServedAnswer } from './exchange.ts';
import type { Answered, SentEdit } from './oracles/oracle.ts';

/** Empty for any other request, and for an answer that speaks of no list. */
export function answeredLists(
  request: SentRequest,
  { status, body }: ServedAnswer,
): readonly Answered[] {
  if (request.path !== '/api/sync' || request.body === undefined) return [];
  if (status !== 200 && !body.includes('"ls"')) return [];
  const asked = (JSON.parse(request.body) as { readonly ls: readonly AskedList[] }).ls;
  const answered = (JSON.parse(body) as { readonly ls: readonly AnsweredList[] }).ls;
  return asked.map(({ l: list, c: cursor, e: edits = [] }, at): Answered => {
    const { code, to, ch: changes = [], no = [] } = answered[at] ?? { code: 'nothing' };
    const refusedAt = new Set(no.map(([edit]) => edit));
    const taken = code === undefined ? edits.filter((_, edit) => !refusedAt.has(edit)) : [];
    const refused = no.flatMap(([edit, reason]): Answered['refused'] => {
      const sent = edits[edit];
      return sent ? [[sent, reason]] : [];
    });
    return { request, list, cursor, edits, taken, refused, code, to, changes };
  });
}

interface AskedList {
  readonly l: string;
  readonly c: Answered['cursor'];
  readonly e?: readonly SentEdit[];
}

interface AnsweredList {
  readonly code?: string;
  readonly to?: number;
  readonly ch?: Answered['changes'];
  readonly no?: readonly (readonly [edit: number, reason: string])[];
}
