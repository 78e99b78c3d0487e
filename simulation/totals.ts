/** What many runs came to. */

import type { Job, JobResult } from './job.ts';
import { hasFailed } from './job.ts';

export class Totals {
  seeds = 0;
  lost = 0;
  diverged = 0;
  stuck = 0;
  edits = 0;
  kills = 0;
  restores = 0;
  clientHours = 0;
  cpuSeconds = 0;
  readonly reached = new Map<string, number>();

  add(result: JobResult): void {
    this.seeds += 1;
    if (result === 'hung') {
      this.stuck += 1;
      return;
    }
    this.stuck += Number(result.isStuck);
    this.diverged += Number(result.isDiverged);
    // A run that fell apart says so in its violations too.
    if (result.violations.length > 0 && !result.isDiverged) this.lost += 1;
    this.edits += result.edits;
    this.kills += result.kills;
    this.restores += result.restores;
    this.clientHours += result.clientHours;
    this.cpuSeconds += result.cpuSeconds;
    for (const [state, count] of result.reached)
      this.reached.set(state, (this.reached.get(state) ?? 0) + count);
  }

  get isGood(): boolean {
    return this.lost + this.diverged + this.stuck === 0;
  }

  get speed(): string {
    return `${(this.clientHours / this.cpuSeconds).toFixed(1)} client-hours a second of one core`;
  }

  toString(): string {
    return (
      `seeds ${this.seeds}, client-hours ${Math.round(this.clientHours)}, edits ${this.edits}, ` +
      `kills ${this.kills}, restores ${this.restores}, lost ${this.lost}, ` +
      `diverged ${this.diverged}, stuck ${this.stuck}`
    );
  }
}

/** How a run failed, in a few lines. */
export function describeFailure({ seed }: Job, result: JobResult): string {
  if (result === 'hung') return `seed ${seed} HUNG`;
  const words = [`seed ${seed} ${result.traceHash}`];
  if (result.isStuck) words.push('STUCK');
  if (result.isDiverged) words.push('DIVERGED');
  if (!hasFailed(result)) return words.join(' ');
  return [words.join(' '), ...result.violations.slice(0, 8).map((line) => `  ${line}`)].join('\n');
}
