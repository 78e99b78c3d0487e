/**
 * One contract, two servers: every scenario runs against workerd and against Deno, and what they answered must be the
 * same, byte for byte, after that was replaced which can never be the same.
 */

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountId, ListId } from '../../domain/ids.ts';
import { createAppServer } from '../harness/app-server.ts';
import type { AppServer } from '../harness/app-server.ts';
import { createDevice } from '../harness/device.ts';
import type { Device } from '../harness/device.ts';

export interface ContractServer {
  readonly origin: string;
  readonly app: AppServer;
  /** Asks as a program, not as a browser: no header that is not named. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Answer>;
  /** Posts JSON as our own page does. */
  readonly post: (path: string, body: unknown, cookie?: string) => Promise<Answer>;
  /** The same ids on both servers, others at every call and in every scenario. */
  readonly newId: <Id extends AccountId | ListId>() => Id;
  readonly newDevice: () => Promise<Device>;
  /** Opens a session and answers its cookie, as `name=value`. */
  readonly signIn: (device: Device, cookie?: string) => Promise<string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Loosely: a test looks at what it expects to be there. */
  readonly json: <Body = Record<string, unknown>>() => Body;
}

type Scenario = (server: ContractServer) => Promise<void>;

/** Starts both servers for the tests of a file; answers the function that declares one. */
export function contractOnBothServers(
  origin = 'http://localhost:8787',
): (name: string, scenario: Scenario) => void {
  const apps: AppServer[] = [];
  beforeAll(async () => {
    for (const runtime of ['workerd', 'deno'] as const)
      apps.push(await createAppServer({ origin, runtime }));
  });
  afterAll(() => Promise.all(apps.map((app) => app.dispose())));
  return (name: string, scenario) =>
    test(`workerd and Deno: ${name}`, async () => {
      const transcripts: string[][] = [];
      for (const app of apps) {
        const transcript: string[] = [];
        await scenario(contractServer(app, transcript, name));
        transcripts.push(transcript);
      }
      const [onWorkerd, onDeno] = transcripts;
      expect(onWorkerd?.length).toBeGreaterThan(0);
      expect(onDeno).toEqual(onWorkerd);
    });
}

function contractServer(app: AppServer, transcript: string[], name: string): ContractServer {
  const { origin } = app;
  const ask: ContractServer['ask'] = async (path, init) => {
    const answer = await fetch(`http://127.0.0.1:${app.port}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { 'Accept-Encoding': 'identity', ...headersOf(init) },
    });
    const text = await answer.text();
    transcript.push(`${init?.method ?? 'GET'} ${path} → ${comparable(answer, text)}`);
    const json = <Body>() => JSON.parse(text) as Body;
    return { status: answer.status, headers: answer.headers, text, json };
  };
  const post: ContractServer['post'] = (path, body, cookie) =>
    ask(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        'Content-Type': 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        Origin: origin,
        ...(cookie !== undefined && { Cookie: cookie }),
      },
    });
  let ids = 0;
  const newId = <Id extends AccountId | ListId>(): Id => {
    ids += 1;
    const hash = createHash('sha256').update(`${name} ${ids}`).digest('base64url');
    return hash.slice(0, 16) as Id;
  };
  return {
    origin,
    app,
    ask,
    post,
    newId,
    newDevice: () => createDevice({ accountId: newId(), inboxId: newId() }),
    signIn: async (device, cookie) => {
      const answer = await post('/api/session', await device.sessionRequest({ origin }), cookie);
      expect(answer.status, answer.text).toBe(200);
      return cookieOf(answer);
    },
  };
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf({ headers }: Pick<Answer, 'headers'>): string {
  const [cookie = ''] = headers.getSetCookie();
  return cookie.split(';', 1)[0] ?? '';
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers));
}

/** Status, headers and body, without what differs from one moment or one server to the next. */
function comparable({ status, headers }: Response, text: string): string {
  const kept = [...headers].filter(([name]) => !OF_THE_TRANSPORT.has(name));
  const lines = kept.map(([name, value]) => `${name}: ${withoutChance(value)}`);
  return [status, ...lines, withoutChance(text)].join('\n');
}

const OF_THE_TRANSPORT = new Set([
  'cf-cache-status',
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'retry-after',
  'transfer-encoding',
  'vary',
]);

/** Times, epochs, tags, tokens and ETags are the server's own. */
function withoutChance(text: string): string {
  return text
    .replaceAll(/"(now|retryAfterMs)":\d+/g, '"$1":0')
    .replaceAll(/"ep":"[\w-]+"/g, '"ep":"epoch"')
    .replaceAll(/"hd":\[(\d+),"[\w-]+"\]/g, '"hd":[$1,"tag"]')
    .replaceAll(/"lastSeenDay":"[\d-]+"/g, '"lastSeenDay":"day"')
    .replaceAll(/^(s|__Host-s)=[\w-]+/g, '$1=token')
    .replaceAll(/^(?:W\/)?"[\da-f]+"$/g, '"etag"');
}
