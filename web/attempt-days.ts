/** The sync journal as a person reads it: by day, the latest first, and failures in a row that are alike as one line. */

import type { JournalEntry } from '../replica/journal.ts';
import { wordsFromAttempt, wordsFromAttempts } from './attempt-words.ts';
import type { AttemptWords } from './attempt-words.ts';
import { day, dayHeading, time } from './moments.ts';

export interface AttemptLine extends AttemptWords {
  readonly atMs: number;
  /** "12:04". */
  readonly time: string;
  readonly hasFailed: boolean;
}

export interface AttemptDay {
  /** "Today". */
  readonly heading: string;
  readonly lines: readonly AttemptLine[];
}

/** @param journal newest first */
export function attemptDays(journal: readonly JournalEntry[], now: number): readonly AttemptDay[] {
  const days: { heading: string; lines: AttemptLine[] }[] = [];
  for (const run of runsAlike(journal)) {
    const line = lineFrom(run);
    const heading = dayHeading(line.atMs, now);
    const latest = days.at(-1);
    if (latest?.heading === heading) latest.lines.push(line);
    else days.push({ heading, lines: [line] });
  }
  return days;
}

/** The days' first so many lines, and how many there are in all. */
export function firstLines(days: readonly AttemptDay[], most: number): readonly AttemptDay[] {
  let left = most;
  return days.flatMap(({ heading, lines }) => {
    const shown = lines.slice(0, Math.max(0, left));
    left -= lines.length;
    return shown.length > 0 ? [{ heading, lines: shown }] : [];
  });
}

type Run = readonly [latest: JournalEntry, ...earlier: JournalEntry[]];

function runsAlike(journal: readonly JournalEntry[]): readonly Run[] {
  const runs: [JournalEntry, ...JournalEntry[]][] = [];
  for (const entry of journal) {
    const run = runs.at(-1);
    if (run && isAlike(run[0], entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function lineFrom(run: Run): AttemptLine {
  const [latest] = run;
  const first = run.at(-1) ?? latest;
  const words =
    run.length > 1
      ? wordsFromAttempts(latest, run.length, time(first.atMs))
      : wordsFromAttempt(latest);
  const { atMs } = latest;
  return { atMs, time: time(atMs), hasFailed: hasFailed(latest), ...words };
}

/** Failures without anything moved, of one day; a last try stands for itself. */
function isAlike(one: JournalEntry, other: JournalEntry): boolean {
  const isPlain = (entry: JournalEntry): boolean =>
    hasFailed(entry) && !entry.lastChance && entry.sent + entry.received === 0;
  return (
    isPlain(one) &&
    isPlain(other) &&
    one.outcome === other.outcome &&
    one.status === other.status &&
    day(one.atMs) === day(other.atMs)
  );
}

function hasFailed({ outcome }: JournalEntry): boolean {
  return outcome !== 'synced' && outcome !== 'unfinished';
}
