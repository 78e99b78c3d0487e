/** A tab with Holdfast in it, driven by the roles and names that people and assistive technology know. */

import type { Locator, Page } from 'playwright-core';

export class TodoPage {
  readonly page: Page;
  readonly quickAdd: Locator;
  readonly chip: Locator;
  readonly syncCentre: Locator;
  readonly details: Details;
  readonly undo: Locator;
  readonly updateNow: Locator;

  constructor(page: Page) {
    this.page = page;
    this.quickAdd = page.getByRole('textbox', { name: 'Add a to-do', exact: true });
    this.chip = page.getByRole('button', { name: /^Sync: / });
    this.syncCentre = page.getByRole('region', { name: 'Sync', exact: true });
    this.details = new Details(page);
    const status = page.getByRole('status');
    this.undo = status.getByRole('button', { name: 'Undo', exact: true });
    this.updateNow = status.getByRole('button', { name: 'Update now', exact: true });
  }

  /** Resolves when the app has read what this device holds. */
  async ready(): Promise<void> {
    await this.chip.waitFor();
    await this.page
      .getByRole('listitem')
      .or(this.page.getByText(EMPTY))
      .or(this.page.getByRole('group', { name: 'Theme' }))
      .filter({ visible: true })
      .first()
      .waitFor();
  }

  /** Resolves when the app can be opened with no network. */
  async installed(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  /** Looks at this tab, so that it can be acted on. */
  async look(): Promise<void> {
    await this.page.bringToFront();
  }

  /** Whether the browser has promised to wake the worker. */
  hasRegisteredSync(): Promise<boolean> {
    return this.page.evaluate(async () => {
      const registration: object = await navigator.serviceWorker.ready;
      if (!('sync' in registration)) return false;
      const { getTags } = registration.sync as { readonly getTags: () => Promise<string[]> };
      return (await getTags.call(registration.sync)).length > 0;
    });
  }

  /** Adds to-dos one by one; each is on this device's disk when its row is there. */
  async add(...titles: readonly string[]): Promise<void> {
    for (const title of titles) {
      await this.quickAdd.fill(title);
      await this.quickAdd.press('Enter');
      await this.row(title).waitFor();
    }
  }

  /** Pastes a text of several lines into the field; answers the button that makes to-dos of them. */
  async paste(text: string): Promise<Locator> {
    await this.quickAdd.focus();
    await this.quickAdd.evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const paste = { clipboardData, bubbles: true, cancelable: true, composed: true };
      field.dispatchEvent(new ClipboardEvent('paste', paste));
    }, text);
    return this.page.getByRole('button', { name: /^Add \d+ to-dos$/ });
  }

  row(title: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.checkbox(title) });
  }

  checkbox(title: string): Locator {
    return this.page.getByRole('checkbox', { name: title, exact: true });
  }

  /** Changes a title in place. */
  async rename(title: string, to: string): Promise<void> {
    await this.checkbox(title).press('Enter');
    const editor = this.page.getByRole('textbox', { name: `Edit ${title}`, exact: true });
    await editor.fill(to);
    await editor.press('Enter');
    await this.row(to).waitFor();
  }

  async complete(title: string): Promise<void> {
    await this.checkbox(title).check();
  }

  /** Moves a to-do to Trash. */
  async delete(title: string): Promise<void> {
    await this.checkbox(title).press('Delete');
    await this.row(title).waitFor({ state: 'detached' });
  }

  async openDetails(title: string): Promise<Details> {
    await this.page.getByRole('button', { name: `Details of ${title}`, exact: true }).click();
    await this.details.region.waitFor();
    return this.details;
  }

  /** Titles that are not done, from top to bottom. */
  openTitles(): Promise<readonly string[]> {
    return titlesOf(this.page.getByRole('checkbox', { checked: false }));
  }

  /** Titles of everything on the screen, from top to bottom. */
  titles(): Promise<readonly string[]> {
    return titlesOf(this.page.getByRole('listitem').getByRole('checkbox'));
  }

  async chipName(): Promise<string> {
    return (await this.chip.getAttribute('aria-label')) ?? '';
  }

  async openSyncCentre(): Promise<Locator> {
    if (!(await this.syncCentre.isVisible())) await this.chip.click();
    await this.syncCentre.waitFor();
    return this.syncCentre;
  }

  async syncNow(): Promise<void> {
    const centre = await this.openSyncCentre();
    await centre.getByRole('button', { name: 'Sync now', exact: true }).click();
  }

  async go(view: 'Inbox' | 'Done' | 'Trash' | 'Settings'): Promise<void> {
    await this.page.getByRole('link', { name: view, exact: true }).click();
  }
}

/** What an empty view says. */
export const EMPTY = /^(?:Nothing to do\.|All done\.|Completed to-dos gather here|Trash is empty)/;

/** One to-do in full: beside the list on a wide screen, over it on a narrow one. */
class Details {
  readonly region: Locator;
  readonly title: Locator;
  readonly notes: Locator;
  readonly delete: Locator;
  readonly restore: Locator;
  readonly close: Locator;

  constructor(page: Page) {
    this.region = page
      .getByRole('complementary', { name: 'Details', exact: true })
      .or(page.getByRole('dialog', { name: 'Details', exact: true }));
    this.title = this.region.getByRole('textbox', { name: 'Title', exact: true });
    this.notes = this.region.getByRole('textbox', { name: 'Notes', exact: true });
    this.delete = this.region.getByRole('button', { name: 'Delete', exact: true });
    this.restore = this.region.getByRole('button', { name: 'Restore', exact: true });
    this.close = this.region.getByRole('button', { name: 'Close', exact: true });
  }
}

export type { Details };

async function titlesOf(boxes: Locator): Promise<readonly string[]> {
  return boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label') ?? ''));
}
