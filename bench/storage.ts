/**
 * How fast to-dos are stored and read back, beside other ways to keep them in IndexedDB.
 *
 *   npm run bench:storage                                   everything, some minutes
 *   npm run bench:storage -- --todos 10000 --rounds 3       a quick look
 *
 * Every contestant has a turn in every round, in another order each round; a figure is the median over the rounds after
 * one that warms up. The machine's mood changes them all alike, so read the ratios. It prints, and keeps nothing.
 */

import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { openBrowser } from './browser.ts';
import { servePage } from './page-server.ts';
import { storedBytes } from './storage-bytes.ts';
import { measureStorage } from './storage-rounds.ts';
import { bytesTable, changeTable, operationTable } from './storage-tables.ts';

const PORT = 18_760;

const { values: options } = parseArgs({
  options: {
    todos: { type: 'string', multiple: true, default: ['10000', '100000'] },
    rounds: { type: 'string', default: '7' },
  },
});

const server = await servePage(await pageScript(), PORT);
const browser = await openBrowser();
try {
  console.log(`${cpus().length} cores, headless Chromium ${browser.version}`);
  for (const todos of options.todos) await report(Number(todos), Number(options.rounds));
} finally {
  await browser.close();
  await server.close();
}

async function report(count: number, rounds: number): Promise<void> {
  const { wall, cpu, costs } = await measureStorage(browser, server.origin, count, rounds);
  print(
    `${count.toLocaleString('en')} to-dos, medians of ${rounds} rounds: ms`,
    operationTable(wall),
  );
  print('The same: ms of CPU of the page’s main thread', operationTable(cpu));
  print('One durable change among them', changeTable(wall, cpu, costs));
  print('Bytes a to-do at rest', bytesTable(storedBytes(count)));
}

function print(title: string, table: string): void {
  console.log(`\n### ${title}\n\n${table}`);
}

/** The production sources, built as the app is. */
async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: path.join(import.meta.dirname, '..'),
    entryPoints: ['bench/storage-page.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome120',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
