import { expect, test } from 'vitest';
import { nodeProblem } from './node-version.mjs';

test('Node 20 and newer will do', () => {
  expect(nodeProblem('20.0.0')).toBeUndefined();
  expect(nodeProblem('100.1.0')).toBeUndefined();
});

test('an older Node is told apart, and what to do about it is said', () => {
  expect(nodeProblem('18.20.4')).toMatch(/Node 18\.20\.4.*\n.*Nothing was.*\n.*Install/);
});
