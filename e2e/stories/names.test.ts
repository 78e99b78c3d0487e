/** The roles and names by which people who do not see the screen, and every other test, find their way. */

import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { SOON, startWith, story } from '../harness/story.ts';

type Role = Parameters<Page['getByRole']>[0];

/** Each is there exactly once. */
async function expectOne(page: Page, role: Role, name: string | RegExp): Promise<void> {
  await expect
    .poll(() => page.getByRole(role, { name, exact: true }).count(), {
      ...SOON,
      message: `${role} "${String(name)}"`,
    })
    .toBe(1);
}

story('the Inbox can be used by role and name', async ({ launch, server }) => {
  const { app } = await startWith(['Milk'], { launch, server });
  const { page } = app;
  await expectOne(page, 'textbox', 'Add a to-do');
  await expectOne(page, 'navigation', 'Lists');
  for (const name of ['Inbox', 'Done', 'Trash', 'Settings']) await expectOne(page, 'link', name);
  await expectOne(page, 'checkbox', 'Milk');
  await expectOne(page, 'button', 'Details of Milk');
  await expectOne(page, 'button', /^Sync: saved \d\d:\d\d$/);
  await expectOne(page, 'heading', 'Inbox');
  await expectOne(page, 'main', '');
  expect(await app.row('Milk').count()).toBe(1);

  await app.row('Milk').getByText('Milk').dblclick();
  await expectOne(page, 'textbox', 'Edit Milk');
  await page.keyboard.press('Escape');

  await app.delete('Milk');
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo', exact: true });
  await expect.poll(() => undo.count(), SOON).toBe(1);
});

for (const [device, width, role] of [
  ['a wide screen', 1280, 'complementary'],
  ['a phone', 390, 'dialog'],
] as const) {
  story(`details on ${device} can be used by role and name`, async ({ launch, server }) => {
    const { app } = await startWith(['Milk'], { launch, server });
    const { page } = app;
    await page.setViewportSize({ width, height: 844 });
    await app.openDetails('Milk');
    await expectOne(page, role, 'Details');
    await expectOne(page, 'textbox', 'Title');
    await expectOne(page, 'textbox', 'Notes');
    await expectOne(page, 'button', 'Delete');
    await expectOne(page, 'button', 'Close');

    await app.details.title.fill('Oat milk');
    await app.details.title.press('Enter');
    await app.details.close.click();
    await app.row('Oat milk').waitFor();
    await app.openDetails('Oat milk');
    await app.details.delete.click();
    await app.row('Oat milk').waitFor({ state: 'detached' });
  });
}

story('the Sync centre can be used by role and name', async ({ launch, server }) => {
  const { app } = await startWith(['Milk'], { launch, server });
  const { page } = app;
  await app.chip.click();
  await expectOne(page, 'region', 'Sync');
  await expectOne(page, 'button', 'Sync now');
  await expect.poll(() => app.syncCentre.textContent(), SOON).toContain('sent 1');
});

story('the theme can be chosen by role and name, and is kept', async ({ launch }) => {
  const browser = await launch();
  const app = await browser.open('/settings');
  const { page } = app;
  await expectOne(page, 'group', 'Theme');
  await page.getByRole('radio', { name: 'Dark' }).check();
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await expect.poll(scheme, SOON).toBe('dark');
  await page.reload();
  await app.ready();
  expect(await scheme()).toBe('dark');
  expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
});

story(
  'S31 a deleted to-do’s address says where it is and offers it back',
  async ({ launch, server }) => {
    const { app } = await startWith(['Milk'], { launch, server });
    const { page } = app;
    await app.openDetails('Milk');
    const address = page.url();
    await app.details.delete.click();
    await app.row('Milk').waitFor({ state: 'detached' });
    await page.goto(address);
    await app.details.restore.waitFor();
    expect(await app.details.region.textContent()).toContain('In the Trash');
    expect(await app.openTitles()).toEqual([]);
    await app.details.restore.click();
    await app.row('Milk').waitFor();
  },
);
