/**
 * The witness at the network: what the server has said yes to, and which of that reached whoever asked.
 *
 * It reads requests and answers as they pass the proxy and asks nobody else.
 */

import type { ItemId } from '../../domain/ids.ts';
import type { Item } from '../../domain/register.ts';
import { isSyncAnswer } from '../../protocol/answer-guards.ts';
import type { Edit } from '../../protocol/edit.ts';
import type { SyncRequest } from '../../protocol/sync-request.ts';
import { itemsFromEdits } from '../../replica/edited-items.ts';
import { mergeInto } from '../../replica/segment.ts';
import type { FaultProxy, Passage } from '../harness/fault-proxy.ts';
import type { SeenRequest } from '../harness/proxied-request.ts';

export class Traffic {
  /** What the server has acknowledged, merged, whether or not its answer arrived. */
  readonly committed = new Map<ItemId, Item>();
  readonly #values = new Set<string>();
  readonly #delivered = new Set<string>();
  readonly #unanswered = new Set<SeenRequest>();
  readonly stop: () => void;

  constructor(proxy: FaultProxy) {
    this.stop = proxy.listen((passage, request) => this.#hear(passage, request));
  }

  /** Edits acknowledged by answers that arrived. */
  get acknowledged(): number {
    return this.#delivered.size;
  }

  /** Whether the server has ever acknowledged this value of this register of this to-do. */
  hasCommitted(id: ItemId, key: string, value: unknown): boolean {
    return this.#values.has(JSON.stringify([id, key, value]));
  }

  /**
   * The to-dos that each push without an answer was the first to bring: the server has all of them or none. Those that
   * an earlier push brought, whose answer got lost, are no part of that.
   */
  unansweredAdditions(): readonly (readonly ItemId[])[] {
    return Array.from(this.#unanswered, pushesOf)
      .flat()
      .map(({ edits }) => edits.filter(([, { c }]) => c !== undefined).map(([id]) => id))
      .map((ids) => ids.filter((id) => !this.committed.has(id)));
  }

  #hear(passage: Passage, request: SeenRequest): void {
    if (request.path !== '/api/sync') return;
    switch (passage) {
      case 'asked':
        this.#unanswered.add(request);
        return;
      case 'answered':
        this.#unanswered.delete(request);
        for (const edit of acknowledgedIn(request)) this.#commit(edit);
        return;
      case 'delivered':
        for (const [id, registers] of acknowledgedIn(request)) {
          for (const [, stamp] of Object.values(registers)) this.#delivered.add(`${id} ${stamp}`);
        }
    }
  }

  #commit(edit: Edit): void {
    mergeInto(this.committed, itemsFromEdits([edit]));
    const [id, registers] = edit;
    for (const [key, [value]] of Object.entries(registers)) {
      this.#values.add(JSON.stringify([id, key, value]));
    }
  }
}

/** Every edit of the request but those refused, of the lists that were synced. */
function acknowledgedIn(request: SeenRequest): readonly Edit[] {
  const answer: unknown = request.given?.status === 200 && JSON.parse(request.given.body);
  if (!isSyncAnswer(answer)) return [];
  return pushesOf(request).flatMap(({ edits, at }) => {
    const part = answer.ls[at];
    if (!part || part.code !== undefined) return [];
    const refused = new Set(part.no?.map(([index]) => index));
    return edits.filter((_, index) => !refused.has(index));
  });
}

/** The edits for each list of the request, and its place there. */
function pushesOf({ body }: SeenRequest): readonly { edits: readonly Edit[]; at: number }[] {
  try {
    const { ls } = JSON.parse(body) as SyncRequest;
    return ls.map(({ e = [] }, at) => ({ edits: e as readonly Edit[], at }));
  } catch {
    // Whoever sent it was killed in the middle.
    return [];
  }
}
