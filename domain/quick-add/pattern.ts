/**
 * Patterns of words: how a language says a thing, as text.
 *
 * A pattern is words with spaces between them: `in|within {count} {unit}` is one of two words, then two slots. `?`
 * behind one says that it may be missing. Matching looks at no more words than the pattern has, or a list in it may.
 */

import type { Weekday } from '../civil-date.ts';
import type { PartOfDay, UnitWord } from './locale.ts';

export interface Pattern<Means> {
  readonly elements: readonly Element[];
  readonly means: Means;
}

export interface Element {
  /** The words that stand for it, or the slot that reads it. */
  readonly words: readonly string[];
  readonly slot: Slot | undefined;
  readonly isOptional: boolean;
}

/** What can be read: the captures of the same name, and `slashed` for a numeric date, `span` for a count and a unit. */
export type Slot = keyof Captures | 'slashed' | 'span';

/** A time as it was said. */
export interface ClockReading {
  readonly hour: number;
  readonly minute: number;
  /** It may be before or after noon: `5:30`, but not `17:30` or `5pm`. */
  readonly isVague: boolean;
  /** It is either only where the part of the day is said with it: `11:30` tonight. */
  readonly isFlexible: boolean;
}

/** A date in numbers, as it was written. */
export interface NumericDate {
  /** The last is undefined where no year is said. */
  readonly parts: readonly [number, number, number | undefined];
  /** Dots stand behind days first, slashes behind what the country puts first. */
  readonly order: 'year-first' | 'day-first' | 'either';
}

/** What the slots of a pattern have read. */
export interface Captures {
  readonly weekday?: Weekday;
  readonly weekdays?: readonly Weekday[];
  readonly plurals?: readonly Weekday[];
  readonly month?: number;
  readonly dayNumber?: number;
  /** Numbers with their ending, `1st and 15th`. */
  readonly monthDays?: readonly number[];
  readonly year?: number;
  readonly numeric?: NumericDate;
  readonly count?: number;
  readonly ordinal?: number;
  readonly unit?: UnitWord;
  readonly part?: PartOfDay;
  readonly clock?: ClockReading;
  readonly hour?: number;
}

/** The pattern that the text writes. */
export function pattern<Means>(says: string, means: Means): Pattern<Means> {
  return { elements: says.split(' ').map((element) => elementOf(element)), means };
}

function elementOf(text: string): Element {
  const isOptional = text.endsWith('?');
  const plain = isOptional ? text.slice(0, -1) : text;
  const slot = SLOTS.find((slot) => plain === `{${slot}}`);
  return { words: slot ? [] : plain.split('|'), slot, isOptional };
}

const SLOTS = [
  'weekday',
  'weekdays',
  'plurals',
  'month',
  'dayNumber',
  'monthDays',
  'year',
  'numeric',
  'slashed',
  'span',
  'count',
  'ordinal',
  'unit',
  'part',
  'clock',
  'hour',
] as const satisfies readonly Slot[];
