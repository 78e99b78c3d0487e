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
