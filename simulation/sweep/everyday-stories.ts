/** What people do with the app on most days, and on some bad ones. */

import { EGGS, MILK, SECOND_MS, idOf, withMilk, withTwoDevices } from './story.ts';
import type { Story } from './story.ts';

const YEAR_MS = 365 * 86_400 * SECOND_MS;
/** When the request that an edit asks for is under way, and not yet answered. */
const IN_FLIGHT_MS = 60;
/** One request takes four of them. */
const LONG_NOTES = 'x'.repeat(60_000);

/** One fewer than fold.ts waits for. */
const SEGMENTS_BEFORE_A_FOLD = 11;

export const everydayStories: readonly Story[] = [
  {
    name: 'to-dos added offline, then the network comes back',
    tell: async (stage) => {
      const ann = stage.person('ann');
      ann.device.setOnline(false);
      await ann.add('Milk');
      await stage.pass(2 * SECOND_MS);
      await ann.add('Eggs');
      await stage.pass(2 * SECOND_MS);
      ann.device.setOnline(true);
      await stage.pass(5 * SECOND_MS);
    },
  },
  {
    name: 'an edit while another is being sent',
    before: withMilk,
    tell: async (stage) => {
      const ann = stage.person('ann');
      await ann.write(MILK, { title: 'Oat milk' });
      await stage.pass(IN_FLIGHT_MS);
      await ann.write(MILK, { title: 'Oat milk, two' });
      await ann.add('Eggs');
      await stage.pass(IN_FLIGHT_MS);
      await ann.write(MILK, { notes: 'the cold one' });
      await stage.pass(5 * SECOND_MS);
    },
  },
  {
    name: 'a to-do is completed and reopened',
    before: withMilk,
    tell: async (stage) => {
      const ann = stage.person('ann');
      await ann.write(MILK, { isDone: true });
      await stage.pass(3 * SECOND_MS);
      await ann.write(MILK, { isDone: false });
      await stage.pass(3 * SECOND_MS);
      await ann.write(MILK, { isDone: true });
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'a to-do goes into Trash, is edited elsewhere and comes back',
    before: withTwoDevices,
    tell: async (stage) => {
      const [ann, ben] = [stage.person('ann'), stage.person('ben')];
      await ann.write(MILK, { isTrashed: true });
      await ben.write(MILK, { title: 'Oat milk' });
      await stage.pass(3 * SECOND_MS);
      await ann.write(MILK, { isTrashed: false });
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'two devices edit one field',
    before: withTwoDevices,
    tell: async (stage) => {
      const [ann, ben] = [stage.person('ann'), stage.person('ben')];
      await ann.write(MILK, { title: 'Oat milk' });
      await ben.write(MILK, { title: 'Soy milk' });
      await stage.pass(IN_FLIGHT_MS);
      await ann.write(MILK, { title: 'Rice milk' });
      await stage.pass(3 * SECOND_MS);
      await ben.write(MILK, { title: 'Cow milk', isDone: true });
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'a new device reads everything for the first time, page by page',
    before: async (stage) => {
      const ann = stage.person('ann');
      // More than one page, each with the weight of many to-dos.
      for (let at = 0; at < 18; at += 1) await ann.add(`to-do ${at}`, { notes: LONG_NOTES });
      await stage.pass(60 * SECOND_MS);
      stage.person('ben').join(ann);
    },
    tell: async (stage) => {
      const ben = stage.person('ben');
      await ben.look();
      await stage.pass(3 * SECOND_MS);
      await ben.write(idOf(3), { isDone: true });
      await stage.pass(5 * SECOND_MS);
    },
  },
  {
    name: 'the server goes back to a backup while edits wait',
    before: withTwoDevices,
    tell: async (stage) => {
      const [ann, ben] = [stage.person('ann'), stage.person('ben')];
      const backup = await stage.server.backUp();
      await ann.write(MILK, { title: 'Oat milk' });
      await ann.add('Bread');
      await stage.pass(3 * SECOND_MS);
      ben.device.setOnline(false);
      await ben.write(EGGS, { title: 'Six eggs' });
      await stage.pass(SECOND_MS);
      await stage.server.restore(backup);
      stage.wasRestored = true;
      await ben.write(MILK, { isDone: true });
      ben.device.setOnline(true);
      await stage.pass(5 * SECOND_MS);
      await ann.sync();
      await stage.pass(5 * SECOND_MS);
    },
  },
  {
    name: 'the session is lost while edits wait',
    before: withMilk,
    tell: async (stage) => {
      const ann = stage.person('ann');
      await ann.write(MILK, { title: 'Oat milk' });
      ann.device.cookies.clear();
      await stage.pass(3 * SECOND_MS);
      await ann.add('Eggs');
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'a clock that runs two years ahead',
    before: withTwoDevices,
    tell: async (stage) => {
      const [ann, ben] = [stage.person('ann'), stage.person('ben')];
      ann.device.skewMs = 2 * YEAR_MS;
      ann.device.setOnline(false);
      await ann.write(MILK, { title: 'Oat milk' });
      await ann.add('Bread');
      await stage.pass(2 * SECOND_MS);
      ann.device.setOnline(true);
      await stage.pass(3 * SECOND_MS);
      ann.device.skewMs = 0;
      await ben.look();
      await ben.sync();
      await ben.write(MILK, { title: 'Soy milk' });
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'the worker finishes after the page is gone',
    before: withMilk,
    tell: async (stage) => {
      const ann = stage.person('ann');
      await ann.write(MILK, { title: 'Oat milk' });
      await ann.add('Eggs');
      await stage.pass(10);
      await ann.closeApp();
      await stage.pass(10 * SECOND_MS);
    },
  },
  {
    name: 'what was written before the cookie was asked moves to its account',
    before: withTwoDevices,
    tell: async (stage) => {
      const ben = stage.person('ben');
      ben.device.disk.wipe();
      ben.device.setOnline(false);
      await ben.add('Bread');
      await stage.pass(2 * SECOND_MS);
      await ben.add('Butter');
      await stage.pass(2 * SECOND_MS);
      ben.device.setOnline(true);
      await stage.pass(5 * SECOND_MS);
      await ben.write(MILK, { title: 'Oat milk' });
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'many edits go out in several requests',
    before: withMilk,
    tell: async (stage) => {
      const ann = stage.person('ann');
      ann.device.setOnline(false);
      for (let at = 0; at < 5; at += 1) {
        await ann.add(`to-do ${at}`, { notes: LONG_NOTES });
        await stage.pass(50);
      }
      await ann.write(MILK, { title: 'Oat milk' });
      await stage.pass(SECOND_MS);
      ann.device.setOnline(true);
      await stage.pass(8 * SECOND_MS);
    },
  },
  {
    name: 'two tabs of one browser follow each other',
    before: withMilk,
    tell: async (stage) => {
      const ann = stage.person('ann');
      ann.device.openPage();
      await ann.look();
      ann.device.openPage();
      await stage.pass(SECOND_MS);
      await ann.write(MILK, { title: 'Oat milk' });
      await ann.add('Eggs');
      await stage.pass(3 * SECOND_MS);
      await ann.write(MILK, { isDone: true });
      await stage.pass(3 * SECOND_MS);
    },
  },
  {
    name: 'one of two tabs brings what another device has written',
    before: withTwoDevices,
    tell: async (stage) => {
      const [ann, ben] = [stage.person('ann'), stage.person('ben')];
      ann.device.openPage();
      await ann.look();
      ann.device.openPage();
      await stage.pass(SECOND_MS);
      await ben.write(MILK, { title: 'Oat milk' });
      await stage.pass(2 * SECOND_MS);
      await ann.sync();
      await ben.write(EGGS, { isDone: true });
      await stage.pass(2 * SECOND_MS);
      await ann.sync();
    },
  },
  {
    name: 'the many small answers of a long day are folded into one record',
    before: async (stage) => {
      for (let at = 0; at < SEGMENTS_BEFORE_A_FOLD; at += 1) {
        await stage.person('ann').add(`to-do ${at}`);
        await stage.pass(3 * SECOND_MS);
      }
    },
    tell: async (stage) => {
      const ann = stage.person('ann');
      await ann.write(MILK, { isDone: true });
      await stage.pass(3 * SECOND_MS);
      await ann.write(MILK, { title: 'Oat milk' });
      await stage.pass(3 * SECOND_MS);
    },
  },
];
