/** A person at a page, whose doings are drawn from a seed: adds, pastes, renames, completes and deletes. */

import type { RandomStream } from '../../simulation/random.ts';
import type { TodoPage } from '../harness/todo-page.ts';
import { keyOfTitle } from './findings.ts';
import type { Ledger } from './ledger.ts';

export interface PersonAtPage {
  readonly app: TodoPage;
  readonly ledger: Ledger;
  readonly random: RandomStream;
  /** Begins the titles of the to-dos they add. */
  readonly name: string;
  /** How many lines they paste at once, at most. */
  readonly mostLines: number;
  /** Is told when they begin something. */
  readonly onEdit: () => void;
}

/** Does so many things, one after the other. */
export async function act(person: PersonAtPage, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1) await actOnce(person, `${person.name}-${at}`);
}

async function actOnce(
  { app, ledger, random, ...person }: PersonAtPage,
  name: string,
): Promise<void> {
  const open = ledger.openTitles;
  const doing = random.fraction();
  const title = open.length > 0 ? random.pick(open) : undefined;
  if (title === undefined || doing < 0.35) {
    ledger.wishNew([name]);
    person.onEdit();
    await app.add(name);
  } else if (doing < 0.55) {
    const lines = Array.from(
      { length: 2 + random.below(person.mostLines - 1) },
      (_, at) => `${name}.${at}`,
    );
    ledger.wishNew(lines);
    const add = await app.paste(lines.join('\n'));
    person.onEdit();
    await add.click();
    await app.row(lines[0] ?? '').waitFor();
  } else if (doing < 0.75) {
    const renamed = `${keyOfTitle(title)} is ${name}`;
    ledger.wish(title, 'title', renamed);
    person.onEdit();
    await app.rename(title, renamed);
  } else if (doing < 0.9) {
    ledger.wish(title, 'isDone', true);
    person.onEdit();
    await app.complete(title);
  } else {
    ledger.wish(title, 'isTrashed', true);
    person.onEdit();
    await app.delete(title);
  }
}
