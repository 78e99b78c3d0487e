/**
 * What quick add has to know about a language. A language is one file of words and patterns; all that is done with
 * them is the same for every language.
 */

import type { CivilDate, Weekday } from '../civil-date.ts';
import type { Pattern } from './pattern.ts';

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** A unit and how many of it a word stands for: a fortnight is two weeks. */
export interface UnitWord {
  readonly unit: Unit;
  readonly times: number;
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

/**
 * How far words may be taken for a date. `sure` words mean it wherever they stand, unless what surrounds them says
 * otherwise; `likely` ones where the phrase ends there; `doubtful` ones only with a preposition or a time.
 */
export type Trust = 'sure' | 'likely' | 'doubtful';

export type DayMeaning =
  | { readonly is: 'from-today'; readonly days: number; readonly part?: PartOfDay }
  | { readonly is: 'part-of-today' }
  | { readonly is: 'weekday'; readonly which: 'coming' | 'this' | 'next' }
  | { readonly is: 'weekend'; readonly which: 'this' | 'next' }
  /** The first day of the next week, month or year. */
  | { readonly is: 'next' }
  /** The last day of this week, month or year, or of the next. */
  | { readonly is: 'end-of'; readonly unit?: Unit; readonly next?: true }
  /** So many units after today, after the day so many days from today, or after a weekday. */
  | { readonly is: 'after'; readonly days?: number; readonly count?: number }
  /** As people write dates: read by the locale's own reader. */
  | { readonly is: 'written' }
  | { readonly is: 'numeric' }
  | { readonly is: 'day-of-month' }
  | { readonly is: 'month' };

export type TimeMeaning =
  | { readonly is: 'clock'; readonly half?: 'morning' | 'afternoon' }
  /** So many minutes after the full hour. */
  | { readonly is: 'hour'; readonly minutes: number; readonly half?: 'morning' | 'afternoon' }
  | { readonly is: 'part' }
  | { readonly is: 'fixed'; readonly minutes: number };

export type RepeatMeaning =
  /** Every so many units, on the weekdays, days of the month or months that are named. */
  | {
      readonly is: 'every';
      readonly unit?: Unit;
      readonly interval?: number;
      readonly isDone?: true;
    }
  | { readonly is: 'workdays' | 'weekends' }
  /** The first, second … or last such weekday of the month. */
  | { readonly is: 'weekday-of-month' }
  | { readonly is: 'last-day' }
  | { readonly is: 'workday-of-month' }
  | { readonly is: 'part' };

export type DayPattern = Pattern<DayMeaning> & { readonly trust: Trust };
export type TimePattern = Pattern<TimeMeaning> & { readonly trust: Trust };
export type RepeatPattern = Pattern<RepeatMeaning> & { readonly trust: Trust };

/** A word and what it stands for. */
export type WordValues<Value> = ReadonlyMap<string, Value>;
export type WordSet = ReadonlySet<string>;

export interface Locale {
  readonly weekday: WordValues<Weekday>;
  /** As in "on Mondays". */
  readonly weekdayPlural: WordValues<Weekday>;
  readonly month: WordValues<number>;
  readonly count: WordValues<number>;
  /** Last is -1. */
  readonly ordinal: WordValues<number>;
  /** A day of the month as a number with its ending; the first group is the number. */
  readonly ordinalNumber: RegExp;
  readonly unit: WordValues<UnitWord>;
  /** A count and a unit in one word, `2h`; the groups are count and unit. */
  readonly span: RegExp;
  readonly spanUnit: WordValues<UnitWord>;
  readonly part: WordValues<PartOfDay>;
  /** Its time, and when it is over, both as minutes of the day. */
  readonly partMinutes: Readonly<Record<PartOfDay, { readonly at: number; readonly over: number }>>;
  /** What is done in the morning or in the evening, whatever "at 8" means otherwise. */
  readonly doneAt: WordValues<'morning' | 'evening'>;
  /** The groups are hour, minute and half of the day: `a` or `p`. */
  readonly clock: readonly RegExp[];
  /** Between two things of one list. */
  readonly joining: WordSet;

  readonly days: readonly DayPattern[];
  /** Before a day. */
  readonly leads: readonly Pattern<'day' | 'day-and-time'>[];
  /** Times that can stand alone. */
  readonly times: readonly TimePattern[];
  /** Times that are only times beside a day. */
  readonly timesBesideDay: readonly TimePattern[];
  readonly repeats: readonly RepeatPattern[];
  /** What can follow a repeat: a first day, a last day, how long, how often, and that the day it was done counts. */
  readonly repeatEnds: readonly Pattern<
    'starting' | 'until' | 'lasting' | 'times' | 'after-done'
  >[];

  /** What sets "every! 3 days" apart: it counts from the day it was done. */
  readonly doneSign: { readonly sign: string; readonly words: WordSet };

  readonly surroundings: Surroundings;
  /** Names and sayings with the words of dates in them, in lower case. */
  readonly names: readonly string[];

  /** Reads a written date; undefined when there is no such day, or when it is a day of a past year. */
  readonly readWritten: (text: string, today: CivilDate) => CivilDate | undefined;
}

/** The words around a date that decide whether it is one. */
export interface Surroundings {
  /** Weekdays that are other words too. */
  readonly ambiguous: WordSet;
  /** A date does not come right after these. */
  readonly blockers: WordSet;
  /** What is planned, cancelled or discussed is a day itself, so a day right after these is no due day. */
  readonly aboutDays: WordSet;
  /** A phrase of a date has ended before these. */
  readonly followers: WordSet;
  /** What a to-do begins with after a date. */
  readonly starters: WordSet;
  /** A sentence about the day goes on with these. */
  readonly continuers: WordSet;
  /** What leaves or begins at a time, and is named by it. */
  readonly timedThings: WordSet;
  /** From one day or time to another. */
  readonly spans: WordSet;
  /** Before numbers that look like a time. */
  readonly numbered: WordSet;
  /** Before such numbers where they begin a sentence, or where one is told to read them. */
  readonly books: WordSet;
  readonly reading: WordSet;
}
