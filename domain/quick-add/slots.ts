/** Reads what stands in a pattern's slot: a weekday, a number, a time, or a list of them. */

import type { Locale } from './locale.ts';
import type { Captures, ClockReading, NumericDate, Slot } from './pattern.ts';
import type { Word } from './words.ts';

export interface SlotReading {
  readonly captures: Captures;
  /** The index of the word after it. */
  readonly end: number;
}

/** What the slot reads from the word at this index on; undefined when that is something else. */
export function readSlot(
  slot: Slot,
  words: readonly Word[],
  at: number,
  locale: Locale,
): SlotReading | undefined {
  switch (slot) {
    case 'weekdays':
      return readList(words, at, locale, locale.weekday, (weekdays) => ({ weekdays }));
    case 'plurals':
      return readList(words, at, locale, locale.weekdayPlural, (plurals) => ({ plurals }));
    case 'monthDays':
      return readList(words, at, locale, dayNumbers(locale), (monthDays) => ({ monthDays }));
    case 'weekday':
    case 'month':
    case 'dayNumber':
    case 'year':
    case 'numeric':
    case 'slashed':
    case 'span':
    case 'count':
    case 'ordinal':
    case 'unit':
    case 'part':
    case 'clock':
    case 'hour': {
      const captures = capturesOf(slot, words[at]?.text ?? '', locale);
      return captures && { captures, end: at + 1 };
    }
  }
}

function capturesOf(
  slot: Exclude<Slot, 'weekdays' | 'plurals' | 'monthDays'>,
  text: string,
  locale: Locale,
): Captures | undefined {
  switch (slot) {
    case 'weekday':
      return captured(locale.weekday.get(text), (weekday) => ({ weekday }));
    case 'month':
      return captured(locale.month.get(text), (month) => ({ month }));
    case 'dayNumber':
      return captured(dayNumberOf(text, locale), (dayNumber) => ({ dayNumber }));
    case 'year':
      return captured(numberOf(/^(?:19|20|21)\d\d$/.exec(text)?.[0]), (year) => ({ year }));
    case 'numeric':
      return captured(numericOf(text), (numeric) => ({ numeric }));
    case 'slashed':
      return captured(slashedOf(text), (numeric) => ({ numeric }));
    case 'span':
      return spanOf(text, locale);
    case 'count':
      return captured(locale.count.get(text) ?? countOf(text), (count) => ({ count }));
    case 'ordinal':
      return captured(ordinalOf(text, locale), (ordinal) => ({ ordinal }));
    case 'unit':
      return captured(locale.unit.get(text), (unit) => ({ unit }));
    case 'part':
      return captured(locale.part.get(text), (part) => ({ part }));
    case 'clock':
      return captured(clockOf(text, locale), (clock) => ({ clock }));
    case 'hour':
      return captured(hourOf(text, locale), (hour) => ({ hour }));
  }
}

function captured<Value>(
  value: Value | undefined,
  toCaptures: (value: Value) => Captures,
): Captures | undefined {
  return value === undefined ? undefined : toCaptures(value);
}

interface Lookup<Value> {
  get(text: string): Value | undefined;
}

/** `mon, wed and fri`. One of a kind is named once, so the list ends by itself. */
function readList<Value>(
  words: readonly Word[],
  at: number,
  locale: Locale,
  values: Lookup<Value>,
  toCaptures: (values: readonly Value[]) => Captures,
): SlotReading | undefined {
  const found: Value[] = [];
  let end = at;
  for (let next = at; ;) {
    const value = values.get(words[next]?.text ?? '');
    if (value === undefined || found.includes(value)) break;
    found.push(value);
    end = next + 1;
    if (!isJoined(words, next)) break;
    next = end;
    if (locale.joining.has(words[next]?.text ?? '') && isJoined(words, next)) next += 1;
  }
  return found.length === 0 ? undefined : { captures: toCaptures(found), end };
}

/** Whether the word and the next can be of one phrase: no bracket or full stop between them, and no `\`. */
export function isJoined(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const next = words[at + 1];
  if (!word || !next || next.before !== '' || next.isEscaped) return false;
  // Abbreviations end with a point, as ordinal numbers do in some languages.
  return word.after === '' || word.after === ',' || (word.after === '.' && word.text.length < 6);
}

function dayNumbers(locale: Locale): Lookup<number> {
  return { get: (text) => dayWithEnding(text, locale) };
}

function dayWithEnding(text: string, locale: Locale): number | undefined {
  return within(1, 31, numberOf(locale.ordinalNumber.exec(text)?.[1]));
}

function dayNumberOf(text: string, locale: Locale): number | undefined {
  return dayWithEnding(text, locale) ?? within(1, 31, numberOf(/^\d{1,2}$/.exec(text)?.[0]));
}

function ordinalOf(text: string, locale: Locale): number | undefined {
  const byNumber = numberOf(locale.ordinalNumber.exec(text)?.[1]);
  return locale.ordinal.get(text) ?? within(1, 5, byNumber);
}

function countOf(text: string): number | undefined {
  return within(1, 999, numberOf(/^\d{1,3}$/.exec(text)?.[0]));
}

function hourOf(text: string, locale: Locale): number | undefined {
  const byWord = within(1, 12, text.length > 2 ? locale.count.get(text) : undefined);
  return byWord ?? within(0, 23, numberOf(/^@?(\d{1,2})$/.exec(text)?.[1]));
}

function clockOf(text: string, locale: Locale): ClockReading | undefined {
  for (const form of locale.clock) {
    const groups = form.exec(text)?.groups;
    if (!groups) continue;
    const [said, half] = [groups['hour'] ?? '', groups['half']];
    const minute = within(0, 59, Number(groups['minute'] ?? 0));
    const hour = half ? within(1, 12, Number(said)) : within(0, 23, Number(said));
    if (hour === undefined || minute === undefined) return undefined;
    if (half) {
      const past = half === 'p' ? 12 : 0;
      return { hour: (hour % 12) + past, minute, isVague: false, isFlexible: false };
    }
    const isFlexible = hour >= 1 && hour <= 12 && !said.startsWith('0');
    return { hour, minute, isVague: isFlexible && hour < 10, isFlexible };
  }
  return undefined;
}

function numericOf(text: string): NumericDate | undefined {
  const [, year, middle, last] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year) return { parts: [Number(year), Number(middle), Number(last)], order: 'year-first' };
  const [, first, separator, second, behind] =
    /^(\d\d?)([./])(\d\d?)\2(\d{4}|(?<=\/)\d\d)$/.exec(text) ?? [];
  if (!first) return undefined;
  const parts = [Number(first), Number(second), fullYear(behind)] as const;
  return { parts, order: separator === '.' ? 'day-first' : 'either' };
}

/** In two digits it is a year of this century. */
function fullYear(digits = ''): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function slashedOf(text: string): NumericDate | undefined {
  const [, first, second] = /^(\d\d?)\/(\d\d?)$/.exec(text) ?? [];
  if (!first) return undefined;
  return { parts: [Number(first), Number(second), undefined], order: 'either' };
}

function spanOf(text: string, locale: Locale): Captures | undefined {
  const groups = locale.span.exec(text)?.groups;
  const unit = groups && locale.spanUnit.get(groups['unit'] ?? '');
  const count = unit && countOf(groups['count'] ?? '');
  return unit && count !== undefined ? { unit, count } : undefined;
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function within(least: number, most: number, number: number | undefined): number | undefined {
  return number !== undefined && number >= least && number <= most ? number : undefined;
}
