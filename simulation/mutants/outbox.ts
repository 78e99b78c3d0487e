/** Edits on their way out: stamped, kept, sent, acknowledged, refused. */

import type { Mutant } from './mutant.ts';

export const outboxMutants: readonly Mutant[] = [
  {
    name: 'acknowledge-before-the-answer',
    file: 'replica/sync.ts',
    find: "      case 'offline':\n        return { outcome: 'offline', status: reply.status };\n      case 'answer'",
    replace:
      "      case 'offline':\n        await applyAnswer(this.#ports, this.#account, snapshot, snapshot.lists.map(() => ({})), undefined, { node: this.#node, repairs: undefined });\n        return { outcome: 'offline', status: reply.status };\n      case 'answer'",
  },
  {
    name: 'drop-on-4xx',
    file: 'replica/sync.ts',
    find: "      case 'offline':\n        return { outcome: 'offline', status: reply.status };\n      case 'answer'",
    replace:
      "      case 'offline':\n        if (reply.status !== undefined && reply.status >= 400 && reply.status < 500) await applyAnswer(this.#ports, this.#account, snapshot, snapshot.lists.map(() => ({})), undefined, { node: this.#node, repairs: undefined });\n        return { outcome: 'offline', status: reply.status };\n      case 'answer'",
  },
  {
    name: 'two-transactions',
    file: 'replica/sync-round.ts',
    find: "  return account.store.write('relaxed', async (records) => {",
    replace:
      "  await account.store.write('relaxed', async (records) => {\n    for (const batch of snapshot.batches) for (const key of batch.keys) records.delete(key);\n  });\n  return account.store.write('relaxed', async (records) => {",
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
    find: '  mergeInto(held, itemsFromEdits(acknowledged));',
    replace: '',
  },
  {
    name: 'outbox-coalesces-to-the-first',
    file: 'replica/outbox.ts',
    find: 'else if (register[1] > before[1]) merged[key] = withBase(register, before[2]);',
    replace: '',
  },
  {
    name: 'refused-edits-vanish',
    file: 'replica/refusals.ts',
    find: '  records.put(key, record);\n  return key;',
    replace: '  return key;',
  },
  {
    name: 'gone-without-recovered',
    file: 'replica/refusals.ts',
    find: "await recoverItems(records, { ...leaving, items: writtenIn, reason: 'gone' }),",
    replace: 'leaving.clock,',
  },
  {
    name: 'gone-without-a-question',
    file: 'replica/refusals.ts',
    find: '[await keepItems(records, list, others, nowMs)]',
    replace: '[]',
  },
  {
    name: 'member-wipes-without-recovered',
    file: 'replica/leave-list.ts',
    find: "await recoverItems(records, { ...leaving, items, reason: 'member' });",
    replace: 'leaving.clock;',
  },
  {
    name: 'signed-out-clears-the-outbox',
    file: 'replica/sync.ts',
    find: "    if (this.#hasRenewed) return { outcome: 'signed-out', status };",
    replace:
      "    if (this.#hasRenewed) {\n      await this.#account.store.write('strict', async (records) => {\n        for (const key of await records.keys('edit/')) records.delete(key);\n      });\n      return { outcome: 'signed-out', status };\n    }",
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
    name: 'restamp-behind-what-stays',
    file: 'replica/restamp.ts',
    find: '{ ms: serverMs, counter: 0 }, kept);',
    replace: '{ ms: serverMs, counter: 0 }, []);',
  },
  {
    name: 'edit-stored-relaxed',
    file: 'replica/edit.ts',
    find: "target.account.store.write('strict'",
    replace: "target.account.store.write('relaxed'",
  },
  {
    name: 'commit-hides-a-full-disk',
    file: 'replica/replica.ts',
    find: '      if (error instanceof StorageError) this.#noteRefusal(error);\n      throw error;',
    replace: '      if (!(error instanceof StorageError)) throw error;',
  },
  {
    name: 'second-request-while-one-runs-is-dropped',
    file: 'replica/foreground-sync.ts',
    find: "    if (this.#next !== 'button') this.#next = reason;\n",
    replace:
      "    if (this.#running) return;\n    if (this.#next !== 'button') this.#next = reason;\n",
  },
];
