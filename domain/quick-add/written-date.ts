/**
 * Reads a date as people write it, "15th of January 2027", with chrono-node, which knows how many languages do.
 *
 * It is handed only what a pattern has found already, and believed only where it understands all of it: chrono-node by
 * itself finds dates in "March with friends". Its days come out of the device's own time zone, which is why it is asked
 * as at noon: no change of clocks moves noon to another day.
 */

import { civilDate, dayOf, monthOf, yearOf } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';

/** What is used of chrono-node; each of its languages has one. */
export interface DateReader {
  readonly parse: (
    text: string,
    reference: Date,
    option: { readonly forwardDate: boolean },
  ) => readonly ReadDate[];
}

interface ReadDate {
  readonly text: string;
  readonly start: {
    readonly get: (part: 'year' | 'month' | 'day') => number | null;
    readonly isCertain: (part: 'month' | 'day') => boolean;
  };
  readonly end?: unknown;
}

/** The date from today on; undefined when there is no such day, or when its year is over. */
export function writtenDate(
  text: string,
  today: CivilDate,
  reader: DateReader,
): CivilDate | undefined {
  for (let years = 0; years <= LEAP_YEARS_APART; years += 1) {
    const from = years === 0 ? today : civilDate(yearOf(today) + years, 1, 1);
    const date = from && readFrom(text, from, reader);
    // 29 February is none in most years; any other date that is none this year is none in any.
    if (date || !text.includes('29')) return date && date >= today ? date : undefined;
  }
  return undefined;
}

/** 2096 and 2104. */
const LEAP_YEARS_APART = 8;

function readFrom(text: string, from: CivilDate, reader: DateReader): CivilDate | undefined {
  const noon = new Date(yearOf(from), monthOf(from) - 1, dayOf(from), 12);
  const [read, more] = reader.parse(text, noon, { forwardDate: true });
  if (!read || more || read.end || read.text !== text) return undefined;
  const { start } = read;
  if (!start.isCertain('month') || !start.isCertain('day')) return undefined;
  return civilDate(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
}
