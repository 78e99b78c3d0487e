import fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentOf, whenHere } from './when-here.ts';
import type { ZoneOffset } from './when-here.ts';
import { whenFromValue } from './when.ts';
import type { When } from './when.ts';

const HOUR_MS = 3_600_000;

function when(...value: readonly string[]): When {
  const read = whenFromValue(value);
  if (!read) throw new Error(`${value.join(' ')} is no when`);
  return read;
}

/** The offsets of a device in that zone, from the runtime's own database. */
function deviceIn(home: string): ZoneOffset {
  return (zone, atMs) => {
    try {
      const format = formatIn(zone ?? home);
      const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value;
      const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '') ?? [];
      return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
    } catch {
      return undefined;
    }
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return format;
}

const berlin = deviceIn('Europe/Berlin');
const at = (text: string) => Date.parse(text);

test('a time in a zone is one moment, wherever the device is', () => {
  const due = when('2026-11-23', '09:30', 'Asia/Tokyo');
  expect(momentOf(due, berlin)).toBe(at('2026-11-23T00:30:00Z'));
  expect(momentOf(due, deviceIn('America/New_York'))).toBe(at('2026-11-23T00:30:00Z'));
});

test('a time without a zone floats with the device', () => {
  const due = when('2026-11-23', '09:30');
  expect(momentOf(due, berlin)).toBe(at('2026-11-23T08:30:00Z'));
  expect(momentOf(due, deviceIn('Asia/Kolkata'))).toBe(at('2026-11-23T04:00:00Z'));
  expect(whenHere(due, berlin)).toBe(due);
});

test('a day without a time is no moment', () => {
  expect(momentOf(when('2026-11-23'), berlin)).toBeUndefined();
  expect(whenHere(when('2026-11-23'), berlin)).toEqual(when('2026-11-23'));
});

test('G03 a time that summer time leaves out comes as much later', () => {
  expect(momentOf(when('2026-03-29', '02:30'), berlin)).toBe(at('2026-03-29T01:30:00Z'));
  expect(momentOf(when('2026-03-29', '01:59'), berlin)).toBe(at('2026-03-29T00:59:00Z'));
  expect(momentOf(when('2026-03-29', '03:00'), berlin)).toBe(at('2026-03-29T01:00:00Z'));
  const lordHowe = deviceIn('Australia/Lord_Howe');
  expect(momentOf(when('2026-10-04', '02:15'), lordHowe)).toBe(at('2026-10-03T15:45:00Z'));
});

test('G03 of a time that comes twice when summer time ends the first is meant', () => {
  expect(momentOf(when('2026-10-25', '02:30'), berlin)).toBe(at('2026-10-25T00:30:00Z'));
  expect(momentOf(when('2026-10-25', '03:00'), berlin)).toBe(at('2026-10-25T02:00:00Z'));
  const newYork = deviceIn('America/New_York');
  expect(momentOf(when('2026-11-01', '01:30'), newYork)).toBe(at('2026-11-01T05:30:00Z'));
});

test('G03 a day that an island left out comes a day later', () => {
  const due = when('2011-12-30', '12:00', 'Pacific/Apia');
  expect(momentOf(due, berlin)).toBe(at('2011-12-30T22:00:00Z'));
  expect(whenHere(due, deviceIn('Pacific/Apia'))).toEqual(when('2011-12-31', '12:00'));
});

test('G03 a journey moves what has a zone to another day and time, and never what has none', () => {
  const due = when('2026-11-24', '00:30', 'Asia/Tokyo');
  expect(whenHere(due, berlin)).toEqual(when('2026-11-23', '16:30'));
  expect(whenHere(due, deviceIn('Asia/Tokyo'))).toEqual(when('2026-11-24', '00:30'));
  expect(whenHere(due, deviceIn('Pacific/Kiritimati'))).toEqual(when('2026-11-24', '05:30'));
});

test('a zone that the device does not know counts as its own', () => {
  const due = when('2026-11-23', '09:30', 'Mars/Olympus_Mons');
  expect(momentOf(due, berlin)).toBe(at('2026-11-23T08:30:00Z'));
  expect(whenHere(due, berlin)).toEqual(when('2026-11-23', '09:30'));
  const knowsNothing: ZoneOffset = () => undefined;
  expect(momentOf(due, knowsNothing)).toBe(at('2026-11-23T09:30:00Z'));
  expect(whenHere(due, knowsNothing)).toEqual(when('2026-11-23', '09:30'));
});

test('what a clock shows at any moment is that moment, or the first of two that it shows it at', () => {
  const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca'];
  const minute = fc.integer({ min: at('1990-01-01') / 60_000, max: at('2037-01-01') / 60_000 });
  fc.assert(
    fc.property(minute, fc.constantFrom(...zones), (minute, zone) => {
      const device = deviceIn(zone);
      const moment = minute * 60_000;
      const utc = when(...new Date(moment).toISOString().slice(0, 16).split('T'), 'UTC');
      const here = whenHere(utc, device);
      const found = momentOf(here, device) ?? NaN;
      expect([0, HOUR_MS / 2, HOUR_MS]).toContain(moment - found);
      const again = when(...new Date(found).toISOString().slice(0, 16).split('T'), 'UTC');
      expect(whenHere(again, device)).toEqual(here);
    }),
    { numRuns: 2_000 },
  );
});
