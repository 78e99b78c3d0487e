/** Everything that can be done with a pointer can be done without one, and the focus is never lost. */

import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { SOON, story } from '../harness/story.ts';

story(
  'a person with a keyboard adds, orders, completes, edits, deletes and restores',
  async ({ launch }) => {
    const browser = await launch();
    const app = await browser.open();
    const { page } = app;
    const { keyboard } = page;

    await keyboard.press('q');
    await expectFocus(app.quickAdd);
    for (const title of ['Eggs', 'Milk', 'Bread']) {
      await keyboard.type(title);
      await keyboard.press('Enter');
      await app.row(title).waitFor();
      await expectFocus(app.quickAdd);
    }
    expect(await app.openTitles()).toEqual(['Bread', 'Milk', 'Eggs']);

    await tabTo(page, page.getByRole('checkbox'));
    await focusRow(page, app.checkbox('Bread'), 'ArrowUp');
    await keyboard.press('Alt+ArrowDown');
    await expect.poll(() => app.openTitles(), SOON).toEqual(['Milk', 'Bread', 'Eggs']);
    await expectFocus(app.checkbox('Bread'));
    await keyboard.press('Alt+ArrowUp');
    await expect.poll(() => app.openTitles(), SOON).toEqual(['Bread', 'Milk', 'Eggs']);
    await expectFocus(app.checkbox('Bread'));

    await keyboard.press('ArrowDown');
    await expectFocus(app.checkbox('Milk'));
    await keyboard.press('Enter');
    await expectFocus(page.getByRole('textbox', { name: 'Edit Milk' }));
    await keyboard.press('Control+A');
    await keyboard.type('Oat milk');
    await keyboard.press('Enter');
    await app.row('Oat milk').waitFor();
    await expectFocus(app.checkbox('Oat milk'));

    await keyboard.press('Space');
    await page.getByRole('checkbox', { name: 'Oat milk', checked: true }).waitFor();
    await app.undo.waitFor();
    await expect.poll(() => focusedName(page), SOON).not.toBe('');
    await keyboard.press('z');
    await page.getByRole('checkbox', { name: 'Oat milk', checked: false }).waitFor();
    await expect.poll(() => app.openTitles(), SOON).toEqual(['Bread', 'Oat milk', 'Eggs']);

    await tabTo(page, page.getByRole('checkbox'));
    await focusRow(page, app.checkbox('Bread'), 'ArrowUp');
    await keyboard.press('o');
    await app.details.region.waitFor();
    await tabTo(page, app.details.notes);
    await keyboard.type('Sourdough');
    await keyboard.press('Escape');
    await app.details.region.waitFor({ state: 'detached' });
    await expectFocusIn(app.row('Bread'));

    await keyboard.press('Delete');
    await app.row('Bread').waitFor({ state: 'detached' });
    await expectFocusIn(app.row('Oat milk'));
    await tabTo(page, app.undo);
    await keyboard.press('Enter');
    await app.row('Bread').waitFor();
    expect(await app.openTitles()).toEqual(['Bread', 'Oat milk', 'Eggs']);

    await tabTo(page, page.getByRole('checkbox'));
    await focusRow(page, app.checkbox('Eggs'), 'ArrowDown');
    await keyboard.press('Delete');
    await app.row('Eggs').waitFor({ state: 'detached' });
    await tabTo(page, page.getByRole('link', { name: 'Trash' }));
    await keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Restore Eggs' }));
    await keyboard.press('Enter');
    await expect
      .poll(() => page.getByRole('button', { name: 'Restore Eggs' }).count(), SOON)
      .toBe(0);
    await keyboard.press('g');
    await keyboard.press('i');
    await app.row('Eggs').waitFor();
    expect(await app.openTitles()).toEqual(['Bread', 'Oat milk', 'Eggs']);
  },
);

story('Escape leaves an edited title as it was', async ({ launch }) => {
  const browser = await launch();
  const app = await browser.open();
  await app.add('Milk');
  await app.checkbox('Milk').press('Enter');
  await app.page.keyboard.type(' and honey');
  await app.page.keyboard.press('Escape');
  await expectFocus(app.checkbox('Milk'));
  expect(await app.openTitles()).toEqual(['Milk']);
});

story('single keys can be switched off, and then do nothing', async ({ launch }) => {
  const browser = await launch();
  const app = await browser.open('/settings');
  const { page } = app;
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).press('Space');
  await app.go('Inbox');
  await page.keyboard.press('q');
  expect(await app.quickAdd.evaluate((field) => field.matches(':focus'))).toBe(false);
});

/** Presses Tab until one of the targets has the focus; two rounds through the page are enough for any. */
async function tabTo(page: Page, targets: Locator): Promise<void> {
  const passed: string[] = [];
  while (!(await hasFocus(targets))) {
    passed.push(await focusedName(page));
    if (passed.length > 40) throw new Error(`Tab led past ${passed.join(', ')}`);
    await page.keyboard.press('Tab');
  }
}

/** Walks from row to row. */
async function focusRow(page: Page, target: Locator, key: 'ArrowUp' | 'ArrowDown'): Promise<void> {
  for (let steps = 0; !(await hasFocus(target)); steps += 1) {
    if (steps > 20) throw new Error(`${key} led to ${await focusedName(page)}`);
    await page.keyboard.press(key);
  }
}

async function hasFocus(targets: Locator): Promise<boolean> {
  return targets.evaluateAll((all) => all.some((node) => node.matches(':focus')));
}

async function expectFocus(target: Locator): Promise<void> {
  await expect.poll(() => hasFocus(target), SOON).toBe(true);
}

async function expectFocusIn(row: Locator): Promise<void> {
  await expect.poll(() => row.evaluate((node) => node.matches(':focus-within')), SOON).toBe(true);
}

/** What the focused control is called; empty where nothing but the page itself has the focus. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!active || active === document.body) return '';
    return active.getAttribute('aria-label') ?? active.textContent?.trim() ?? active.localName;
  });
}
