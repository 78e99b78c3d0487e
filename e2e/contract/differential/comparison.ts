/** What of an answer must be the same on every server, and how a difference is told. */

import type { WireAnswer, WireRequest } from './wire.ts';

/** Headers that belong to the connection, or to the runtime that keeps it. */
const OF_THE_TRANSPORT: ReadonlySet<string> = new Set([
  ...[
    'cf-cache-status',
    'connection',
    'content-length',
    'date',
    'keep-alive',
    'transfer-encoding',
    'vary',
  ],
]);

/** Status, headers in the order of their names, and the body as it is. Clock and chance were the same already. */
export function comparable({ status, headers, text }: WireAnswer): string {
  const kept = headers.filter(([name]) => !OF_THE_TRANSPORT.has(name));
  const lines = kept.map(([name, value]) => `${name}: ${value}`).toSorted();
  return [status, ...lines, '', text].join('\n');
}

export interface Difference {
  readonly household: string;
  /** From 1 up, among all requests. */
  readonly number: number;
  readonly request: WireRequest;
  readonly answers: readonly (readonly [contender: string, answer: string])[];
}

export function tellDifference({ household, number, request, answers }: Difference): string {
  const { method, path, headers, scene, transport, body } = request;
  const told = [
    `request ${number} (${household}, at ${scene.nowMs}, ${transport}): ${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
    ...(body ? [shortened(new TextDecoder().decode(body))] : []),
  ];
  const lines = answers.map(([, answer]) => answer.split('\n'));
  const own = lines.map((each) => {
    return each.filter((line) => !lines.every((other) => other.includes(line))).join('\n    ');
  });
  const from = Math.max(0, commonLength(own) - LED_IN);
  for (const [at, [name]] of answers.entries()) {
    const text = (own[at] ?? '').slice(from);
    told.push(`  ${name}:`, `    ${from > 0 ? '…' : ''}${shortened(text)}`);
  }
  return told.join('\n');
}

/** How many characters before the difference are shown. */
const LED_IN = 200;

function commonLength([first = '', ...others]: readonly string[]): number {
  let length = 0;
  while (length < first.length && others.every((each) => each[length] === first[length]))
    length += 1;
  return length;
}

const SHOWN = 1500;

function shortened(text: string): string {
  if (text.length <= SHOWN) return text;
  return `${text.slice(0, SHOWN)}… (${text.length} characters)`;
}
