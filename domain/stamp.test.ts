import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLOCK_START, observe, stampFromClock, tick } from './clock.ts';
import { MAX_COUNTER, MAX_MS, nodeFromBytes, partsOfStamp, stampFromParts } from './stamp-parts.ts';
import { DIGITS, isStamp } from './stamp.ts';

const node = fc.uint8Array({ minLength: 5, maxLength: 5 }).map(nodeFromBytes);
const parts = fc.record({
  ms: fc.integer({ min: 0, max: MAX_MS }),
  counter: fc.integer({ min: 0, max: MAX_COUNTER }),
  node,
});

test('the digits stand in ASCII order', () => {
  expect([...DIGITS].toSorted().join('')).toBe(DIGITS);
  expect(new Set(DIGITS).size).toBe(64);
});

test('a stamp has sixteen characters and gives its parts back', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const stamp = stampFromParts(given);
      expect(isStamp(stamp)).toBe(true);
      expect(partsOfStamp(stamp)).toEqual(given);
    }),
  );
});

test('stamps sort as text the way their parts sort as numbers', () => {
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const expected =
        a.ms - b.ms || a.counter - b.counter || (a.node < b.node ? -1 : Number(a.node > b.node));
      const [left, right] = [stampFromParts(a), stampFromParts(b)];
      expect(Math.sign(expected)).toBe(left < right ? -1 : Number(left > right));
    }),
  );
});

test('a part that does not fit is refused', () => {
  expect(() => stampFromParts({ ms: -1, counter: 0, node: '00000' })).toThrow(RangeError);
  expect(() => stampFromParts({ ms: MAX_MS + 1, counter: 0, node: '00000' })).toThrow(RangeError);
  expect(() => stampFromParts({ ms: 0, counter: MAX_COUNTER + 1, node: '00000' })).toThrow(
    RangeError,
  );
  expect(() => stampFromParts({ ms: 0, counter: 0, node: '0' })).toThrow(RangeError);
});

test('G01 a clock never goes back, whatever the time says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: MAX_MS - 1000 }), { minLength: 2 }),
      node,
      (times, name) => {
        let clock = CLOCK_START;
        let last = '';
        for (const ms of times) {
          clock = tick(clock, ms);
          const stamp = stampFromClock(clock, name);
          expect(stamp > last).toBe(true);
          last = stamp;
        }
      },
    ),
  );
});

test('an edit is stamped after everything its author has seen', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 0, max: 1000 }), node, (seen, nowMs, name) => {
      fc.pre(seen.ms < MAX_MS);
      const stamp = stampFromParts(seen);
      expect(stampFromClock(tick(observe(CLOCK_START, stamp), nowMs), name) > stamp).toBe(true);
    }),
  );
});

test('G04 P25 a full counter spills into the next millisecond', () => {
  expect(tick({ ms: 7, counter: MAX_COUNTER }, 7)).toEqual({ ms: 8, counter: 0 });
});

test('a node takes five bytes, no more and no fewer', () => {
  for (const length of [0, 4, 6]) {
    expect(() => nodeFromBytes(new Uint8Array(length))).toThrow(RangeError);
  }
});
