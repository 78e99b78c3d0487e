import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from './register.ts';
import { anyRuleText } from './repeat-rule.fixture.ts';
import { repeatFromValue, valueFromRepeat } from './repeat.ts';

test('a rule and what it counts from are read from one register and written back', () => {
  for (const value of [
    ['FREQ=WEEKLY;BYDAY=MO', 'due'],
    ['FREQ=DAILY;INTERVAL=3', 'done'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4', 'due', '2026-11-30'],
  ]) {
    const repeat = repeatFromValue(value);
    expect(repeat && valueFromRepeat(repeat)).toEqual(value);
  }
});

test('a rule that starts anew when it is done has no day of a series', () => {
  const repeat = repeatFromValue(['FREQ=DAILY', 'due', '2026-11-30']);
  expect(repeat && valueFromRepeat({ ...repeat, from: 'done' })).toEqual(['FREQ=DAILY', 'done']);
});

test('what was taken away is null, and reads as not set', () => {
  expect(valueFromRepeat(null)).toBeNull();
  expect(repeatFromValue(null)).toBeUndefined();
  expect(repeatFromValue(undefined)).toBeUndefined();
});

test('a value of another shape reads as not set', () => {
  const wrong: readonly Json[] = [
    'FREQ=DAILY',
    ['FREQ=DAILY'],
    ['FREQ=DAILY', 'never'],
    ['FREQ=HOURLY', 'due'],
    [7, 'due'],
    ['FREQ=DAILY', 'due', '2026-02-30'],
    ['FREQ=DAILY', 'due', null],
    ['FREQ=DAILY', 'done', '2026-11-30'],
    ['FREQ=DAILY', 'due', '2026-11-30', 1],
    { rule: 'FREQ=DAILY' },
  ];
  for (const value of wrong) expect(repeatFromValue(value)).toBeUndefined();
});

test('what is written is read as the same, and reading is total', () => {
  const from = fc.constantFrom('due', 'done');
  fc.assert(
    fc.property(anyRuleText, from, (text, from) => {
      const repeat = repeatFromValue([text, from]);
      expect(repeat && repeatFromValue(valueFromRepeat(repeat))).toEqual(repeat);
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(repeatFromValue(value as Json)).toBeUndefined();
    }),
  );
});
