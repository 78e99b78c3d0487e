/** The time that a phrase names, and the day that a time without a day means. */

import { addDays } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';
import type { CivilTime } from '../when.ts';
import { isCivilTime } from '../when.ts';
import type { Locale, PartOfDay, TimePattern } from './locale.ts';
import type { Match } from './pattern-match.ts';

/** The moment at which the line is read, as the calendar and the clock of the person show it. */
export interface Now {
  readonly day: CivilDate;
  /** Minutes since midnight. */
  readonly minutes: number;
}

/** A time as it was said, before it is known which day it is on. */
export interface SaidTime {
  /** Minutes since midnight. */
  readonly minutes: number;
  /** It may be before or after noon. */
  readonly isVague: boolean;
  /** It may be so if the part of the day says so. */
  readonly isFlexible: boolean;
  /** It stands for a part of the day, which goes on after it. */
  readonly isPart: boolean;
}

/**
 * The time that the words say; undefined when they say none.
 *
 * @param hint what the rest of the line says about the part of the day
 */
export function saidTime(
  times: readonly Match<TimePattern>[],
  partOfDay: PartOfDay | undefined,
  hint: 'morning' | 'evening' | undefined,
  locale: Locale,
): SaidTime | undefined {
  const part = partOfDay ?? times.find(({ captures }) => captures.part)?.captures.part;
  for (const time of times) {
    const { means } = time.pattern;
    const half = 'half' in means ? means.half : undefined;
    const said = exactTime(time);
    if (said) return withinPart(said, half ?? part ?? (isHinted(said) ? hint : undefined));
  }
  if (!part) return undefined;
  const minutes = locale.partMinutes[part].at;
  return { minutes, isVague: false, isFlexible: false, isPart: true };
}

function exactTime({ pattern: { means }, captures }: Match<TimePattern>): SaidTime | undefined {
  switch (means.is) {
    case 'clock': {
      if (!captures.clock) return undefined;
      const { hour, minute, isVague, isFlexible } = captures.clock;
      return { minutes: hour * 60 + minute, isVague, isFlexible, isPart: false };
    }
    case 'hour': {
      if (captures.hour === undefined) return undefined;
      const isVague = captures.hour >= 1 && captures.hour <= 12;
      const minutes = (captures.hour * 60 + means.minutes + DAY_MINUTES) % DAY_MINUTES;
      return { minutes, isVague, isFlexible: isVague, isPart: false };
    }
    case 'fixed':
      return { minutes: means.minutes, isVague: false, isFlexible: false, isPart: false };
    case 'part':
      return undefined;
  }
}

/** Dinner at twelve is dinner at noon. */
function isHinted({ minutes }: SaidTime): boolean {
  return minutes >= FIRST_HINTED_HOUR * 60 && minutes < NOON;
}

const FIRST_HINTED_HOUR = 5;
const DAY_MINUTES = 24 * 60;
const NOON = 12 * 60;

function withinPart(said: SaidTime, part: PartOfDay | undefined): SaidTime {
  if (!part || !said.isFlexible) return said;
  const minutes = (said.minutes % NOON) + (part === 'morning' ? 0 : NOON);
  return { ...said, minutes, isVague: false, isFlexible: false };
}

/**
 * The day and the time. Without a day it is the next time that the clock shows it. A part of the day that has begun has
 * no time any more.
 */
export function dayAndTime(
  said: SaidTime,
  day: CivilDate | undefined,
  now: Now,
): { readonly day: CivilDate; readonly time: CivilTime | undefined } {
  const isToday = day === undefined || day === now.day;
  const minutes = minutesOn(said, isToday ? now : undefined);
  const isOver = minutes <= now.minutes;
  if (said.isPart && day === now.day && isOver) return { day, time: undefined };
  const time = timeOfMinutes(minutes);
  return { day: day ?? (isOver ? addDays(now.day, 1) : now.day), time };
}

/**
 * The minutes since midnight that are meant. Before seven it is the afternoon, from seven on the morning; but a morning
 * hour of today that is over is the evening's: who at noon says "at 8" means tonight.
 *
 * @param now given where the day is today, or no day was said
 */
export function minutesOn({ minutes, isVague }: SaidTime, now: Now | undefined): number {
  if (!isVague) return minutes;
  const inMorning = minutes % NOON;
  if (inMorning < FIRST_MORNING_HOUR * 60) return inMorning + NOON;
  const isTonight = now && inMorning <= now.minutes && inMorning + NOON > now.minutes;
  return isTonight ? inMorning + NOON : inMorning;
}

const FIRST_MORNING_HOUR = 7;

/** `HH:MM` of so many minutes since midnight. */
export function timeOfMinutes(minutes: number): CivilTime | undefined {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return isCivilTime(time) ? time : undefined;
}
