import { expect, test } from 'vitest';
import { StorageError, isConnectionLoss, storageErrorFrom } from './storage-error.ts';

test.each([
  ['QuotaExceededError', 'quota'],
  ['SecurityError', 'denied'],
  ['NotAllowedError', 'denied'],
  ['NotReadableError', 'corrupt'],
  ['DataError', 'corrupt'],
  ['VersionError', 'newer-layout'],
  ['InvalidStateError', 'lost'],
  ['UnknownError', 'lost'],
  ['AbortError', 'lost'],
  ['TransactionInactiveError', 'lost'],
  ['an error of tomorrow', 'lost'],
])('what a browser calls %s is "%s" here, with its cause', (name, kind) => {
  const cause = new DOMException('', name);
  const error = storageErrorFrom(cause);
  expect(error).toBeInstanceOf(StorageError);
  expect(error).toMatchObject({ kind, cause });
});

test('B10 files that Chromium cannot read are told apart from a lost connection', () => {
  const unreadable = new DOMException('Internal error opening backing store.', 'UnknownError');
  expect(storageErrorFrom(unreadable)).toMatchObject({ kind: 'corrupt' });
  expect(isConnectionLoss(unreadable)).toBe(false);
});

test('an error of ours stays as it is', () => {
  const mistake = new RangeError('a mistake');
  expect(storageErrorFrom(mistake)).toBe(mistake);
  expect(isConnectionLoss(mistake)).toBe(false);
});

test('a fresh connection is tried for what it may cure, and for nothing else', () => {
  const isCurable = (name: string): boolean => isConnectionLoss(new DOMException('', name));
  expect(
    ['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'].every(
      isCurable,
    ),
  ).toBe(true);
  expect(['QuotaExceededError', 'SecurityError', 'DataError'].some(isCurable)).toBe(false);
});
