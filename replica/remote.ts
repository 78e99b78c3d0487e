/** What an answer of the server says: the message that was asked for, or a problem from the closed list. */

import * as v from 'valibot';
import { problemSchema } from '../protocol/problem.ts';
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
export async function call<Schema extends v.GenericSchema>(
  ports: Ports,
  path: string,
  schema: Schema,
  body: unknown,
  timeoutMs: number,
): Promise<Reply<v.InferOutput<Schema>>> {
  const reply = await request(ports, path, timeoutMs, body);
  if (reply.kind === 'offline') return reply;
  const { status, json, sample } = reply;
  if (status < 300) {
    const parsed = v.safeParse(schema, json);
    return parsed.success
      ? { kind: 'answer', status, answer: parsed.output, sample }
      : { kind: 'offline', status };
  }
  const parsed = v.safeParse(problemSchema, json);
  return parsed.success
    ? { kind: 'problem', status, problem: parsed.output, sample }
    : { kind: 'offline', status };
}
