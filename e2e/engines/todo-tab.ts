/** A tab with Holdfast in it, in any engine. As {@link TodoPage}, which is for Chromium alone and knows more. */

import type { SyncReason } from '../../replica/journal.ts';
import { called } from '../harness/page-alterations.ts';
import { storedJournal } from '../harness/stored-records.ts';
import type { Readable } from '../harness/stored-records.ts';
import { EMPTY } from '../harness/todo-page.ts';
import { until } from '../harness/until.ts';
import type { Engine, Role, Tab } from './engine.ts';
import { focusControl, inPage, readControls } from './page-controls.ts';
import type { Control } from './page-controls.ts';

/** On a busy machine. */
const PATIENCE_MS = 30_000;

export class TodoTab implements Readable {
  readonly tab: Tab;
  readonly #origin: string;

  private constructor(tab: Tab, origin: string) {
    this.tab = tab;
    this.#origin = origin;
  }

  /** Opens a tab on the app and waits until it can be used. */
  static async open(engine: Engine, path = '/'): Promise<TodoTab> {
    const app = new TodoTab(await engine.openTab(), engine.origin);
    await app.tab.go(engine.origin + path);
    await app.ready();
    return app;
  }

  /** Resolves when the app has read what this device holds. */
  async ready(): Promise<void> {
    await patiently('an app that has read its store', () => this.#isReady());
  }

  async reload(): Promise<void> {
    await this.tab.reload();
    await this.ready();
  }

  /** Leaves the app in this tab and comes back by its history. Answers whether the page was kept meanwhile. */
  async leaveAndComeBack(): Promise<boolean> {
    await this.evaluate(() => void Object.assign(globalThis, { isTheSamePage: true }), undefined);
    // A file of the app's own, so that it comes with the same headers: for others, engines change the process.
    await this.tab.go(`${this.#origin}/icons/favicon.svg`);
    await this.tab.back();
    await this.ready();
    return this.evaluate(() => 'isTheSamePage' in globalThis, undefined);
  }

  /** Resolves when the app can be opened with no network. */
  async installed(): Promise<void> {
    await this.evaluate(() => navigator.serviceWorker.ready.then(() => true), undefined);
  }

  /** Adds to-dos one by one; each is on this device's disk when its row is there. */
  async add(...titles: readonly string[]): Promise<void> {
    await this.#click('textbox', 'Add a to-do');
    for (const title of titles) {
      await this.tab.type(title);
      await this.tab.press('Enter');
      await this.shows(title);
    }
  }

  /** Changes a title in place. */
  async rename(title: string, to: string): Promise<void> {
    await this.#focus('checkbox', title);
    await this.tab.press('Enter');
    await this.#focus('textbox', `Edit ${title}`);
    await this.tab.press('Control+A');
    await this.tab.type(to);
    await this.tab.press('Enter');
    await this.shows(to);
  }

  /** Moves a to-do to Trash. */
  async delete(title: string): Promise<void> {
    await this.#focus('checkbox', title);
    await this.tab.press('Delete');
    await patiently(`no "${title}"`, async () => !(await this.titles()).includes(title));
  }

  async complete(title: string): Promise<void> {
    await this.#click('checkbox', title);
  }

  /** Resolves when there is a to-do of that title on the screen. */
  async shows(title: string): Promise<void> {
    await patiently(`"${title}"`, async () => (await this.titles()).includes(title));
  }

  /** Titles of everything on the screen, from top to bottom. */
  async titles(): Promise<readonly string[]> {
    return (await this.#controls('checkbox')).map(({ name }) => name);
  }

  /** Titles that are not done, from top to bottom. */
  async openTitles(): Promise<readonly string[]> {
    const boxes = await this.#controls('checkbox');
    return boxes.filter(({ isChecked }) => !isChecked).map(({ name }) => name);
  }

  /** What the chip says of the sync; nothing while there is no chip. */
  async chipName(): Promise<string> {
    const buttons = await this.#controls('button');
    return buttons.find(({ name }) => name.startsWith('Sync: '))?.name ?? '';
  }

  async syncNow(): Promise<void> {
    const hasButton = async () =>
      (await this.#controls('button')).some(({ name }) => name === 'Sync now');
    await patiently('the Sync centre', async () => {
      if (await hasButton()) return true;
      // Its name changes with what happens, maybe between reading and clicking it.
      await this.tab.click('button', await this.chipName()).catch(() => undefined);
      return false;
    });
    await this.#click('button', 'Sync now');
  }

  /** Whether this device has tried and failed so often. */
  async hasFailed(times: number): Promise<boolean> {
    const journal = await storedJournal(this);
    return journal.filter(({ outcome }) => outcome === 'offline').length >= times;
  }

  /** Why each attempt was made that sent something, oldest first. */
  async reasonsOfSending(): Promise<readonly SyncReason[]> {
    const journal = await storedJournal(this);
    return journal.filter(({ sent }) => sent > 0).map(({ reason }) => reason);
  }

  /** Runs in the page, so it can use nothing from outside itself. */
  async evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return (await this.tab.run(called(run, argument))) as R;
  }

  async #isReady(): Promise<boolean> {
    if (!(await this.chipName())) return false;
    if ((await this.titles()).length > 0) return true;
    return (await this.#controls('paragraph')).some(({ name }) => EMPTY.test(name));
  }

  /** Nothing while the page is on its way. */
  async #controls(role: Role | 'paragraph'): Promise<readonly Control[]> {
    const found = await this.tab.run(inPage(readControls, role)).catch(() => []);
    return found as Control[];
  }

  async #click(role: Role, name: string): Promise<void> {
    await patiently(`${role} "${name}"`, () => this.#has(role, name));
    await this.tab.click(role, name);
  }

  async #focus(role: Role, name: string): Promise<void> {
    await patiently(`${role} "${name}"`, () => this.tab.run(inPage(focusControl, [role, name])));
  }

  async #has(role: Role, name: string): Promise<boolean> {
    return (await this.#controls(role)).some((control) => control.name === name);
  }
}

function patiently<T>(what: string, ask: () => Promise<T>): ReturnType<typeof until<T>> {
  return until(what, ask, PATIENCE_MS);
}
