/** Every way in which one story can be disturbed once, or from some moment on. */

import { plannedKinds } from './planned-faults.ts';
import type { Plan, PlannedKind } from './planned-faults.ts';
import { sceneryOf, tell } from './run-story.ts';
import type { Story } from './story.ts';

export interface Swept {
  /** What the story does where nothing fails. */
  readonly calls: {
    readonly awaits: number;
    readonly transactions: number;
    readonly requests: number;
  };
  readonly runs: number;
  readonly failures: readonly string[];
}

export interface SweepOptions {
  readonly kinds?: readonly string[];
  /** About so many of all ways are tried, evenly chosen. */
  readonly atMost?: number;
  /** Which of them is the first. */
  readonly offset?: number;
}

export async function sweepStory(story: Story, options: SweepOptions = {}): Promise<Swept> {
  const { atMost = Infinity, offset = 0, kinds = Object.keys(plannedKinds) } = options;
  const scenery = await sceneryOf(story);
  const quiet = await tell(story, scenery, undefined);
  const failures = quiet.wrong.map((wrong) => `with no fault: ${wrong}`);
  const count = (kind: string): number => quiet.opportunities.get(kind) ?? 0;
  const plans = [...plansFor(count)].filter(({ kind }) => kinds.includes(kind));
  // Odd, or it would always be the same of two neighbours that is left out.
  const stride = 2 * Math.ceil((plans.length / atMost - 1) / 2) + 1;
  let runs = 1;
  for (const [at, plan] of plans.entries()) {
    if (at % stride !== offset % stride) continue;
    const { wrong } = await tell(story, scenery, plan);
    runs += 1;
    const { kind, nth, isLasting } = plan;
    const name = `${kind} ${isLasting ? 'from' : 'at'} ${nth}`;
    if (wrong.length > 0) failures.push(`${name}: ${wrong.join('; ')}`);
  }
  const calls = {
    awaits: count('kill'),
    transactions: count('lost-connection'),
    requests: count('request-lost'),
  };
  return { calls, runs, failures };
}

/** Every kind of fault at every opportunity that there is where nothing fails, once and lasting. */
function* plansFor(count: (kind: string) => number): Iterable<Plan> {
  for (const kind of Object.keys(plannedKinds) as PlannedKind[]) {
    for (let nth = 1; nth <= count(countedAs(kind)); nth += 1) {
      for (const isLasting of [false, true]) yield { kind, nth, isLasting };
    }
  }
}

/** The plain disk of the run in which nothing fails is not asked for IndexedDB's own errors. */
function countedAs(kind: PlannedKind): string {
  if (plannedKinds[kind] === 'disk') return kind;
  return kind === 'QuotaExceededError' ? 'quota' : 'lost-connection';
}
