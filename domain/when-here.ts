/**
 * The moment at which a to-do is due, and what the device's own calendar and clock show at that moment.
 *
 * Which offset a zone has at a moment is asked of the caller, who knows the device's time zones.
 */

import { dateOfDayNumber, dayNumberOf } from './civil-date.ts';
import type { CivilTime, When } from './when.ts';

/**
 * How many minutes a zone is ahead of UTC at a moment, in milliseconds since 1970; without a zone, the device's own.
 * Undefined for a zone that the device does not know.
 */
export type ZoneOffset = (zone: string | undefined, atMs: number) => number | undefined;

/**
 * The moment, in milliseconds since 1970; undefined for a day without a time, which is none.
 *
 * A time that a change of clocks leaves out comes as much later as was left out; of a time that comes twice the first
 * is meant. This is what RFC 5545 section 3.3.5 says. A zone that the device does not know counts as its own.
 */
export function momentOf({ day, time, zone }: When, zoneOffset: ZoneOffset): number | undefined {
  if (time === undefined) return undefined;
  const wallMs = dayNumberOf(day) * DAY_MS + minutesOf(time) * MINUTE_MS;
  const offsetMsAt = (atMs: number): number =>
    (zoneOffset(zone, atMs) ?? zoneOffset(undefined, atMs) ?? 0) * MINUTE_MS;
  // Clocks do not change twice within two days, and no zone is a whole day off UTC.
  const before = offsetMsAt(wallMs - DAY_MS);
  const after = offsetMsAt(wallMs + DAY_MS);
  const moments = [wallMs - before, wallMs - after].filter(
    (moment) => moment + offsetMsAt(moment) === wallMs,
  );
  return moments.length > 0 ? Math.min(...moments) : wallMs - before;
}

/** When that is on the device's calendar and clock. What has no zone is there already. */
export function whenHere(when: When, zoneOffset: ZoneOffset): When {
  const moment = when.zone === undefined ? undefined : momentOf(when, zoneOffset);
  if (moment === undefined) return when;
  const wallMs = moment + (zoneOffset(undefined, moment) ?? 0) * MINUTE_MS;
  const dayNumber = Math.floor(wallMs / DAY_MS);
  const minutes = Math.floor((wallMs - dayNumber * DAY_MS) / MINUTE_MS);
  return { day: dateOfDayNumber(dayNumber), time: timeOfMinutes(minutes), zone: undefined };
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function minutesOf(time: CivilTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function timeOfMinutes(minutes: number): CivilTime {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` as CivilTime;
}
