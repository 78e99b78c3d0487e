/** Stories in which something is taken away while somebody still writes in it. */

import type { ItemId, ListId } from '../../domain/ids.ts';
import { LIST_ITEM_ID } from '../../domain/ids.ts';
import { MEMBER_PREFIX, registerKeys } from '../../domain/register.ts';
import { currentStore } from '../outcome.ts';
import type { Person } from './person.ts';
import type { Stage } from './stage.ts';
import { EGGS, MILK, SECOND_MS, idOf, withTwoDevices } from './story.ts';
import type { Story } from './story.ts';

/** More than the brake on deletions lets pass. */
const MANY = Array.from({ length: 24 }, (_, at) => idOf(at + 1));
const GROCERIES = 'groceriesGROCERI' as ListId;

export const storiesOfLoss: readonly Story[] = [
  {
    name: 'Trash is emptied while one of its to-dos is edited elsewhere',
    before: async (stage) => {
      await withTwoDevices(stage);
      const [ann, ben] = [stage.person('ann'), stage.person('ben')];
      await ann.write(MILK, { isTrashed: true });
      await stage.pass(60 * SECOND_MS);
      await ann.closeApp();
      await ben.closeApp();
      await stage.passDays(29);
    },
    tell: async (stage) => {
      const ben = stage.person('ben');
      ben.device.setOnline(false);
      await ben.write(MILK, { title: 'Oat milk', isTrashed: false });
      await ben.write(EGGS, { title: 'Six eggs' });
      await stage.pass(2 * SECOND_MS);
      await ben.closeApp();
      await stage.passDays(2);
      ben.device.setOnline(true);
      await ben.look();
      await stage.pass(5 * SECOND_MS);
      await ben.write(EGGS, { isDone: true });
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'a member is taken off a list in which they are writing',
    before: withSharedList,
    tell: async (stage) => {
      const [ann, cat] = [stage.person('ann'), stage.person('cat')];
      cat.device.setOnline(false);
      await cat.set(itemId('bread'), { [registerKeys.title]: 'Rye bread' }, GROCERIES);
      await cat.set(itemId('jam'), { [registerKeys.title]: 'Jam' }, GROCERIES);
      await stage.pass(2 * SECOND_MS);
      await ann.set(LIST_ITEM_ID as ItemId, { [memberKey(cat)]: false }, GROCERIES);
      await stage.pass(3 * SECOND_MS);
      cat.device.setOnline(true);
      await stage.pass(5 * SECOND_MS);
      await cat.add('Sugar');
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'a member of a list may only read from now on',
    before: withSharedList,
    isRefusing: true,
    tell: async (stage) => {
      const [ann, cat] = [stage.person('ann'), stage.person('cat')];
      cat.device.setOnline(false);
      await cat.set(itemId('bread'), { [registerKeys.title]: 'Rye bread' }, GROCERIES);
      await stage.pass(2 * SECOND_MS);
      await ann.set(LIST_ITEM_ID as ItemId, { [memberKey(cat)]: 'viewer' }, GROCERIES);
      await stage.pass(3 * SECOND_MS);
      cat.device.setOnline(true);
      await stage.pass(5 * SECOND_MS);
      await ann.set(itemId('bread'), { [registerKeys.done]: true }, GROCERIES);
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'most of a list is deleted on another device',
    before: async (stage) => {
      const ann = stage.person('ann');
      for (const _ of MANY) await ann.add('one of many');
      await stage.pass(10 * SECOND_MS);
      const ben = stage.person('ben');
      ben.join(ann);
      await ben.look();
      await stage.pass(5 * SECOND_MS);
    },
    tell: async (stage) => {
      const [ann, ben] = [stage.person('ann'), stage.person('ben')];
      await ben.writeAll(MANY, { isTrashed: true });
      await ben.add('All done');
      await stage.pass(3 * SECOND_MS);
      await ann.look();
      await stage.pass(3 * SECOND_MS);
      await ann.write(MILK, { title: 'not this one' });
      await stage.pass(3 * SECOND_MS);
    },
    check: async (stage) => {
      const { device } = stage.person('ann');
      const trashed = await stage.server.select(
        "SELECT id FROM items WHERE registers ->> '$.x[0]' = 1",
      );
      const keys = [...(currentStore(device)?.records.keys() ?? [])];
      const isKept = keys.some((key) => key.startsWith('kept/'));
      return trashed.length < MANY.length || isKept ? [] : ['nothing was kept of what was deleted'];
    },
  },
  {
    name: 'the server goes back to a backup three times in ten minutes',
    before: withTwoDevices,
    tell: async (stage) => {
      const [ann, ben] = [stage.person('ann'), stage.person('ben')];
      for (let time = 1; time <= 3; time += 1) {
        const rows = await stage.server.backUp();
        await ann.write(MILK, { title: `title ${time}` });
        await stage.pass(3 * SECOND_MS);
        await stage.server.restore(rows);
        stage.wasRestored = true;
        await ben.write(EGGS, { title: `eggs ${time}` });
        await stage.pass(3 * SECOND_MS);
        await ann.sync();
      }
      await ann.write(MILK, { isDone: true });
      await stage.pass(5 * SECOND_MS);
    },
  },
];

/** Ann has made a list with one to-do, and lets Cat write in it. */
async function withSharedList(stage: Stage): Promise<void> {
  const [ann, cat] = [stage.person('ann'), stage.person('cat')];
  await ann.add('Ann’s own');
  await cat.add('Cat’s own');
  await stage.pass(5 * SECOND_MS);
  const settings = { [registerKeys.title]: 'Groceries', [memberKey(cat)]: 'editor' };
  await ann.set(GROCERIES as string as ItemId, {}, ownList(ann));
  await ann.set(LIST_ITEM_ID as ItemId, settings, GROCERIES);
  await ann.set(itemId('bread'), { [registerKeys.title]: 'Bread' }, GROCERIES);
  await stage.pass(5 * SECOND_MS);
  await cat.set(GROCERIES as string as ItemId, {}, ownList(cat));
  await stage.pass(5 * SECOND_MS);
  await cat.sync();
}

function ownList({ device }: Person): ListId {
  return `u:${currentStore(device)?.accountId ?? ''}` as ListId;
}

function memberKey({ device }: Person): string {
  return `${MEMBER_PREFIX}${currentStore(device)?.accountId ?? ''}`;
}

function itemId(name: string): ItemId {
  return name.padEnd(16, '-') as ItemId;
}
