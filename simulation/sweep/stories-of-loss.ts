/** Stories in which something is taken away while somebody still writes in it. */

import type { ItemId, ListId } from '../../domain/ids.ts';
import { LIST_ITEM_ID } from '../../domain/ids.ts';
import { MEMBER_PREFIX, registerKeys } from '../../domain/register.ts';
import { currentStore } from '../outcome.ts';
import type { Person } from './person.ts';
import type { Stage } from './stage.ts';
import { EGGS, MILK, SECOND_MS, withTwoDevices } from './story.ts';
import type { Story } from './story.ts';

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
