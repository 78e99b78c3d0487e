/**
 * A rule by which a to-do repeats: the part of RFC 5545's RRULE (section 3.3.10) that says days.
 *
 * Anything else, and anything malformed, is no rule. A rule has one text, so that two devices that mean the same write
 * the same.
 */

import { isCivilDate } from './civil-date.ts';
import type { CivilDate, Weekday } from './civil-date.ts';

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** Lists are sorted, without repetitions, and empty where the rule does not say. */
export interface RepeatRule {
  readonly frequency: Frequency;
  /** Every so many days, weeks, months or years. */
  readonly interval: number;
  /** BYMONTH: January is 1. */
  readonly months: readonly number[];
  /** BYMONTHDAY: -1 is the last day of the month. */
  readonly monthDays: readonly number[];
  /** BYDAY. */
  readonly weekdays: readonly RuleWeekday[];
  /** BYSETPOS: which of the days in one period; -1 is the last of them. */
  readonly positions: readonly number[];
  /** WKST: where a week begins. */
  readonly weekStart: Weekday;
  /** How many to-dos there will be, this one included. Never beside `until`. */
  readonly count: number | undefined;
  /** The last day on which one can be. */
  readonly until: CivilDate | undefined;
}

export interface RuleWeekday {
  readonly weekday: Weekday;
  /** The first, second … of the month or the year, counted from its end when negative; 0 for each. */
  readonly ordinal: number;
}

/** The rule that the text says, its parts in any order; undefined when it is none. */
export function ruleFromText(text: string): RepeatRule | undefined {
  const parts = partsFromText(text);
  const frequency = FREQUENCIES.find((each) => each === parts?.get('FREQ'));
  if (!parts || !frequency) return undefined;
  const count = parts.get('COUNT');
  const rule: RepeatRule = {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    months: numbersFromText(parts.get('BYMONTH')),
    monthDays: numbersFromText(parts.get('BYMONTHDAY')),
    weekdays: weekdaysFromText(parts.get('BYDAY')),
    positions: numbersFromText(parts.get('BYSETPOS')),
    weekStart: weekdayFromText(parts.get('WKST') ?? 'MO'),
    count: count === undefined ? undefined : Number(count),
    until: dateFromText(parts.get('UNTIL')),
  };
  return isSound(rule) ? rule : undefined;
}

const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** What each part may say. Where this matches, reading it cannot fail; an `UNTIL` must also be a day that there is. */
const SHAPES: ReadonlyMap<string, RegExp> = new Map([
  ['FREQ', /^[A-Z]+$/],
  ['INTERVAL', /^[1-9]\d{0,3}$/],
  ['BYMONTH', listOf('0?[1-9]|1[0-2]')],
  ['BYMONTHDAY', listOf('[+-]?(?:0?[1-9]|[12]\\d|3[01])')],
  ['BYDAY', listOf(`(?:[+-]?(?:0?[1-9]|[1-4]\\d|5[0-3]))?(?:${WEEKDAYS.join('|')})`)],
  ['BYSETPOS', listOf('[+-]?(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])')],
  ['WKST', new RegExp(`^(?:${WEEKDAYS.join('|')})$`)],
  ['COUNT', /^[1-9]\d{0,3}$/],
  ['UNTIL', /^\d{8}$/],
]);

/** More than a rule of ours can need; a register can hold 64 kB. */
const MAX_LENGTH = 1_000;

function listOf(one: string): RegExp {
  return new RegExp(`^(?:${one})(?:,(?:${one}))*$`);
}

function partsFromText(text: string): ReadonlyMap<string, string> | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(';')) {
    const [name = '', value = '', more] = part.split('=');
    if (!SHAPES.get(name)?.test(value) || more !== undefined || parts.has(name)) return undefined;
    parts.set(name, value);
  }
  return parts.has('UNTIL') && !dateFromText(parts.get('UNTIL')) ? undefined : parts;
}

function numbersFromText(text: string | undefined): readonly number[] {
  const numbers = new Set(text?.split(',').map(Number));
  return [...numbers].toSorted((a, b) => a - b);
}

function weekdaysFromText(text: string | undefined): readonly RuleWeekday[] {
  const texts = text?.split(',') ?? [];
  const weekdayByRank = new Map<number, RuleWeekday>();
  for (const text of texts) {
    const [weekday, ordinal] = [weekdayFromText(text.slice(-2)), Number(text.slice(0, -2))];
    weekdayByRank.set(ordinal * 7 + weekday, { weekday, ordinal });
  }
  return [...weekdayByRank].toSorted(([a], [b]) => a - b).map(([, weekday]) => weekday);
}

function weekdayFromText(text: string): Weekday {
  return (WEEKDAYS.indexOf(text) + 1) as Weekday;
}

function dateFromText(text = ''): CivilDate | undefined {
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  return isCivilDate(date) ? date : undefined;
}

/** What RFC 5545 forbids although each part by itself is well-formed. */
function isSound(rule: RepeatRule): boolean {
  const { frequency, months, monthDays, weekdays, positions, count, until } = rule;
  const isShort = frequency === 'DAILY' || frequency === 'WEEKLY';
  if (isShort && weekdays.some(({ ordinal }) => ordinal !== 0)) return false;
  if (frequency === 'WEEKLY' && monthDays.length > 0) return false;
  const hasSet = months.length + monthDays.length + weekdays.length > 0;
  return (positions.length === 0 || hasSet) && (count === undefined || until === undefined);
}

/** The rule's one text. What says no more than its absence would is left out. */
export function textFromRule(rule: RepeatRule): string {
  const parts: readonly (readonly [name: string, value: string | number | undefined])[] = [
    ['FREQ', rule.frequency],
    ['INTERVAL', rule.interval === 1 ? undefined : rule.interval],
    ['BYMONTH', rule.months.join(',')],
    ['BYMONTHDAY', rule.monthDays.join(',')],
    ['BYDAY', rule.weekdays.map(textFromWeekday).join(',')],
    ['BYSETPOS', rule.positions.join(',')],
    ['WKST', rule.weekStart === 1 ? undefined : WEEKDAYS[rule.weekStart - 1]],
    ['COUNT', rule.count],
    ['UNTIL', rule.until?.replaceAll('-', '')],
  ];
  const said = parts.filter(([, value]) => value);
  return said.map((part) => part.join('=')).join(';');
}

function textFromWeekday({ weekday, ordinal }: RuleWeekday): string {
  return `${ordinal === 0 ? '' : ordinal}${WEEKDAYS[weekday - 1]}`;
}
