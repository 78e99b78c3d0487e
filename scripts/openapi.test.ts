import { expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';

const text = JSON.stringify(openApiDocument());

test('every reference of the API description leads somewhere', () => {
  const schemas = JSON.parse(text).components.schemas;
  const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !(name in schemas))).toEqual([]);
});

test('what is checked by code is described as a pattern', () => {
  const { SessionRequest, SyncRequest } = JSON.parse(text).components.schemas;
  expect(SessionRequest.properties.accountId).toHaveProperty('pattern');
  expect(SyncRequest.properties.ls.items.properties.l).toHaveProperty('pattern');
});

test('the description says what an edit is', () => {
  const { SyncRequest } = JSON.parse(text).components.schemas;
  expect(SyncRequest.properties.ls.items.properties.e.items).toEqual({
    $ref: '#/components/schemas/Edit',
  });
});
