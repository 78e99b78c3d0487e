import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptRanges } from './kept-ranges.ts';

const line = 'Call mom tomorrow at 5';
const tomorrow = [{ start: 9, end: 17 }];

test('a range stays with its words, wherever else the line changes', () => {
  expect(keptRanges(tomorrow, line, `${line} #family`)).toEqual(tomorrow);
  expect(keptRanges(tomorrow, line, line.replace('mom', 'grandma'))).toEqual([
    { start: 13, end: 21 },
  ]);
  expect(keptRanges(tomorrow, line, line.replace('Call ', ''))).toEqual([{ start: 4, end: 12 }]);
  expect(keptRanges(tomorrow, line, line.replace(' at 5', ''))).toEqual(tomorrow);
});

test('a range whose words change is gone', () => {
  expect(keptRanges(tomorrow, line, line.replace('tomorrow', 'tomorow'))).toEqual([]);
  expect(keptRanges(tomorrow, line, line.replace('tomorrow ', ''))).toEqual([]);
  expect(keptRanges(tomorrow, line, '')).toEqual([]);
});

test('what a range holds after any edit is what it held before', () => {
  const text = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', ' ') });
  fc.assert(
    fc.property(text, text, fc.nat(12), fc.nat(12), (before, after, start, length) => {
      const range = { start, end: Math.min(before.length, start + length) };
      for (const kept of keptRanges(range.start < range.end ? [range] : [], before, after)) {
        expect(after.slice(kept.start, kept.end)).toBe(before.slice(range.start, range.end));
      }
    }),
  );
});
