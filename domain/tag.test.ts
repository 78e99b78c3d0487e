import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRegisterKey } from './register.ts';
import type { Json, Registers } from './register.ts';
import { stampFromParts } from './stamp-parts.ts';
import { tagFromText, tagKey, tagsOf } from './tag.ts';

const stamp = stampFromParts({ ms: 1_790_000_000_000, counter: 0, node: '00000' });
const registersOf = (values: Readonly<Record<string, Json>>): Registers =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value, stamp]]));
const key = (text: string) => `g.${Buffer.from(text).toString('base64url')}`;

test('a tag is its text in NFC, without space around it', () => {
  expect(tagFromText('  home ')).toBe('home');
  expect(tagFromText('cafe\u0301')).toBe('caf\u00E9');
  expect(tagFromText('Zu Hause')).toBe('Zu Hause');
});

test('nothing, half a character and what is too long are no tags', () => {
  for (const text of ['', ' ', '\uD83D', 'x'.repeat(65), '\u{1F600}'.repeat(49)]) {
    expect(tagFromText(text)).toBeUndefined();
    expect(tagKey(text)).toBeUndefined();
  }
  for (const text of ['x'.repeat(64), '\u3042'.repeat(64), '\u{1F600}'.repeat(48)]) {
    expect(tagFromText(text)).toBe(text);
  }
});

test('every tag has a register that the wire takes, and is read from it again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const tag = tagFromText(text);
      fc.pre(tag !== undefined);
      expect(isRegisterKey(tagKey(text))).toBe(true);
      expect(tagKey(text)).toBe(key(tag));
      expect(tagsOf(registersOf({ [key(tag)]: true }))).toEqual([tag]);
    }),
  );
});

test('tags are sorted, and one that was taken away is none', () => {
  const values = { t: 'Milk', [key('shop')]: true, [key('home')]: true, [key('old')]: false };
  expect(tagsOf(registersOf(values))).toEqual(['home', 'shop']);
});

test('a register that spells a tag in another way is none', () => {
  const invalid = `g.${Buffer.from([0xff, 0xfe]).toString('base64url')}`;
  const wrong = [
    key(' home'),
    key('cafe\u0301'),
    key(''),
    invalid,
    'g.a',
    'g.aG9tZX',
    'g.a+b',
    'gg',
  ];
  expect(tagsOf(registersOf(Object.fromEntries(wrong.map((key) => [key, true]))))).toEqual([]);
  expect(tagsOf(registersOf({ [key('home')]: 'yes' }))).toEqual([]);
});
