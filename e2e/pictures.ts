/**
 * `npm run pictures`: takes the picture in the README from the built app, and every screen at three sizes, light and dark,
 * into a folder of its own to be looked at.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { JournalEntry } from '../replica/journal.ts';
import { findBrowser } from '../scripts/browsers.mjs';
import { createAppServer } from './harness/app-server.ts';
import { createFaultProxy } from './harness/fault-proxy.ts';
import {
  plantBreak,
  plantFirstLoad,
  plantJournal,
  plantReview,
  plantWaiting,
} from './harness/planted-records.ts';

const SCREENS = path.join(import.meta.dirname, '../.cache/pictures');
const README_PICTURE = path.join(import.meta.dirname, '../docs/images/holdfast.png');
const SIZES = { phone: [390, 844], tablet: [820, 1180], laptop: [1440, 900] } as const;
const TITLES = [
  'Renew the library card',
  'Call Ines about the boat',
  'Two tickets for Thursday',
  'Descale the kettle',
  'Return the drill to number 12',
  'Photos for the passport',
  'Bread, eggs, the good butter',
  'Ask about the winter tyres',
  'Write back to the allotment people, who want to know by Friday whether we keep the plot',
  'Water the tomatoes',
  'Sharpen the kitchen knives',
  'Book the train home',
];

const proxy = await createFaultProxy();
const server = await createAppServer({ origin: proxy.origin });
proxy.connectTo(server.port);
const executablePath = await findBrowser('chromium');
if (executablePath === undefined) throw new Error('the pictures need Chromium');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  await mkdir(SCREENS, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    for (const [size, [width, height]] of Object.entries(SIZES)) {
      await takeScreens(browser, `${size}-${scheme}`, { width, height }, scheme);
    }
  }
  await composeReadmePicture(browser);
} finally {
  await browser.close();
  await server.dispose();
  await proxy.close();
}
console.log(`wrote ${README_PICTURE} and the screens in ${SCREENS}`);

async function takeScreens(
  taker: Browser,
  name: string,
  viewport: { readonly width: number; readonly height: number },
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const context = await taker.newContext({ viewport, colorScheme, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const shoot = async (screen: string): Promise<void> => {
    await page.screenshot({
      path: path.join(SCREENS, `${name}-${screen}.png`),
      animations: 'disabled',
    });
  };
  await page.goto(proxy.origin);
  await page.getByRole('button', { name: /^Sync:/ }).waitFor();
  await shoot('empty');
  await fill(page);
  await shoot('inbox');
  await page.getByRole('button', { name: 'Details of Call Ines about the boat' }).click();
  const notes = page.getByRole('textbox', { name: 'Notes' });
  await notes.fill('The engine, the mooring fee, and who has the spare key.');
  await notes.blur();
  await page.getByRole('listitem').getByText('The engine').waitFor();
  await saved(page);
  await atRest(page);
  await shoot('details');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /^Sync:/ }).click();
  await page.getByRole('region', { name: 'Sync' }).waitFor();
  await shoot('sync');
  await page.keyboard.press('Escape');
  for (const view of ['Done', 'Trash', 'Settings']) {
    await page.getByRole('link', { name: view }).first().click();
    await shoot(view.toLowerCase());
  }
  await takeNews(page, shoot);
  await context.close();
}

/** What a person seldom sees, and has to understand all the more. */
async function takeNews(page: Page, shoot: (screen: string) => Promise<void>): Promise<void> {
  const chip = page.getByRole('button', { name: /^Sync:/ });
  const centre = page.getByRole('region', { name: 'Sync' });
  await page.goto(proxy.origin);
  await saved(page);
  proxy.spoil('/api/', { kind: 'refuse' });
  await plantWaiting(page, ['Pay the ferry', 'Bring the long rope', 'Ask about the mooring']);
  await plantJournal(page, latestAttempts(), {
    outcome: 'offline',
    failures: 4,
    failingSinceMs: Date.now() - 26 * 60_000,
    savedAtMs: Date.now() - 190 * 60_000,
    isLastChanceLost: true,
  });
  await page.reload();
  await page.getByRole('button', { name: /^Sync: not sent/ }).click();
  await centre.getByText('the browser’s last try').waitFor();
  await shoot('given-up');
  await page.keyboard.press('Escape');

  await plantFirstLoad(page);
  await page.reload();
  await page.getByRole('progressbar').waitFor();
  await shoot('first-load');

  await plantBreak(page);
  await page.reload();
  await page.getByRole('button', { name: /^Sync: paused/ }).click();
  await centre.waitFor();
  await shoot('break');

  await plantReview(page);
  await page.reload();
  await page.getByRole('button', { name: 'Bring them back' }).waitFor();
  await shoot('deletion');
  await chip.click();
  await centre.getByRole('button', { name: 'Put all back' }).waitFor();
  await shoot('review');
  await centre.getByRole('button', { name: 'Discard Timber' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await shoot('review-undo');
  proxy.heal();
}

/** A morning on which the network went, and the browser gave up. */
function latestAttempts(): readonly JournalEntry[] {
  const nowMs = Date.now();
  const none = { sent: 0, received: 0, lastChance: false } as const;
  const failed = { outcome: 'offline', ...none } as const;
  const inBackground = { reason: 'background-sync', where: 'worker', isAppClosed: true } as const;
  const attempts: readonly (Omit<JournalEntry, 'atMs' | 'durationMs' | 'attempt'> & {
    readonly minutesAgo: number;
    readonly attempt?: number;
  })[] = [
    { minutesAgo: 1, ...failed, ...inBackground, attempt: 3, lastChance: true },
    { minutesAgo: 21, ...failed, ...inBackground, attempt: 2 },
    { minutesAgo: 26, ...failed, reason: 'edit', where: 'page' },
    { minutesAgo: 190, ...none, outcome: 'synced', ...inBackground, sent: 3 },
    { minutesAgo: 240, ...none, outcome: 'synced', reason: 'start', where: 'page', received: 2 },
  ];
  return attempts.map(({ minutesAgo, attempt = 1, ...rest }) => ({
    atMs: nowMs - minutesAgo * 60_000,
    durationMs: 200,
    attempt,
    ...rest,
  }));
}

async function fill(page: Page): Promise<void> {
  const add = page.getByRole('textbox', { name: 'Add a to-do' });
  for (const title of TITLES.toReversed()) {
    await add.fill(title);
    await add.press('Enter');
    await page.getByRole('checkbox', { name: title }).waitFor();
  }
  for (const title of ['Water the tomatoes', 'Book the train home']) {
    await page.getByRole('checkbox', { name: title }).check();
  }
  await page.getByText('Completed').first().waitFor({ state: 'detached', timeout: 15_000 });
  await saved(page);
  await atRest(page);
}

/** As somebody finds it who has just opened it. */
async function atRest(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (focused instanceof HTMLElement) focused.blur();
    scrollTo(0, 0);
  });
}

async function saved(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Sync: saved/ }).waitFor();
}

/** A laptop in the light and a phone in the dark, side by side. */
async function composeReadmePicture(taker: Browser): Promise<void> {
  const source = async (name: string): Promise<string> => {
    const png = await readFile(path.join(SCREENS, `${name}.png`));
    return `data:image/png;base64,${png.toString('base64')}`;
  };
  const page = await taker.newPage({
    viewport: { width: 1280, height: 700 },
    deviceScaleFactor: 1.5,
  });
  await page.setContent(`
    <style>
      body { margin: 0; background: #e7ede8; display: grid; grid-template-columns: 1fr auto;
        gap: 40px; align-items: center; padding: 44px 48px; box-sizing: border-box; height: 700px; }
      img { display: block; border-radius: 14px; box-shadow: 0 18px 50px #1c2b2426, 0 2px 6px #1c2b241a; }
      img:first-child { width: 100%; } img:last-child { height: 610px; border-radius: 28px; }
    </style>
    <img src="${await source('laptop-light-details')}"><img src="${await source('phone-dark-inbox')}">`);
  await writeFile(README_PICTURE, await page.screenshot());
  await page.close();
}
