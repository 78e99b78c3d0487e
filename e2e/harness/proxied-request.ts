/** A request as it passes the fault proxy, and its answer. */

import { once } from 'node:events';
import { request as requestUpstream } from 'node:http';
import type { Agent, IncomingMessage, ServerResponse } from 'node:http';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The status that the browser got; undefined while it has none. */
  status?: number;
  /** The body that the browser got. */
  answer?: string;
  /** What the server has answered, whether the browser got it or not. */
  given?: { readonly status: number; readonly body: string };
}

/** Requests whose path begins so or looks so; with a text, only those whose body holds it. */
export type Match = string | RegExp | { readonly pathStart: string; readonly bodyText: string };

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export function isMatch({ path, body }: SeenRequest, match: Match): boolean {
  if (typeof match === 'string') return path.startsWith(match);
  if (match instanceof RegExp) return match.test(path);
  return path.startsWith(match.pathStart) && body.includes(match.bodyText);
}

/** The request with its whole body, or as much of it as came. */
export async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const { method = 'GET', url: path = '/', headers } = incoming;
  return { method, path, headers, body: await textOf(incoming) };
}

/** The server's answer to the same request. Uncompressed, so that bytes can be counted as the protocol counts them. */
export function askServer(
  { method, path, headers, body }: SeenRequest,
  { port, agent }: { readonly port: number; readonly agent: Agent },
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = requestUpstream({
    host: '127.0.0.1',
    port,
    agent,
    method,
    path,
    headers: { ...headers, 'accept-encoding': 'identity', connection: 'close' },
  });
  asked.once('error', reject);
  asked.once('response', (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.once('error', reject);
    answer.once('end', () => {
      const { connection: _, 'transfer-encoding': __, ...kept } = answer.headers;
      resolve({ status: answer.statusCode ?? 0, headers: kept, body: Buffer.concat(chunks) });
    });
  });
  asked.end(body);
  return promise;
}

/**
 * Answers the request, and says whether anybody was there to take it.
 *
 * Every answer ends its connection: on one that was used before, Chromium sends a request again by itself when it is cut
 * off, which would undo the fault.
 */
export async function answerWith(
  seen: SeenRequest,
  outgoing: ServerResponse,
  answer: Answer,
): Promise<boolean> {
  if (outgoing.destroyed) return false;
  Object.assign(seen, { status: answer.status, answer: answer.body.toString('utf8') });
  outgoing.writeHead(answer.status, { ...answer.headers, connection: 'close' });
  const closed = once(outgoing, 'close');
  outgoing.end(answer.body);
  await closed;
  return outgoing.writableFinished;
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
  } catch {
    // The browser gave up in the middle.
  }
  return Buffer.concat(chunks).toString('utf8');
}
