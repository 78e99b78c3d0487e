/** English. */

import { casual } from 'chrono-node/en';
import type { Weekday } from '../../civil-date.ts';
import type {
  DayMeaning,
  DayPattern,
  Locale,
  TimeMeaning,
  TimePattern,
  Trust,
  Unit,
  UnitWord,
} from '../locale.ts';
import { pattern } from '../pattern.ts';
import { writtenDate } from '../written-date.ts';
import { enNames } from './en-names.ts';
import { enRepeats } from './en-repeats.ts';
import { enSurroundings } from './en-surroundings.ts';

function day(says: string, means: DayMeaning, trust: Trust = 'likely'): DayPattern {
  return { ...pattern(says, means), trust };
}

function time(says: string, means: TimeMeaning, trust: Trust = 'likely'): TimePattern {
  return { ...pattern(says, means), trust };
}

const weekday = numbered<Weekday>({
  1: 'monday mon',
  2: 'tuesday tues tue',
  3: 'wednesday weds wed',
  4: 'thursday thurs thur thu',
  5: 'friday fri',
  6: 'saturday sat',
  7: 'sunday sun',
});

const weekdayPlural = numbered<Weekday>({
  1: 'mondays',
  2: 'tuesdays',
  3: 'wednesdays',
  4: 'thursdays',
  5: 'fridays',
  6: 'saturdays',
  7: 'sundays',
});

const month = numbered({
  1: 'january jan',
  2: 'february feb',
  3: 'march mar',
  4: 'april apr',
  5: 'may',
  6: 'june jun',
  7: 'july jul',
  8: 'august aug',
  9: 'september sept sep',
  10: 'october oct',
  11: 'november nov',
  12: 'december dec',
});

const count = numbered({
  1: 'a an one',
  2: 'two',
  3: 'three',
  4: 'four',
  5: 'five',
  6: 'six',
  7: 'seven',
  8: 'eight',
  9: 'nine',
  10: 'ten',
  11: 'eleven',
  12: 'twelve',
});

const ordinal = numbered({
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
});

function numbered<Value extends number>(
  words: Readonly<Record<Value, string>>,
): ReadonlyMap<string, Value> {
  const entries = Object.entries(words) as readonly (readonly [string, string])[];
  return new Map(
    entries.flatMap(([value, words]) =>
      words.split(' ').map((word) => [word, Number(value) as Value]),
    ),
  );
}

const unit: Locale['unit'] = new Map([
  ...units('minute', 1, 'minute minutes min mins'),
  ...units('hour', 1, 'hour hours hr hrs'),
  ...units('day', 1, 'day days'),
  ...units('week', 1, 'week weeks wk wks'),
  ...units('week', 2, 'fortnight fortnights'),
  ...units('month', 1, 'month months'),
  ...units('month', 3, 'quarter quarters'),
  ...units('year', 1, 'year years yr yrs'),
]);

/** Too short to be units by themselves. */
const spanUnit: Locale['spanUnit'] = new Map([
  ...unit,
  ...units('minute', 1, 'm'),
  ...units('hour', 1, 'h'),
  ...units('day', 1, 'd'),
  ...units('week', 1, 'w'),
]);

function units(unit: Unit, times: number, words: string): readonly [string, UnitWord][] {
  return words.split(' ').map((word) => [word, { unit, times }]);
}

const part: Locale['part'] = new Map([
  ['morning', 'morning'],
  ['afternoon', 'afternoon'],
  ['evening', 'evening'],
  ['night', 'night'],
]);

const NOON = 12 * 60;
const LAST_MINUTE = 24 * 60 - 1;
const HALF_HOUR = 30;
const QUARTER = 15;

const days: readonly DayPattern[] = [
  day('today', { is: 'from-today', days: 0 }, 'sure'),
  day('later today', { is: 'from-today', days: 0 }, 'sure'),
  day('tonight', { is: 'from-today', days: 0, part: 'night' }, 'sure'),
  day('tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow', { is: 'from-today', days: 1 }, 'sure'),
  day('the? day after tomorrow', { is: 'from-today', days: 2 }, 'sure'),
  day('this {part}', { is: 'part-of-today' }),
  day('{weekday}', { is: 'weekday', which: 'coming' }),
  day('this {weekday}', { is: 'weekday', which: 'this' }),
  day('this? coming {weekday}', { is: 'weekday', which: 'coming' }),
  day('next {weekday}', { is: 'weekday', which: 'next' }),
  day('{weekday} next week', { is: 'weekday', which: 'next' }),
  day('this weekend', { is: 'weekend', which: 'this' }),
  day('at|on|over the weekend', { is: 'weekend', which: 'this' }),
  day('next weekend', { is: 'weekend', which: 'next' }),
  day('next {unit}', { is: 'next' }),
  day('by|at? the? end of the? {unit}', { is: 'end-of' }),
  day('by|at? the? end of next {unit}', { is: 'end-of', next: true }),
  day('at? the? start|beginning of next {unit}', { is: 'next' }),
  day('on the last day of the {unit}', { is: 'end-of' }),
  day('eod|cob', { is: 'end-of', unit: 'day' }),
  day('eod|cob tomorrow', { is: 'from-today', days: 1 }),
  day('eod|cob on? {weekday}', { is: 'weekday', which: 'coming' }),
  day('eow', { is: 'end-of', unit: 'week' }),
  day('eom', { is: 'end-of', unit: 'month' }),
  day('in|within {count} {unit}', { is: 'after' }),
  day('in|within {span}', { is: 'after' }),
  day('in|within a couple of? {unit}', { is: 'after', count: 2 }),
  day('in half an {unit}', { is: 'after', count: 0.5 }),
  day('{count} {unit} from now|today', { is: 'after' }),
  day('{count} {unit} from tomorrow', { is: 'after', days: 1 }),
  day('{count} {unit} from {weekday}', { is: 'after' }),
  day('{weekday} the? {monthDays}', { is: 'day-of-month' }),
  day('{weekday}? the? {dayNumber} of? {month} {year}?', { is: 'written' }),
  day('{weekday}? {month} {dayNumber} {year}?', { is: 'written' }),
  day('{weekday}? {numeric}', { is: 'numeric' }, 'sure'),
  day('on|by|due {slashed}', { is: 'numeric' }),
  day('on|by|due the? {monthDays}', { is: 'day-of-month' }),
  day('in|by {month}', { is: 'month' }),
];

