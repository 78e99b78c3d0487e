/**
 * How people use the app: they open it, do a few things in a row, and put it away; at times it stays open, or is open
 * twice.
 */

import type { Context } from './context.ts';
import type { Device } from './device.ts';
import type { Committed } from './oracles/oracle.ts';
import { act, bringIn } from './person.ts';
import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';
import { AccountMovedError } from '../replica/edit.ts';
import { StorageError } from '../replica/storage-error.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;

/** How long a device rests between two visits on average, in minutes: most are used now and then, a few all the time. */
const GAPS = [120, 90, 60, 60, 45, 45, 30, 30, 15, 2];

export function keepUsing(world: World, device: Device, untilMs: number): void {
  const { seed, scheduler } = world;
  const random = randomStream(seed, `${device.name} person`);
  const gapMs = random.pick(GAPS) * MINUTE_MS;
  const paceMs = random.pick([200, 1000, 5000]);
  let toBringIn = random.chance(0.03) ? random.pick([100, 600]) : 0;

  const sit = (page: Context, actions: number): void => {
    if (scheduler.nowMs() >= untilMs) return;
    if (actions === 0 || !page.isAlive) {
      leave(world, device, page, random);
      scheduler.after(random.fraction() * 2 * gapMs, begin);
      return;
    }
    if (toBringIn > 0 && page.replica?.view.mirror) {
      world.sometimes('a hundred to-dos were brought in at once');
      settle(world, bringIn(page, toBringIn, random));
      toBringIn = 0;
    } else tryToAct(world, page, random);
    scheduler.after(random.fraction() * 2 * paceMs, () => sit(page, actions - 1));
  };
  const begin = (): void => {
    if (scheduler.nowMs() >= untilMs) return;
    const page = comeBack(device, random);
    // The page reads its store first.
    scheduler.after(500, () => sit(page, 1 + random.below(12)));
    if (world.faults.strikes(device.name, 'clock-set-by-hand')) setClock(world, device, random);
  };
  scheduler.after(random.fraction() * gapMs, begin);
}

function comeBack(device: Device, random: RandomStream): Context {
  const [page] = device.pages;
  if (!page || random.chance(page.isFrozen ? 0.5 : 0.1)) return device.openPage();
  device.thaw(page);
  page.isVisible = true;
  void page.replica?.requestSync('visible').catch(() => undefined);
  return page;
}

/** The clock of a device without a network runs ahead, a little or by years, and at last is right. */
function setClock({ scheduler, note }: World, device: Device, random: RandomStream): void {
  device.setOnline(false);
  const settings = [...WRONG_MS.slice(random.below(WRONG_MS.length)), 0];
  let afterMs = 0;
  for (const skewMs of settings) {
    scheduler.after(afterMs, () => {
      note(`${device.name} has its clock set wrong by ${skewMs}`);
      device.skewMs = skewMs;
    });
    afterMs += random.fraction() * MINUTE_MS;
  }
  scheduler.after(afterMs, () => device.setOnline(true));
}

/** By how much, one after the other. */
const WRONG_MS = [0, 4 * MINUTE_MS, 6 * MINUTE_MS, 730 * 24 * 60 * MINUTE_MS];

/** Closes the tab, switches away from it, or just walks off. */
function leave(
  { scheduler, faults }: World,
  device: Device,
  page: Context,
  random: RandomStream,
): void {
  if (!page.isAlive) return;
  const way = random.fraction();
  if (way < 0.985) {
    page.isVisible = false;
    page.replica?.hidden();
  }
  if (way < 0.6) device.kill(page);
  else if (!page.isVisible && faults.strikes(device.name, 'frozen')) {
    // A moment later, when what being hidden has set off is under way.
    device.after(page, random.fraction() * 2000, () => device.freeze(page));
    scheduler.after(random.fraction() ** 3 * 240 * MINUTE_MS, () => device.thaw(page));
  }
}

function tryToAct(world: World, page: Context, random: RandomStream): void {
  const view = page.replica?.view;
  // Where nothing is stored a person sees an empty list, and may well begin to write.
  const isWriting = view?.isLoaded === true && (view.mirror !== undefined || random.chance(0.5));
  if (!isWriting || page.device.isAsleep) return;
  settle(world, act(page, random));
}

function settle({ witness, report }: World, acting: Promise<Committed>): void {
  acting.then(witness.committed, (error: unknown) => {
    // Told to the person, who can do it again.
    if (error instanceof StorageError || error instanceof AccountMovedError) return;
    report(`an edit could not be made: ${String(error)}`);
  });
}
