/**
 * Talking to the server: one request, and what its answer proves.
 *
 * Only an answer that carries our protocol header is the server's. Anything else, whatever its status, is a bad network:
 * a captive portal answers 200 with a login page.
 */

import * as v from 'valibot';
import { limits } from '../domain/limits.ts';
import { problemSchema } from '../protocol/problem.ts';
import type { Problem } from '../protocol/problem.ts';
import { PROTOCOL_HEADER } from '../protocol/version.ts';
import type { Ports } from './ports.ts';

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

/** How the server's time relates to the device's; undefined when the round trip was too odd to tell. */
export type ClockSample = { readonly offsetMs: number } | undefined;

/** A longer round trip may have slept through a suspend, and says nothing about the time. */
const MAX_ROUND_TRIP_MS = 10_000;

export async function call<Schema extends v.GenericSchema>(
  ports: Ports,
  path: string,
  schema: Schema,
  body?: unknown,
): Promise<Reply<v.InferOutput<Schema>>> {
  const abort = new AbortController();
  const cancel = ports.after(limits.requestTimeoutMs, () => abort.abort());
  const started = { wall: ports.nowMs(), monotonic: ports.monotonicMs() };
  try {
    const response = await ports.fetch(path, { ...initOf(body), signal: abort.signal });
    if (!response.headers.has(PROTOCOL_HEADER)) return { kind: 'offline', status: response.status };
    const json: unknown = await response.json();
    const sample = (now: number): ClockSample => sampleOf(ports, started, now);
    return response.ok
      ? readAnswer(response.status, schema, json, sample)
      : readProblem(response.status, json, sample);
  } catch {
    // Refused, reset, timed out, cut off in the middle: all the same to the outbox.
    return { kind: 'offline' };
  } finally {
    cancel();
  }
}

function initOf(body: unknown): RequestInit {
  const common: RequestInit = { cache: 'no-store', credentials: 'same-origin', redirect: 'error' };
  if (body === undefined) return common;
  const headers = { 'content-type': 'application/json' };
  return { ...common, method: 'POST', headers, body: JSON.stringify(body) };
}

function readAnswer<Schema extends v.GenericSchema>(
  status: number,
  schema: Schema,
  json: unknown,
  sample: (now: number) => ClockSample,
): Reply<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) return { kind: 'offline', status };
  return { kind: 'answer', status, answer: parsed.output, sample: sample(nowOf(json)) };
}

function readProblem(
  status: number,
  json: unknown,
  sample: (now: number) => ClockSample,
): Reply<never> {
  const parsed = v.safeParse(problemSchema, json);
  if (!parsed.success) return { kind: 'offline', status };
  return { kind: 'problem', status, problem: parsed.output, sample: sample(parsed.output.now) };
}

function nowOf(json: unknown): number {
  return typeof json === 'object' && json !== null && 'now' in json ? Number(json.now) : Number.NaN;
}

function sampleOf(
  ports: Ports,
  started: { readonly wall: number; readonly monotonic: number },
  serverNow: number,
): ClockSample {
  const wall = ports.nowMs() - started.wall;
  const monotonic = ports.monotonicMs() - started.monotonic;
  const isPrompt = [wall, monotonic].every((ms) => ms >= 0 && ms <= MAX_ROUND_TRIP_MS);
  if (!isPrompt || !Number.isFinite(serverNow)) return undefined;
  return { offsetMs: Math.round(serverNow + wall / 2 - ports.nowMs()) };
}
