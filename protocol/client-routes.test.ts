import { expect, test } from 'vitest';
import { isClientRoute } from './client-routes.ts';

test('the paths of the app are its own', () => {
  for (const path of ['/', '/done', '/trash', '/settings', '/todo/ABCDEFGHIJKLMNOP']) {
    expect(isClientRoute(path)).toBe(true);
  }
});

test('nothing else is', () => {
  for (const path of [
    '',
    '/x',
    '/app.js',
    '/api/x.css',
    '/todo/',
    '/todo/short',
    '/done/',
    '/trash\n',
    '//',
  ]) {
    expect(isClientRoute(path)).toBe(false);
  }
});
