/** Runs that failed once: every command repeats them first. */

import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Job } from './job.ts';

const FILE = new URL('corpus.json', import.meta.url);

export function readCorpus(): readonly Job[] {
  return JSON.parse(readFileSync(FILE, 'utf8')) as readonly Job[];
}

export function addToCorpus(job: Job): void {
  const held = readCorpus();
  if (held.some((one) => isDeepStrictEqual(one, job))) return;
  const lines = [...held, job].map((one) => `  ${JSON.stringify(one)}`);
  writeFileSync(FILE, `[\n${lines.join(',\n')}\n]\n`);
}
