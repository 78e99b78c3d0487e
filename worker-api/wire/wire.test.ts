/** What replicas of every released version say is still understood, and answered as it was. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OLDEST_VERSION, PROTOCOL_VERSION } from '../../protocol/version.ts';
import { createApp } from '../app.ts';
import { memoryDatabase } from '../memory-database.fixture.ts';
import { portsOf } from '../sync.fixture.ts';
import { replay } from './recording.fixture.ts';
import type { Recording } from './recording.fixture.ts';

const recordings = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));

test('every version that the server accepts is recorded', () => {
  const accepted = Array.from(
    { length: PROTOCOL_VERSION - OLDEST_VERSION + 1 },
    (_, at) => `version-${OLDEST_VERSION + at}.json`,
  );
  expect(recordings).toEqual(expect.arrayContaining(accepted));
});

test.each(recordings)('%s is answered as it was', async (name) => {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8');
  const { nowMs, origin, exchanges } = JSON.parse(text) as Recording;
  const app = createApp({ ...portsOf(await memoryDatabase()), nowMs: () => nowMs, origin });
  const replayed = await replay(async (path, init) => app.request(origin + path, init), exchanges);
  for (const [at, { says, status, answer }] of exchanges.entries()) {
    expect(replayed[at], says).toEqual({ status, answer });
  }
});
