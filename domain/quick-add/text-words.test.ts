import { expect, test } from 'vitest';
import { quickAdd } from './quick-add.ts';
import { rangesOf, rowsOf, sundayNoon, understood } from './spoken.fixture.ts';

test.each(
  rowsOf(`
  Buy "tomorrow" magazine friday     → Buy "tomorrow" magazine | 2026-11-27
  Buy "the friday paper #1" tomorrow → Buy "the friday paper #1" | 2026-11-23
  "Call mom tomorrow #family"        → "Call mom tomorrow #family"
  Read “Every Monday” every tuesday  → Read “Every Monday” | 2026-11-24 | FREQ=WEEKLY;BYDAY=TU
  Lies «Friday» tomorrow             → Lies «Friday» | 2026-11-23
  Hör „Sunday“ tomorrow              → Hör „Sunday“ | 2026-11-23
  Type "x" tomorrow                  → Type "x" | 2026-11-23
  Cut a 5" pipe tomorrow             → Cut a 5" pipe | 2026-11-23
  "Half quoted tomorrow              → "Half quoted | 2026-11-23
  `),
)('%s: what is quoted stays, with its quotation marks', (line, expected) => {
  expect(understood(line)).toBe(expected);
});

test('what was turned back to text stays in the title', () => {
  const line = 'Call mom tomorrow at 5 #family';
  const asText = [{ start: 9, end: 22 }];
  expect(quickAdd(line, { ...sundayNoon, asText })).toMatchObject({
    title: 'Call mom tomorrow at 5',
    when: undefined,
    tags: ['family'],
  });
});

test('turning one date back lets another be understood', () => {
  const line = 'Watch Tomorrow on friday';
  const first = quickAdd(line, sundayNoon);
  expect(first.when?.day).toBe('2026-11-23');
  const second = quickAdd(line, { ...sundayNoon, asText: rangesOf(first) });
  expect(second).toMatchObject({ title: 'Watch Tomorrow', when: { day: '2026-11-27' } });
});

test('a range that touches a word makes all of the word text', () => {
  const asText = [{ start: 12, end: 13 }];
  expect(quickAdd('Call mom tomorrow', { ...sundayNoon, asText }).tokens).toEqual([]);
});

test('ranges may come in any order, overlap, be empty or lie outside the line', () => {
  const asText = [
    { start: 90, end: 95 },
    { start: 14, end: 30 },
    { start: 9, end: 15 },
    { start: 0, end: 0 },
    { start: -5, end: -1 },
  ];
  const { title } = quickAdd('Call mom tomorrow #family', { ...sundayNoon, asText });
  expect(title).toBe('Call mom tomorrow #family');
});
