/** Which kinds of answers came: a differential in which nothing happens finds nothing. */

import type { WireAnswer } from './wire.ts';

interface Part {
  readonly code?: string;
  readonly no?: readonly (readonly [number, string])[];
  readonly ch?: readonly (readonly unknown[])[];
  readonly [field: string]: unknown;
}

/** Counts the answer, each of its parts' codes and fields, and each verdict. */
export function countOutcome(
  countByOutcome: Map<string, number>,
  { status, text }: WireAnswer,
): void {
  const count = (outcome: string): void => {
    countByOutcome.set(outcome, (countByOutcome.get(outcome) ?? 0) + 1);
  };
  const { code, ls } = text.startsWith('{')
    ? (JSON.parse(text) as { readonly code?: string; readonly ls?: readonly Part[] })
    : {};
  count([status, code].filter((each) => each !== undefined).join(' '));
  for (const part of ls ?? []) {
    if (part.code !== undefined) count(`part ${part.code}`);
    for (const field of ['m', 'n', 'h', 'dg', 'gc', 'ep']) if (field in part) count(`has ${field}`);
    for (const [, reason] of part.no ?? []) count(`no ${reason}`);
    if (part.ch?.some((change) => change.length === 2)) count('short change');
  }
}
