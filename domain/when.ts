/**
 * When a to-do is due, as it is stored: `[day]`, `[day, "HH:MM"]` or `[day, "HH:MM", "Area/Zone"]`.
 *
 * A day is a day on the calendar and no moment, so no journey and no summer time moves it. A time without a zone
 * floats: it is that time wherever the device is. One register holds all three, so that two people who change the day
 * and the time cannot make a third appointment of them.
 */

import { daysBetween, isCivilDate } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import type { Branded } from './ids.ts';
import type { Json } from './register.ts';

/** `HH:MM` from 00:00 to 23:59. It sorts as text. */
export type CivilTime = string & Branded<'civil-time'>;

export interface When {
  readonly day: CivilDate;
  readonly time: CivilTime | undefined;
  /** The name of a time zone, such as `Europe/Berlin`; only beside a time. */
  readonly zone: string | undefined;
}

/** Where a day lies as seen from today. */
export type Dueness = 'overdue' | 'today' | 'tomorrow' | 'later';

export function isCivilTime(value: unknown): value is CivilTime {
  return typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** Whether a text looks like the name of a zone; the device may still not know it. */
export function isZoneName(value: unknown): value is string {
  return typeof value === 'string' && ZONE.test(value);
}

/** As the names of the IANA time zone database are made: `UTC`, `Etc/GMT+5`, `America/Argentina/Buenos_Aires`. */
const ZONE = /^[A-Za-z][\w+-]{0,30}(?:\/[\w+-]{1,31}){0,2}$/;

/** What the register's value says; undefined when it is not set or has another shape. */
export function whenFromValue(value: Json | undefined): When | undefined {
  if (!Array.isArray(value) || value.length > 3) return undefined;
  const [day, time, zone] = value as readonly (Json | undefined)[];
  if (!isCivilDate(day)) return undefined;
  if (time !== undefined && !isCivilTime(time)) return undefined;
  if (zone !== undefined && !isZoneName(zone)) return undefined;
  return { day, time, zone };
}

/** The value to store; null for none. */
export function valueFromWhen(when: When | null): Json {
  if (!when) return null;
  const { day, time, zone } = when;
  if (time === undefined) return [day];
  return zone === undefined ? [day, time] : [day, time, zone];
}

/**
 * Orders by day, then by time. On one day what has a time comes first and what may be done at any time of the day
 * last; what is not due at all comes after everything. Zones are not looked at: see `whenHere`.
 */
export function compareWhens(a: When | undefined, b: When | undefined): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return compare(a.day, b.day) || compare(a.time ?? LATEST, b.time ?? LATEST);
}

/** After every time of the day. */
const LATEST = '24:00';

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The time of the day plays no part: what was due at nine is still due today at ten. */
export function duenessOf(day: CivilDate, today: CivilDate): Dueness {
  const days = daysBetween(today, day);
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : 'later';
}
