/** Days on which nobody asks, and the tidying after them. */

import type { RandomStream } from '../../../simulation/random.ts';
import type { Contender } from './contenders.ts';

const DAY_MS = 86_400_000;
/** Of these lengths of time: a day, and a bit more than each that tidying knows. */
const DAYS = [1, 1, 2, 10, 31, 31, 46, 95, 401];
/** A run takes some of the lists. */
const RUNS = 6;

/** Lets some days go by on all servers, tidies them, and answers what time it is then. */
export async function letDaysPass(
  contenders: readonly Contender[],
  {
    seed,
    time,
    nowMs,
  }: { readonly seed: number; readonly time: RandomStream; readonly nowMs: number },
): Promise<number> {
  const laterMs = nowMs + time.pick(DAYS) * DAY_MS + time.below(DAY_MS);
  // As if they had been tidied all along: after a longer break nothing is emptied at once.
  const wasTidied = ['UPDATE lists SET tidied_at = ?1', laterMs - 1.5 * DAY_MS] as const;
  await Promise.all(
    contenders.map(async ({ sql, tidy }) => {
      await sql(wasTidied);
      for (let run = 1; run <= RUNS; run += 1) {
        await tidy({ nowMs: laterMs, seed, name: `tidy-${laterMs}-${run}` });
      }
    }),
  );
  return laterMs;
}
