/** A difference with as few requests before it as will do. */

import { comparable } from './comparison.ts';
import type { Contender } from './contenders.ts';
import { emptyTables } from './tables.ts';
import type { WireRequest } from './wire.ts';

/**
 * Leaves requests out, halves first, as long as the last one is still answered differently. Answers what is left, or
 * undefined when the difference does not come again: it needed another household, or the days that passed.
 */
export async function shrink(
  contenders: readonly Contender[],
  requests: readonly WireRequest[],
  deadlineMs: number,
): Promise<readonly WireRequest[] | undefined> {
  const last = requests.at(-1);
  if (!last || !(await differsAtLast(contenders, requests))) return undefined;
  let kept = requests.slice(0, -1);
  for (
    let size = Math.ceil(kept.length / 2);
    size > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < kept.length && performance.now() < deadlineMs;) {
      const fewer = kept.toSpliced(from, size);
      if (await differsAtLast(contenders, [...fewer, last])) kept = fewer;
      else from += size;
    }
  }
  return [...kept, last];
}

async function differsAtLast(
  contenders: readonly Contender[],
  requests: readonly WireRequest[],
): Promise<boolean> {
  const answers = await Promise.all(
    contenders.map(async (contender) => {
      await emptyTables(contender);
      let answer = '';
      for (const request of requests) {
        const [sent] = await contender.send([request]);
        answer = sent ? comparable(sent) : '';
      }
      return answer;
    }),
  );
  return new Set(answers).size > 1;
}