/** `{hour}` is a number by itself, so it is a time only where a word says so. */
const times: readonly TimePattern[] = [
  time('{clock}', { is: 'clock' }),
  time('{clock} am', { is: 'clock', half: 'morning' }),
  time('{clock} pm', { is: 'clock', half: 'afternoon' }),
  time('{hour} am', { is: 'hour', minutes: 0, half: 'morning' }),
  time('{hour} pm', { is: 'hour', minutes: 0, half: 'afternoon' }),
  time('at|by|around|@ {clock}', { is: 'clock' }, 'sure'),
  time('at|by|around|@ {clock} am', { is: 'clock', half: 'morning' }, 'sure'),
  time('at|by|around|@ {clock} pm', { is: 'clock', half: 'afternoon' }, 'sure'),
  time('at|@ {hour}', { is: 'hour', minutes: 0 }),
  time('at|by|around|@ {hour} am', { is: 'hour', minutes: 0, half: 'morning' }, 'sure'),
  time('at|by|around|@ {hour} pm', { is: 'hour', minutes: 0, half: 'afternoon' }, 'sure'),
  time("at|by? {hour} o'clock|oclock", { is: 'hour', minutes: 0 }),
  time('at|by? half past {hour}', { is: 'hour', minutes: HALF_HOUR }),
  time('at|by? a? quarter past {hour}', { is: 'hour', minutes: QUARTER }),
  time('at|by? a? quarter to {hour}', { is: 'hour', minutes: -QUARTER }),
  time('at|by|around|@ noon|midday', { is: 'fixed', minutes: NOON }),
  time('at|by|around midnight', { is: 'fixed', minutes: LAST_MINUTE }),
  time('in the {part}', { is: 'part' }),
  time('first thing in the {part}', { is: 'part' }),
];

const timesBesideDay: readonly TimePattern[] = [
  time('{part}', { is: 'part' }),
  // "Cut costs by 5" is no time.
  time('by|around {hour}', { is: 'hour', minutes: 0 }),
  time('noon|midday', { is: 'fixed', minutes: NOON }),
  time('midnight', { is: 'fixed', minutes: LAST_MINUTE }),
];

export const en: Locale = {
  weekday,
  weekdayPlural,
  month,
  count,
  ordinal,
  ordinalNumber: /^(\d{1,2})(?:st|nd|rd|th)$/,
  unit,
  span: /^(?<count>\d{1,3})(?<unit>[a-z]{1,4})$/,
  spanUnit,
  part,
  partMinutes: {
    morning: { at: 9 * 60, over: 12 * 60 },
    afternoon: { at: 15 * 60, over: 18 * 60 },
    evening: { at: 19 * 60, over: 24 * 60 },
    night: { at: 20 * 60, over: 24 * 60 },
  },
  doneAt: new Map([
    ...['wake', 'breakfast', 'alarm', 'sunrise'].map((word) => [word, 'morning'] as const),
    ...[
      'dinner',
      'supper',
      'drinks',
      'cinema',
      'concert',
      'gig',
      'theatre',
      'theater',
      'party',
      'pub',
      'bedtime',
    ].map((word) => [word, 'evening'] as const),
  ]),
  clock: [
    /^@?(?<hour>\d{1,2})(?:[:.](?<minute>\d\d))?(?<half>[ap])m$/,
    /^@?(?<hour>\d{1,2}):(?<minute>\d\d)$/,
  ],
  joining: new Set(['and', '&', '+']),
  days,
  leads: [
    pattern('on|by|due|starting|beginning', 'day'),
    pattern('due|starting|beginning on|by', 'day'),
    pattern('is due|on', 'day'),
    pattern('is due on|by', 'day'),
    pattern('for', 'day-and-time'),
  ],
  times,
  timesBesideDay,
  repeats: enRepeats,
  repeatEnds: [
    pattern('starting|beginning|from on?', 'starting'),
    pattern('until|till|til|ending on?', 'until'),
    pattern('for {count} {unit}', 'lasting'),
    pattern('for? {count} times', 'times'),
    pattern('after completion|completing|done|finishing', 'after-done'),
  ],
  doneSign: { sign: '!', words: new Set(['every']) },
  surroundings: enSurroundings,
  names: enNames,
  readWritten: (text, today) =>
    writtenDate(text.replace(/^the /, '').replace(' the ', ' '), today, casual),
};
