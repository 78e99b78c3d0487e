/** The three servers that must not differ: workerd with D1, Node with SQLite in memory, Deno with an SQLite file. */

import { Agent, request as httpRequest } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import path from 'node:path';
import { checkout } from '../../../scripts/setup/checkout.mjs';
import { createApp } from '../../../worker-api/app.ts';
import { migrate } from '../../../worker-api/node-migrations.ts';
import { siteFilesIn } from '../../../worker-api/node-site-files.ts';
import { openSqliteDatabase } from '../../../worker-api/node-sqlite-database.ts';
import { tidyLists } from '../../../worker-api/tidying.ts';
import { createAppServer } from '../../harness/app-server.ts';
import { ORIGIN } from './origin.ts';
import { runStatements, serveOnStage, wireAnswer } from './staged-requests.ts';
import { onStage, SCENE_HEADER, sceneToText, stagedBytes, stagedNowMs } from './stage.ts';
import type { Scene } from './stage.ts';
import type { Rows, Sql, WireAnswer, WireRequest } from './wire.ts';

export interface Contender {
  readonly name: string;
  /** Sends requests that have nothing to do with each other, at once. */
  readonly send: (requests: readonly WireRequest[]) => Promise<readonly WireAnswer[]>;
  readonly tidy: (scene: Scene) => Promise<void>;
  readonly sql: (...statements: readonly Sql[]) => Promise<readonly Rows[]>;
  readonly dispose: () => Promise<void>;
}

/** Node comes first: its answers are what the generator goes on with. */
export async function startContenders(): Promise<readonly Contender[]> {
  return [await nodeContender(), await contender('workerd'), await contender('deno')];
}

async function nodeContender(): Promise<Contender> {
  const db = openSqliteDatabase(':memory:');
  await migrate(db, path.join(checkout, 'worker-api/migrations'));
  const ports = {
    db,
    origin: ORIGIN,
    assets: siteFilesIn(path.join(checkout, 'dist/web')),
    nowMs: stagedNowMs,
    randomBytes: stagedBytes,
    waitMs: async () => undefined,
    reportError: (error: unknown) => console.error(error),
  };
  const app = createApp(ports);
  const serve = async (request: WireRequest): Promise<WireAnswer> => {
    const { method, path: where, headers, body, transport, scene } = request;
    const init = {
      method,
      headers: { ...headers, [SCENE_HEADER]: sceneToText(scene) },
      ...(body && { body: transport === 'chunked' ? new Blob([body]).stream() : body }),
      duplex: 'half',
    } as const;
    const asked = new Request(`${ORIGIN}${where}`, init);
    return wireAnswer(await serveOnStage(asked, (each) => app.fetch(each)));
  };
  return {
    name: 'Node',
    send: (requests) => Promise.all(requests.map(serve)),
    tidy: async (scene) => {
      await onStage(sceneToText(scene), () => tidyLists(ports));
    },
    sql: (...statements) => runStatements(db, statements),
    dispose: async () => db.close(),
  };
}

const STAGED = { workerd: 'staged-worker.ts', deno: 'staged-deno.ts' };

async function contender(runtime: keyof typeof STAGED): Promise<Contender> {
  const entry = path.join(import.meta.dirname, STAGED[runtime]);
  const app = await createAppServer({ origin: ORIGIN, runtime, entry });
  const agent = new Agent({ keepAlive: true });
  const ask = (request: WireRequest): Promise<WireAnswer> => sendOver(agent, app.port, request);
  const control = async (where: string, body: string | Uint8Array, scene?: Scene) => {
    const answer = await fetch(`http://127.0.0.1:${app.port}/staged/${where}`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: scene ? { [SCENE_HEADER]: sceneToText(scene) } : {},
    });
    if (!answer.ok) throw new Error(`${runtime} ${where}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  // Every request of its own costs wrangler more than the answer costs the Worker.
  const sendBundle = async (requests: readonly WireRequest[]): Promise<readonly WireAnswer[]> => {
    if (requests.length === 0) return [];
    return (await (await control('bundle', bundleOf(requests))).json()) as WireAnswer[];
  };
  const isBundled = ({ transport }: WireRequest): boolean =>
    runtime === 'workerd' && transport === 'any';
  return {
    name: runtime,
    send: async (requests) => {
      const bundled = sendBundle(requests.filter(isBundled));
      const lone = await Promise.all(
        requests.map((each) => (isBundled(each) ? Promise.resolve(undefined) : ask(each))),
      );
      const rest = [...(await bundled)];
      return lone.map((answer) => answer ?? rest.shift() ?? NO_ANSWER);
    },
    tidy: async (scene) => {
      await control('tidy', '', scene);
    },
    sql: async (...statements) =>
      (await (await control('sql', JSON.stringify(statements))).json()) as Rows[],
    dispose: async () => {
      agent.destroy();
      await app.dispose();
    },
  };
}

const NO_ANSWER: WireAnswer = { status: 0, headers: [], text: 'no answer' };

function bundleOf(requests: readonly WireRequest[]): Uint8Array {
  const head = requests.map(({ method, path: where, headers, body, scene }) => {
    return { method, path: where, headers, scene: sceneToText(scene), length: body?.length ?? -1 };
  });
  const bodies = requests.map(({ body }) => body ?? new Uint8Array());
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...bodies]);
}

/** node:http rather than fetch, which adds headers of its own and costs several times as much. */
function sendOver(agent: Agent, port: number, request: WireRequest): Promise<WireAnswer> {
  const { method, path: where, body, transport } = request;
  const headers: OutgoingHttpHeaders = {
    ...request.headers,
    [SCENE_HEADER]: sceneToText(request.scene),
    ...(body && transport !== 'chunked' && { 'Content-Length': body.length }),
  };
  return new Promise((resolve) => {
    const failed = (error: Error): void => resolve({ status: 0, headers: [], text: error.message });
    const sent = httpRequest({ agent, host: '127.0.0.1', port, method, path: where, headers });
    sent.on('error', failed);
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('error', failed);
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.entries(answer.headersDistinct).map(([name, values = []]) => {
            return [name, values.join(', ')];
          }),
          text: Buffer.concat(chunks).toString(),
        });
      });
    });
    if (body && transport === 'chunked') {
      const half = Math.ceil(body.length / 2);
      sent.write(body.subarray(0, half));
      sent.end(body.subarray(half));
    } else sent.end(body);
  });
}
