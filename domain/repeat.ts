/**
 * How a to-do repeats, as it is stored: `[rule, "due" | "done"]`, or `[rule, "due", day]`.
 *
 * Rule and day are one value, so that they always belong together.
 */

import { isCivilDate } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import type { Json } from './register.ts';
import { ruleFromText, textFromRule } from './repeat-rule.ts';
import type { RepeatRule } from './repeat-rule.ts';

export interface Repeat {
  /** Its `count` is what is left of the series, this to-do included. */
  readonly rule: RepeatRule;
  /** Whether the rule goes by the calendar from the day it was due, or starts anew on the day it was done. */
  readonly from: 'due' | 'done';
  /**
   * The day of the series that this to-do stands for, whatever day it was moved to since: the rule goes on from there.
   * Undefined where the series begins with this to-do's due day, and for `done`.
   */
  readonly seriesDay: CivilDate | undefined;
}

/** What the register's value says; undefined when it is not set or has another shape. */
export function repeatFromValue(value: Json | undefined): Repeat | undefined {
  if (!Array.isArray(value) || value.length > 3) return undefined;
  const [text, from, seriesDay] = value as readonly (Json | undefined)[];
  const rule = typeof text === 'string' ? ruleFromText(text) : undefined;
  if (!rule || (from !== 'due' && from !== 'done')) return undefined;
  if (seriesDay === undefined) return { rule, from, seriesDay };
  return from === 'due' && isCivilDate(seriesDay) ? { rule, from, seriesDay } : undefined;
}

/** The value to store; null for none. */
export function valueFromRepeat(repeat: Repeat | null): Json {
  if (!repeat) return null;
  const { rule, from, seriesDay } = repeat;
  const text = textFromRule(rule);
  return seriesDay === undefined || from === 'done' ? [text, from] : [text, from, seriesDay];
}
