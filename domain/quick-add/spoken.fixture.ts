/** Writes down what quick add makes of a line, so that a table of lines reads as its specification. */

import type { CivilDate } from '../civil-date.ts';
import { textFromRule } from '../repeat-rule.ts';
import type { QuickAddContext } from './find-tokens.ts';
import { en } from './locales/en.ts';
import { quickAdd } from './quick-add.ts';
import type { QuickAdd } from './quick-add.ts';

/** Sunday, 22 November 2026, at noon. */
export const sundayNoon: QuickAddContext = {
  now: { day: '2026-11-22' as CivilDate, minutes: 12 * 60 },
  locale: en,
  numericOrder: 'day-first',
  lists: ['Inbox', 'Shopping', 'Home', 'Home office', 'Réparations'],
  asText: [],
};

/** The same on another day, `2026-11-22 23:30`. */
export function at(moment: string): QuickAddContext {
  const [day = '', time = '12:00'] = moment.split(' ');
  const [hour = '', minute = ''] = time.split(':');
  const now = { day: day as CivilDate, minutes: Number(hour) * 60 + Number(minute) };
  return { ...sundayNoon, now };
}

/** `title | day time | rule | #tag | /list | !1`, without what the line does not say. */
export function understood(line: string, context: QuickAddContext = sundayNoon): string {
  const { title, when, repeat, tags, list, priority } = quickAdd(line, context);
  const parts: readonly (string | undefined)[] = [
    title,
    when && [when.day, when.time ?? []].flat().join(' '),
    repeat && `${textFromRule(repeat.rule)}${repeat.from === 'done' ? ' from done' : ''}`,
    ...tags.map((tag) => `#${tag}`),
    list && `/${list}`,
    priority > 0 ? `!${priority}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' | ');
}

/** The rows of a table: a line, an arrow, and what is understood of it. */
export function rowsOf(table: string): readonly (readonly [line: string, expected: string])[] {
  return linesOf(table).map((row) => {
    const [line = '', expected = ''] = row.split(/\s+→\s+/);
    return [line, expected];
  });
}

export function linesOf(table: string): readonly string[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The ranges of the tokens. */
export function rangesOf({ tokens }: QuickAdd): QuickAddContext['asText'] {
  return tokens.map(({ start, end }) => ({ start, end }));
}
