/** What an answer of the server says: the message that was asked for, or a problem from the closed list. */

import { isProblem } from '../protocol/answer-guards.ts';
import type { Problem } from '../protocol/problem.ts';
import type { Ports } from './ports.ts';
import { request } from './request.ts';
import type { ClockSample } from './request.ts';

export type Reply<Answer> =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly answer: Answer;
      readonly sample: ClockSample;
    }
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly problem: Problem;
      readonly sample: ClockSample;
    }
  /** Nothing is known of what the server did. */
  | { readonly kind: 'offline'; readonly status?: number };

/** Posts the body and reads the answer; one of another shape counts as none. */
export async function call<Answer>(
  ports: Ports,
  path: string,
  isAnswer: (json: unknown) => json is Answer,
  body: unknown,
  timeoutMs: number,
): Promise<Reply<Answer>> {
  const reply = await request(ports, path, timeoutMs, body);
  if (reply.kind === 'offline') return reply;
  const { status, json, sample } = reply;
  if (status < 300 && isAnswer(json)) return { kind: 'answer', status, answer: json, sample };
  if (status >= 300 && isProblem(json)) return { kind: 'problem', status, problem: json, sample };
  return { kind: 'offline', status };
}
