import { expect, test } from 'vitest';
import { keepingWords, noticeWords, sendingWords, usedWords } from './device-words.ts';

const now = new Date('2026-11-23T12:04').getTime();
const safari = { name: 'Safari', isApples: true, isInstalled: false };
const chrome = { name: 'Chrome', isApples: false, isInstalled: false };

test('what a browser does after the app is closed is told with its name, and what to do', () => {
  expect(sendingWords('Chrome', 'yes')).toBe('Chrome also sends after you close Holdfast.');
  expect(sendingWords('Safari', 'no')).toBe(
    'Safari sends only while Holdfast is open. Keep it open until everything is sent.',
  );
  expect(sendingWords('Brave', 'denied')).toBe(
    'Sending in the background is switched off in Brave. Keep Holdfast open until everything is sent.',
  );
  expect(sendingWords('This browser', 'denied')).toContain('switched off in this browser.');
  expect(sendingWords('Chrome', 'unknown')).toContain('Keep it open until everything is sent.');
});

test('Safari’s week is told as a day, except where it does not count', () => {
  const words = keepingWords(safari, { isPersisted: false }, now);
  expect(words).toContain('Safari may clear this from Mon 30 Nov on, unless you open Holdfast');
  expect(words).toContain('What was sent comes back from the server.');
  expect(keepingWords({ ...safari, isInstalled: true }, { isPersisted: false }, now)).not.toContain(
    'Nov',
  );
  expect(keepingWords(safari, { isPersisted: true }, now)).toBe(
    'Safari keeps everything until you clear it.',
  );
});

test('whether storage is persisted is told, and nothing where the browser does not say', () => {
  expect(keepingWords(chrome, { isPersisted: true }, now)).toBe(
    'Chrome keeps everything until you clear it.',
  );
  expect(keepingWords(chrome, { isPersisted: false }, now)).toBe(
    'Chrome may clear this when the device runs out of room. What was sent comes back from the server.',
  );
  expect(keepingWords(chrome, {}, now)).toBe('');
});

test('what is used is told beside what there is', () => {
  expect(usedWords({ usedBytes: 1_240_000, quotaBytes: 4e9 })).toBe('1.2 MB of 4 GB used.');
  expect(usedWords({ usedBytes: 900 })).toBe('900 byte used.');
  expect(usedWords({})).toBe('');
});

test('a notification is offered where the browser may give up unseen', () => {
  const told = (notifications: Parameters<typeof noticeWords>[0]['notifications']): string =>
    noticeWords({ name: 'Chrome', notifications }, 'yes');
  expect(told('default')).toBe(
    'Chrome gives up after three failures in the background. Holdfast can tell you then.',
  );
  expect(told('granted')).toBe('You get a notification if Chrome gives up sending.');
  expect(told('denied')).toContain('Notifications are blocked here');
  expect(told('absent')).toBe('');
  expect(noticeWords({ name: 'Safari', notifications: 'default' }, 'no')).toBe('');
});
