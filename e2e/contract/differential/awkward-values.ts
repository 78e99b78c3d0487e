/** Values that one parser, one database or one comparison of texts might see otherwise than another. */

import type { RandomStream } from '../../../simulation/random.ts';
import type { Json } from '../../../domain/register.ts';
import { limits } from '../../../domain/limits.ts';

const TEXTS = [
  ...[
    '',
    ' ',
    'Milk',
    'milk',
    'Müesli',
    'Mu\u0308esli',
    '\u{1F600}',
    '\uFF01',
    '\uFFFD',
    '\uFEFFx',
  ],
  ...['\0', 'a\0b', '\u0001\u001F\u007F', '"', '\\', '\\u0000', "'; --", '$', '$.x', '[0]', '?1'],
  ...[
    '\uD800',
    '\uDC00\uD800',
    'x\uD83D',
    '\u2028\u2029',
    '\u202Etxt',
    '\u{10FFFF}',
    '\u{1F468}\u200D\u{1F469}',
  ],
  ...['true', 'null', '1', '1e3', '{}', '[]', '\t\r\n', '<script>', '__proto__'],
] as const;

const NUMBERS = [
  ...[0, -0, 1, -1, 10, 1.5, 0.1, -0.1, 1e21, 1e-7, 1e300, 5e-324, 123_456_789_012_345_680],
  ...[2 ** 31, 2 ** 53, 2 ** 53 - 1, -(2 ** 63), 2 ** 64, 1.797_693_134_862_315_7e308, 0.000_001],
] as const;

const STRUCTURES: readonly Json[] = [
  ...[
    [],
    {},
    [[]],
    [{}],
    ['', 'a1'],
    ['', 'a'],
    [1, '1'],
    { '': 0 },
    { b: 1, a: 2 },
    { a: 2, b: 1 },
  ],
  ...[
    { 'a"b': 1 },
    { '\u{1F600}': 1, '\uFF01': 2 },
    { '10': 1, '9': 2, a: 3 },
    { a: null },
    { a: { a: [0] } },
  ],
];

/** Texts that sort otherwise by UTF-16 units than by UTF-8 bytes, some of them only once they are JSON. */
const TIES = ['\u{1F600}', '\uFF01', '\u{10FFFF}', '\uE000', '\uD800', 'ä', 'z', '"'] as const;

/** A value for a register that has one with the same stamp already. */
export function tiedValue(random: RandomStream): Json {
  return random.chance(0.6) ? random.pick(TIES) : awkwardValue(random);
}

export function awkwardText(random: RandomStream): string {
  const text = random.pick(TEXTS);
  if (random.chance(0.1)) return text + random.pick(TEXTS) + random.pick(TEXTS);
  return random.chance(0.03) ? text.repeat(1 + random.below(300)) : text;
}

export function awkwardValue(random: RandomStream): Json {
  const kind = random.fraction();
  if (kind < 0.5) return awkwardText(random);
  if (kind < 0.7) return random.pick(NUMBERS);
  if (kind < 0.85) return random.pick([true, false, null]);
  return random.pick(STRUCTURES);
}

/** A text whose JSON is as long as a value may be, or a byte or two off. */
export function valueAtLimit(random: RandomStream): string {
  const letter = random.pick(['x', 'ä', '\u{1F600}', '\n', '\uD800']);
  const each = Buffer.byteLength(JSON.stringify(letter)) - 2;
  const room = limits.valueBytes - 2 + random.pick([-1, 0, 1, 2]);
  return letter.repeat(Math.floor(room / each)) + 'y'.repeat(room % each);
}

/** JSON texts that stand for more, or for something else, than they seem to. */
export const RAW_VALUES = [
  ...[
    '1.0',
    '1E2',
    '-0',
    '1e400',
    '-1e400',
    '0.1e-400',
    '100000000000000000000000',
    '"\\u0041"',
    '"\\/"',
  ],
  ...['{"a":1,"a":2}', '{"__proto__":1}', '{"constructor":{"prototype":1}}', '{"prototype":0}'],
  ...[
    '"\\ud83d\\ude00"',
    '"\\uD800"',
    '"\\u0000"',
    '[[[[[[[[[]]]]]]]]]',
    '[[[]]]',
    '01',
    '.5',
    '"\t"',
    "'x'",
  ],
] as const;
