/** Writing: before the script is there, through an input method, across a crash. */

import { expect } from 'vitest';
import { SOON, joinAs, serverTitles, startWith, story } from '../harness/story.ts';
import { until } from '../harness/until.ts';

story(
  'text typed before the script is there is kept, and Enter adds it',
  async ({ launch, proxy, server }) => {
    const browser = await launch();
    const script = proxy.hold(/^\/app-.*\.js$/, 'answer');
    const app = await browser.tab();
    await app.page.goto(browser.origin, { waitUntil: 'commit' });
    await app.quickAdd.pressSequentially('Typed early');
    await script.reached;
    script.release();
    await app.ready();
    expect(await app.quickAdd.inputValue()).toBe('Typed early');
    await app.quickAdd.press('Enter');
    await app.row('Typed early').waitFor();
    expect(await app.quickAdd.inputValue()).toBe('');

    const phone = await joinAs(browser, server);
    await expect.poll(() => serverTitles(phone), SOON).toEqual(['Typed early']);
  },
);

story('Enter before the script is there adds too, as soon as it is', async ({ launch, proxy }) => {
  const browser = await launch();
  const script = proxy.hold(/^\/app-.*\.js$/, 'answer');
  const app = await browser.tab();
  await app.page.goto(browser.origin, { waitUntil: 'commit' });
  await script.reached;
  for (const title of ['First', 'Second']) {
    await app.quickAdd.pressSequentially(title);
    await app.quickAdd.press('Enter');
  }
  await app.quickAdd.pressSequentially('Thi');
  script.release();
  await app.row('Second').waitFor();
  await app.row('First').waitFor();
  expect(await app.titles()).toHaveLength(2);
  expect(await app.quickAdd.inputValue()).toBe('Thi');
});

story('Enter that ends a composition adds nothing', async ({ launch }) => {
  const browser = await launch();
  const app = await browser.open();
  const devTools = await browser.devTools(app.page);
  await app.quickAdd.focus();
  await devTools.send('Input.imeSetComposition', {
    text: 'にほん',
    selectionStart: 3,
    selectionEnd: 3,
  });
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await devTools.send('Input.insertText', { text: '日本' });
  expect(await app.quickAdd.inputValue()).toBe('日本');
  await app.quickAdd.press('Enter');
  await app.row('日本').waitFor();
  expect(await app.titles()).toEqual(['日本']);
});

story('A05 A10 a draft survives a crash of the page', async ({ launch }) => {
  const browser = await launch();
  const app = await browser.open();
  await app.quickAdd.pressSequentially('Half a thou');
  const devTools = await browser.devTools(app.page);
  const crashed = app.page.waitForEvent('crash');
  void devTools.send('Page.crash').catch(() => undefined);
  await crashed;
  await app.page.close();
  const again = await browser.open();
  expect(await again.quickAdd.inputValue()).toBe('Half a thou');
});

story('a draft survives the death of the browser', async ({ launch }) => {
  const browser = await launch();
  const app = await browser.open();
  await app.quickAdd.pressSequentially('Half a thou');
  await until('a draft on the disk', () => browser.hasOnDisk('Half a thou'), 20_000);
  await browser.kill();
  await browser.start();
  const again = await browser.open();
  expect(await again.quickAdd.inputValue()).toBe('Half a thou');
});

story(
  'A13 a draft that has become a to-do does not stand in the field again',
  async ({ launch }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.quickAdd.pressSequentially('Milk');
    await until('the draft on the disk', () => browser.hasOnDisk('Milk'), 20_000);
    const kept = await app.page.evaluate(() => localStorage.getItem('holdfast-draft') ?? '');
    expect(kept).toContain('Milk');
    await app.quickAdd.press('Enter');
    await app.row('Milk').waitFor();
    await browser.kill();
    await browser.start();
    const again = await browser.open();
    await again.row('Milk').waitFor();
    await expect.poll(() => again.quickAdd.inputValue(), SOON).toBe('');

    // However late the browser writes down that it is used up, and whatever has been typed behind it meanwhile.
    await again.page.evaluate((draft) => localStorage.setItem('holdfast-draft', draft), kept);
    await again.page.reload();
    await again.ready();
    await expect.poll(() => again.quickAdd.inputValue(), SOON).toBe('');
    await again.quickAdd.pressSequentially('Bread');
    await again.page.reload();
    await again.ready();
    expect(await again.quickAdd.inputValue()).toBe('Bread');
    expect(await again.titles()).toEqual(['Milk']);
  },
);

story(
  'A09 notes that were not left yet are saved when the tab goes out of sight',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['Trip'], { launch, server });
    const { notes } = await app.openDetails('Trip');
    await notes.pressSequentially('Pack sun cream');
    await browser.hideAndShow(app);
    await expect
      .poll(async () => (await phone.todos()).map((todo) => todo.notes), SOON)
      .toEqual(['Pack sun cream']);
    expect(await notes.inputValue()).toBe('Pack sun cream');
  },
);

story('several pasted lines become several to-dos', async ({ launch }) => {
  const browser = await launch();
  const app = await browser.open();
  const add = await app.paste('- Bread\n- Milk\n\n- Eggs\n');
  expect(await add.textContent()).toContain('Add 3 to-dos');
  await add.click();
  await app.row('Eggs').waitFor();
  expect(await app.openTitles()).toEqual(['Bread', 'Milk', 'Eggs']);
});
