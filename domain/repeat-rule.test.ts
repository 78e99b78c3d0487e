import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRuleText } from './repeat-rule.fixture.ts';
import { ruleFromText, textFromRule } from './repeat-rule.ts';

function canonical(text: string): string | undefined {
  const rule = ruleFromText(text);
  return rule && textFromRule(rule);
}

test('every part of the subset is read', () => {
  const text =
    'FREQ=YEARLY;INTERVAL=2;BYMONTH=1,12;BYMONTHDAY=-1,15;BYDAY=-1FR,MO,2TU;BYSETPOS=-1,1;WKST=SU;COUNT=10';
  expect(ruleFromText(text)).toEqual({
    frequency: 'YEARLY',
    interval: 2,
    months: [1, 12],
    monthDays: [-1, 15],
    weekdays: [
      { weekday: 5, ordinal: -1 },
      { weekday: 1, ordinal: 0 },
      { weekday: 2, ordinal: 2 },
    ],
    positions: [-1, 1],
    weekStart: 7,
    count: 10,
    until: undefined,
  });
  expect(canonical(text)).toBe(text);
  expect(ruleFromText('FREQ=DAILY;UNTIL=20261231')?.until).toBe('2026-12-31');
});

test('one meaning has one text', () => {
  for (const [text, same] of [
    ['FREQ=DAILY;INTERVAL=1;WKST=MO', 'FREQ=DAILY'],
    ['COUNT=3;FREQ=DAILY', 'FREQ=DAILY;COUNT=3'],
    ['freq=weekly;byday=fr,mo,fr', 'FREQ=WEEKLY;BYDAY=MO,FR'],
    ['FREQ=MONTHLY;BYMONTHDAY=15,-1,+15,01', 'FREQ=MONTHLY;BYMONTHDAY=-1,1,15'],
    ['FREQ=MONTHLY;BYDAY=+1MO,1MO,-1SU', 'FREQ=MONTHLY;BYDAY=-1SU,1MO'],
    ['FREQ=YEARLY;UNTIL=20300101;BYMONTH=09', 'FREQ=YEARLY;BYMONTH=9;UNTIL=20300101'],
  ] as const) {
    expect(canonical(text)).toBe(same);
  }
});

test('a rule goes to its text and back', () => {
  fc.assert(
    fc.property(anyRuleText, (text) => {
      const rule = ruleFromText(text);
      expect(rule).toBeDefined();
      expect(rule && ruleFromText(textFromRule(rule))).toEqual(rule);
    }),
    { numRuns: 2_000 },
  );
});

test('what RFC 5545 has and we have not is no rule', () => {
  for (const text of [
    'FREQ=HOURLY',
    'FREQ=SECONDLY;INTERVAL=5',
    'FREQ=YEARLY;BYWEEKNO=20',
    'FREQ=YEARLY;BYYEARDAY=100',
    'FREQ=DAILY;BYHOUR=9',
    'FREQ=DAILY;UNTIL=20261231T000000Z',
    'FREQ=DAILY;X-NAME=1',
    'RRULE:FREQ=DAILY',
  ]) {
    expect(ruleFromText(text)).toBeUndefined();
  }
});

test('what RFC 5545 forbids is no rule', () => {
  for (const text of [
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=DAILY;BYDAY=-1FR',
    'FREQ=WEEKLY;BYMONTHDAY=1',
    'FREQ=MONTHLY;BYSETPOS=1',
    'FREQ=DAILY;COUNT=3;UNTIL=20261231',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=-1',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYDAY=0MO',
    'FREQ=MONTHLY;BYDAY=54MO',
    'FREQ=YEARLY;BYMONTH=13',
    'FREQ=YEARLY;BYMONTH=1;BYSETPOS=0',
    'FREQ=YEARLY;BYMONTH=1;BYSETPOS=367',
  ]) {
    expect(ruleFromText(text)).toBeUndefined();
  }
});

test('what is malformed is no rule', () => {
  for (const text of [
    '',
    ';',
    'FREQ',
    'FREQ=',
    '=DAILY',
    'FREQ=DAILY;',
    'FREQ=DAILY;FREQ=DAILY',
    'FREQ=DAILY=1',
    'INTERVAL=2',
    'FREQ=DAILY;INTERVAL=1.5',
    'FREQ=DAILY;INTERVAL=1e3',
    'FREQ=DAILY;INTERVAL=10000',
    'FREQ=DAILY; INTERVAL=2',
    'FREQ=WEEKLY;BYDAY=',
    'FREQ=WEEKLY;BYDAY=MO,',
    'FREQ=WEEKLY;BYDAY=MON',
    'FREQ=WEEKLY;WKST=1',
    'FREQ=DAILY;UNTIL=20260230',
    'FREQ=DAILY;UNTIL=2026-12-31',
    `FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(600)}1`,
  ]) {
    expect(ruleFromText(text)).toBeUndefined();
  }
});

test('any text reads as a rule that has a text of its own, or as none', () => {
  const pieces = fc.constantFrom(
    ...[
      'FREQ',
      'BYDAY',
      'COUNT',
      'UNTIL',
      '=',
      ';',
      ',',
      'MO',
      '-1',
      'DAILY',
      '20260101',
      '0',
      ' ',
    ],
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (text) => {
      const same = canonical(text);
      expect(same === undefined || canonical(same)).toBe(same ?? true);
    }),
    { numRuns: 5_000 },
  );
});
