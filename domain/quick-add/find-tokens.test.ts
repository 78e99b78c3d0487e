/** However long a line is and whatever is in it, reading it takes time in proportion to its length. */

import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { findTokens } from './find-tokens.ts';
import type { QuickAddContext } from './find-tokens.ts';
import type { Locale } from './locale.ts';
import { en } from './locales/en.ts';
import { quickAdd } from './quick-add.ts';
import { sundayNoon } from './spoken.fixture.ts';

const KILOBYTE = 1_000;

/** Questions to the language for each character of a line. */
const MOST_STEPS = 30;

/** Pieces of lines that lead furthest before they come to nothing, or that come to something each time. */
const pieces: readonly string[] = [
  ...[
    'tomorrow ',
    'at 5 ',
    'at half past ',
    'call friday and ',
    'tomorrow and friday or ',
    'on the ',
  ],
  ...[
    '31 feb ',
    '15 jan 2020 ',
    '29 feb 2027 ',
    'mon, tue, wed, ',
    '1st and 2nd and ',
    'may march ',
  ],
  ...['every ', 'every monday and ', 'every day until ', 'every 3 days starting ', 'daily daily '],
  ...['#a ', '#a/', '/home office ', '/home ', '/x ', '!1 ', '\\5pm ', '\\#a ', '\\', 'x #a, '],
  ...[
    '" ',
    '"a ',
    '"a" ',
    '(tomorrow ',
    ')',
    '(',
    '#a - ',
    'x - #a ',
    ', ',
    '. ',
    '…',
    ' ',
    '\u0301',
  ],
  ...[
    'friday night ',
    'black friday ',
    '9:59 ',
    '1',
    'a',
    '🎂',
    '\u200F',
    'a\n',
    'x, ',
    'the a my ',
  ],
];

function lineOf(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** A context that counts each question to the words of the language, and each character handed to chrono-node. */
function counting(): { readonly context: QuickAddContext; readonly steps: () => number } {
  let steps = 0;
  class CountingMap<Key, Value> extends Map<Key, Value> {
    override has(key: Key): boolean {
      steps += 1;
      return super.has(key);
    }
    override get(key: Key): Value | undefined {
      steps += 1;
      return super.get(key);
    }
  }
  class CountingSet<Value> extends Set<Value> {
    override has(value: Value): boolean {
      steps += 1;
      return super.has(value);
    }
  }
  const counted = (value: unknown): unknown => {
    if (value instanceof Map) return new CountingMap(value);
    if (value instanceof Set) return new CountingSet(value);
    return value;
  };
  const surroundings = Object.entries(en.surroundings).map(([name, set]) => [name, counted(set)]);
  const entries = Object.entries(en).map(([name, value]) => [name, counted(value)]);
  const locale = {
    ...Object.fromEntries(entries),
    surroundings: Object.fromEntries(surroundings),
    readWritten: (text, today) => {
      steps += text.length;
      return en.readWritten(text, today);
    },
  } as Locale;
  return { context: { ...sundayNoon, locale }, steps: () => steps };
}

function stepsOf(line: string): number {
  const { context, steps } = counting();
  findTokens(line, context);
  return steps();
}

describe('a line twice as long takes twice as many steps', () => {
  test.each([...pieces.map((piece) => [piece, 8] as const), [pieces.join(''), 50] as const])(
    '%j',
    (piece, kilobytes) => {
      const length = kilobytes * KILOBYTE;
      const half = stepsOf(lineOf(piece, length));
      const whole = stepsOf(lineOf(piece, 2 * length));
      expect(whole).toBeLessThanOrEqual(2.05 * half + 100);
      expect(whole).toBeLessThan(MOST_STEPS * 2 * length);
    },
  );
});

test('chrono-node is handed a few short phrases of a line, however long it is', () => {
  const handed: string[] = [];
  const readWritten: Locale['readWritten'] = (text) => {
    handed.push(text);
    return undefined;
  };
  findTokens(lineOf('31 feb. 30th of february 2027. ', 100 * KILOBYTE), {
    ...sundayNoon,
    locale: { ...en, readWritten },
  });
  expect(handed.length).toBeGreaterThan(10);
  expect(handed.length).toBeLessThanOrEqual(20);
  expect(Math.max(...handed.map((text) => text.length))).toBeLessThan(40);
});

test('the processor time of a line four times as long is about four times as long, titles included', () => {
  const cpuTimeOf = (length: number): number => {
    const before = process.threadCpuUsage();
    quickAdd(lineOf(pieces.join(''), length), sundayNoon);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  };
  cpuTimeOf(50 * KILOBYTE);
  const ratios = [1, 2, 3].map(() => cpuTimeOf(100 * KILOBYTE) / cpuTimeOf(25 * KILOBYTE));
  // Quadratic time would make it sixteen.
  expect(Math.min(...ratios)).toBeLessThan(8);
});
