import { expect, test } from 'vitest';
import { idFromBytes } from '../domain/random-id.ts';
import type { ItemId } from '../domain/ids.ts';
import { registerKeys } from '../domain/register.ts';
import { PROTOCOL_HEADER } from '../protocol/version.ts';
import { BackgroundAttempts, RetryLaterError } from './background-attempts.ts';
import type { Surroundings } from './background-attempts.ts';
import { createTestBrowser } from './browser.fixture.ts';
import type { TestBrowser } from './browser.fixture.ts';
import type { JournalEntry } from './journal.ts';
import { keys } from './records.ts';
import type { Replica } from './replica.ts';

interface Worker {
  readonly attempts: BackgroundAttempts;
  /** What the person was told: a number of to-dos, or that it was taken back. */
  readonly told: (number | 'taken back')[];
  readonly pages: { areOpen: boolean };
}

function startWorker(browser: TestBrowser): Worker {
  const told: Worker['told'] = [];
  const pages = { areOpen: false };
  const surroundings: Surroundings = {
    hasPage: () => Promise.resolve(pages.areOpen),
    tellUnsent: (todos) => Promise.resolve(void told.push(todos)),
    takeBack: () => Promise.resolve(void told.push('taken back')),
  };
  const attempts = new BackgroundAttempts(browser.context().ports, surroundings);
  return { attempts, told, pages };
}

/** A browser in which two to-dos wait. */
async function withTwoWaiting(): Promise<{ browser: TestBrowser; replica: Replica }> {
  const browser = createTestBrowser();
  const replica = browser.context().replica();
  await replica.start();
  await replica.commit(({ account: { accountId } }) =>
    [1, 2].map((number) => ({
      id: idFromBytes<ItemId>(new Uint8Array(12).fill(number)),
      values: { [registerKeys.creator]: accountId, [registerKeys.title]: `To-do ${number}` },
      seen: undefined,
    })),
  );
  return { browser, replica };
}

async function journalOf(replica: Replica): Promise<readonly JournalEntry[]> {
  return (await replica.journal()).filter(({ where }) => where === 'worker');
}

test('S23 a lost last chance is told with the number of to-dos, and no earlier one is', async () => {
  const { browser } = await withTwoWaiting();
  const { attempts, told } = startWorker(browser);
  await expect(attempts.request('background-sync', false)).rejects.toThrow(RetryLaterError);
  expect(told).toEqual([]);
  await expect(attempts.request('background-sync', true)).rejects.toThrow(RetryLaterError);
  expect(told).toEqual([2]);
});

test('a refusal that the browser does not try again after is told at once', async () => {
  const { browser, replica } = await withTwoWaiting();
  browser.fetch = () =>
    Promise.resolve(
      Response.json(
        { type: '/problems/auth', title: 'No.', status: 401, code: 'auth', now: browser.nowMs },
        { status: 401, headers: { [PROTOCOL_HEADER]: '1' } },
      ),
    );
  const { attempts, told } = startWorker(browser);
  // The page that hands over says so itself.
  await attempts.request('message', false);
  expect(told).toEqual([]);
  await attempts.request('background-sync', false);
  expect(told).toEqual([2]);
  expect(await journalOf(replica)).toMatchObject([{ outcome: 'signed-out' }, {}]);
});

test('what was told is taken back when nothing waits', async () => {
  const { browser, replica } = await withTwoWaiting();
  const { mirror } = replica.view;
  await mirror?.account.store.write('relaxed', async (records) => {
    for (const key of await records.keys(keys.edits)) records.delete(key);
  });
  const { attempts, told } = startWorker(browser);
  await attempts.request('background-sync', true);
  expect(told).toEqual(['taken back']);
});

test('the journal tells what was done after the app was closed', async () => {
  const { browser, replica } = await withTwoWaiting();
  const { attempts, pages } = startWorker(browser);
  const fail = (): Promise<unknown> =>
    attempts.request('background-sync', false).catch(() => undefined);
  await fail();
  browser.nowMs += 1000;
  pages.areOpen = true;
  await fail();
  const [open, closed] = await journalOf(replica);
  expect(closed).toMatchObject({ isAppClosed: true, outcome: 'offline' });
  expect(open).not.toHaveProperty('isAppClosed');
});
