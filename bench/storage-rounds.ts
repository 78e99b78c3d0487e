/** The order of a storage benchmark: who does what, when, and on what data. */

import { serialize } from 'node:v8';
import type { BenchBrowser } from './browser.ts';
import { Samples } from './samples.ts';
import type { LayoutName, Operation, StoragePage } from './storage-page.ts';
import { sampleName } from './storage-tables.ts';
import type { ChangeCost, Row } from './storage-tables.ts';

export interface StorageMeasurements {
  /** Milliseconds that passed, and those the page's main thread was busy; by {@link sampleName}. */
  readonly wall: Samples;
  readonly cpu: Samples;
  readonly costs: ReadonlyMap<LayoutName, ChangeCost>;
}

const LAYOUTS = ['records', 'jsonChunks', 'columnChunks', 'segments', 'folded'] as const;
/** What a change costs does not depend on how the segments lie. */
const CHANGERS = ['records', 'jsonChunks', 'columnChunks', 'segments'] as const;
/** Short work is done many times in a turn. */
const CHANGES_A_TURN = 20;
const CHANGE_TURNS = 3;
const SCREENS_A_TURN = 10;

export async function measureStorage(
  browser: BenchBrowser,
  url: string,
  todos: number,
  rounds: number,
): Promise<StorageMeasurements> {
  const page = { browser, url, todos };
  const [wall, cpu] = [new Samples(), new Samples()];
  await round(page, 0, turnTaker(page, new Samples(), new Samples()));
  for (let number = 1; number <= rounds; number += 1) {
    await round(page, number, turnTaker(page, wall, cpu));
  }
  return { wall, cpu, costs: await changeCosts(page) };
}

interface Page {
  readonly browser: BenchBrowser;
  readonly url: string;
  readonly todos: number;
}

type TakeTurn = (
  layout: LayoutName,
  operation: Operation,
  given?: { readonly times?: number; readonly as?: Row },
) => Promise<void>;

/** Changes come last, so that nothing before them finds edits waiting. */
async function round(page: Page, number: number, turn: TakeTurn): Promise<void> {
  const layouts = rotated(LAYOUTS, number);
  await openWithSample(page);
  for (const layout of layouts) {
    await call(page, 'clear', layout);
    await turn(layout, 'writeAll');
  }
  for (const layout of layouts) {
    await page.browser.load(page.url);
    await turn(layout, 'readAll', { as: 'start' });
  }
  await openWithSample(page);
  await checkThatAllIsKept(page);
  for (const layout of layouts) await turn(layout, 'readAll');
  for (const layout of layouts) await turn(layout, 'readFirstScreen', { times: SCREENS_A_TURN });
  for (const layout of layouts) await turn(layout, 'applyPage');
  await turn('segments', 'fold');
  for (let again = 0; again < CHANGE_TURNS; again += 1) {
    for (const contestant of rotated([...CHANGERS, undefined], number + again)) {
      if (contestant) await turn(contestant, 'changeOne', { times: CHANGES_A_TURN });
      else await turn('segments', 'rawPut', { times: CHANGES_A_TURN });
    }
  }
}

function turnTaker({ browser }: Page, wall: Samples, cpu: Samples): TakeTurn {
  return async (layout, operation, { times = 1, as = operation } = {}) => {
    const expression = expressionOf('time', layout, operation, times);
    const { value, cpuMs } = await browser.evaluateMetered(expression);
    for (const wallMs of value as readonly number[]) wall.add(sampleName(as, layout), wallMs);
    cpu.add(sampleName(as, layout), cpuMs / times);
  };
}

async function openWithSample(page: Page): Promise<void> {
  await page.browser.load(page.url);
  await call(page, 'prepare', page.todos);
}

/** A layout that is quick because it loses something is no contestant. Warms the page up as well. */
async function checkThatAllIsKept(page: Page): Promise<void> {
  for (const layout of LAYOUTS) {
    const kept = await call(page, 'count', layout);
    if (kept !== page.todos) throw new Error(`${layout} holds ${kept} of ${page.todos} to-dos`);
  }
}

async function changeCosts(page: Page): Promise<ReadonlyMap<LayoutName, ChangeCost>> {
  const costs = new Map<LayoutName, ChangeCost>();
  for (const layout of CHANGERS) {
    const { transactions, puts, records } = await call(page, 'writesOfOneChange', layout);
    // The format in which Chromium keeps values is V8's own.
    const sizes = records.map(([key, value]) => serialize(key).length + serialize(value).length);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    costs.set(layout, { transactions, puts, bytes });
  }
  return costs;
}

async function call<Name extends keyof StoragePage>(
  { browser }: Page,
  name: Name,
  ...given: Parameters<StoragePage[Name]>
): Promise<Awaited<ReturnType<StoragePage[Name]>>> {
  const value = await browser.evaluate(expressionOf(name, ...given));
  // The page was built from this very type.
  return value as Awaited<ReturnType<StoragePage[Name]>>;
}

function expressionOf<Name extends keyof StoragePage>(
  name: Name,
  ...given: Parameters<StoragePage[Name]>
): string {
  return `storagePage.${name}(${given.map((argument) => JSON.stringify(argument)).join()})`;
}

function rotated<T>(from: readonly T[], by: number): readonly T[] {
  const start = by % from.length;
  return [...from.slice(start), ...from.slice(0, start)];
}
