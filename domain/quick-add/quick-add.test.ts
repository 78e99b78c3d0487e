import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCivilDate } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';
import { ruleFromText, textFromRule } from '../repeat-rule.ts';
import { isCivilTime } from '../when.ts';
import { en } from './locales/en.ts';
import { quickAdd } from './quick-add.ts';
import type { QuickAdd } from './quick-add.ts';
import { rangesOf, sundayNoon } from './spoken.fixture.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Lines that are mostly made of words that mean something, because of others nothing can go wrong. */
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...vocabularyOf(en)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('5pm', '17:30', '9:15', '1st', '31', '2027-01-15', '29'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('#family', '/home', '/home office', '!1', '#', '/', '!'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('call', 'Mom', 'milk', 'Friday', 'CAFE\u0301', '🎂', 'אמא'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"', '(', ')', ',', '.', '-', '\\', '…', '\u200F', '\n'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
);
const gap = fc.constantFrom(' ', ' ', ' ', '  ', '', ', ', '. ', ' \\', ' "', '" ', ' (', ') ');
const line = fc.oneof(
  fc.array(fc.tuple(word, gap), { maxLength: 14 }).map((parts) => parts.flat().join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const context = fc
  .record({
    days: fc.integer({ min: 0, max: 60_000 }),
    minutes: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  })
  .map(({ days, minutes }) => {
    const day = new Date(days * 86_400_000).toISOString().slice(0, 10) as CivilDate;
    return { ...sundayNoon, now: { day, minutes } };
  });

test('any line has a title where it has a word, and tokens in order that do not overlap', () => {
  fc.assert(
    fc.property(line, context, (line, context) => {
      const { title, tokens } = quickAdd(line, context);
      expect(title === '').toBe(line.trim() === '');
      expect(title).toBe(title.trim());
      let last = 0;
      for (const { start, end } of tokens) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(line.length);
    }),
    { numRuns: 3_000 },
  );
});

test('the same line at the same moment says the same', () => {
  fc.assert(
    fc.property(line, context, (line, context) => {
      expect(quickAdd(line, context)).toEqual(quickAdd(line, context));
    }),
  );
});

test('turned back to text until nothing is understood, a line is its own title', () => {
  fc.assert(
    fc.property(line, context, (line, context) => {
      let asText = context.asText;
      let result = quickAdd(line, context);
      while (result.tokens.length > 0) {
        asText = [...asText, ...rangesOf(result)];
        result = quickAdd(line, { ...context, asText });
        for (const { start, end } of result.tokens) {
          expect(asText.some((range) => range.start < end && start < range.end)).toBe(false);
        }
      }
      expect(result).toEqual(nothingIn(line));
    }),
    { numRuns: 1_000 },
  );
});

function nothingIn(line: string): QuickAdd {
  const nothing = { tokens: [], tags: [], when: undefined, repeat: undefined, list: undefined };
  return { ...nothing, title: line.trim(), priority: 0 };
}

test('what is understood can be stored: days from today on, times of a day, rules in their one text', () => {
  fc.assert(
    fc.property(line, context, (line, context) => {
      const { when, repeat, tags, list } = quickAdd(line, context);
      expect(!when || (isCivilDate(when.day) && when.day >= context.now.day)).toBe(true);
      expect(!when?.time || isCivilTime(when.time)).toBe(true);
      expect(repeat && ruleFromText(textFromRule(repeat.rule))).toEqual(repeat?.rule);
      expect(!repeat || when !== undefined).toBe(true);
      expect(tags.every((tag) => tag.normalize('NFC') === tag)).toBe(true);
      expect(list === undefined || context.lists.includes(list)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test('each token carries what the chip shows', () => {
  const line = 'Call mom tomorrow 5pm #family !1 /home';
  expect(quickAdd(line, sundayNoon).tokens).toEqual([
    { kind: 'when', start: 9, end: 21, day: '2026-11-23', time: '17:00' },
    { kind: 'tag', start: 22, end: 29, tag: 'family' },
    { kind: 'priority', start: 30, end: 32, priority: 1 },
    { kind: 'list', start: 33, end: 38, list: 'Home' },
  ]);
});

test('a day and a time that stand apart are two tokens and one moment', () => {
  const { tokens, when } = quickAdd('Tomorrow call mom at 5', sundayNoon);
  expect(when).toEqual({ day: '2026-11-23', time: '17:00' });
  expect(tokens).toEqual([
    { kind: 'when', start: 0, end: 8, day: '2026-11-23', time: undefined },
    { kind: 'when', start: 18, end: 22, day: undefined, time: '17:00' },
  ]);
});

test('a time by itself carries the day on which it comes', () => {
  expect(quickAdd('Call mom at 5', sundayNoon).tokens).toEqual([
    { kind: 'when', start: 9, end: 13, day: '2026-11-22', time: '17:00' },
  ]);
});

test('a repeat carries its rule and the time that was said with it', () => {
  const { tokens, when } = quickAdd('Yoga every! 3 days at 9', sundayNoon);
  expect(tokens).toMatchObject([
    { kind: 'repeat', start: 5, end: 23, repeat: { from: 'done' }, time: '09:00' },
  ]);
  expect(when).toEqual({ day: '2026-11-23', time: '09:00' });
});

test('what a backslash protects is a token too, so that the backslash can be turned back', () => {
  expect(quickAdd('Write \\#family', sundayNoon).tokens).toEqual([
    { kind: 'escape', start: 6, end: 14, text: '#family' },
  ]);
});
