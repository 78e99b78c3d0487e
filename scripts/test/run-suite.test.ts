import { expect, test } from 'vitest';
import { countTests } from './run-suite.mjs';

const file = (...statuses: string[]) => ({
  name: 'a.test.ts',
  message: '',
  assertionResults: statuses.map((status) => ({ status })),
});

test('passed and failed tests are counted over all files', () => {
  const files = [file('passed', 'failed'), file('passed')];
  expect(countTests(files, 1)).toEqual({ passed: 2, failed: 1 });
});

test('a skipped test counts as failed', () => {
  expect(countTests([file('passed', 'skipped')], 0)).toEqual({ passed: 1, failed: 1 });
});

test('a file that broke before its first test counts as failed', () => {
  const broken = { ...file(), message: 'Cannot find module' };
  expect(countTests([file('passed'), broken], 1)).toEqual({ passed: 1, failed: 1 });
});

test('a run that ran no test, or failed outside its tests, has failed', () => {
  expect(countTests([], 0)).toEqual({ passed: 0, failed: 1 });
  expect(countTests([file('passed')], 1)).toEqual({ passed: 1, failed: 1 });
});
