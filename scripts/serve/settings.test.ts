import path from 'node:path';
import { expect, test } from 'vitest';
import { checkout } from '../setup/checkout.mjs';
import { readSettings } from './settings.mjs';

test('nothing needs to be set', () => {
  expect(readSettings({})).toEqual({
    port: 8787,
    data: path.join(checkout, '.holdfast'),
    origin: 'http://localhost:8787',
  });
});

test('the origin follows the port unless it is set', () => {
  expect(readSettings({ PORT: '9000' }).origin).toBe('http://localhost:9000');
  const origin = 'https://todo.example.org';
  expect(readSettings({ PORT: '9000', HOLDFAST_ORIGIN: origin }).origin).toBe(origin);
});

test.each(['0', '65536', '80.5', 'http'])('%s is no port', (port) => {
  expect(() => readSettings({ PORT: port })).toThrow(`PORT is "${port}"`);
});
