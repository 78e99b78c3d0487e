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
  for (const [at, [name]] of answers.entries()) {
    const own = (lines[at] ?? []).filter((line) => !lines.every((other) => other.includes(line)));
    told.push(`  ${name}:`, ...own.map((line) => `    ${shortened(line)}`));
  }
  return told.join('\n');
}

const SHOWN = 1500;

function shortened(text: string): string {
  if (text.length <= SHOWN) return text;
  return `${text.slice(0, SHOWN)}… (${text.length} characters)`;
}
