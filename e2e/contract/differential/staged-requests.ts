/** The part of a staged server that is the same in each runtime: bundles of requests, and statements for its database. */

import type { SqlDatabase } from '../../../worker-api/sql-database.ts';
import { onStage, SCENE_HEADER } from './stage.ts';
import type { BundleHead, Rows, Sql, WireAnswer } from './wire.ts';

type Serve = (request: Request) => Response | Promise<Response>;

/** Serves the request in its own scene. */
export function serveOnStage(request: Request, serve: Serve): Response | Promise<Response> {
  return onStage(request.headers.get(SCENE_HEADER), () => serve(request));
}

/** Serves all requests of a bundle at once, and answers their answers in order. */
export async function serveBundle(bundle: Request, serve: Serve): Promise<Response> {
  const bytes = new Uint8Array(await bundle.arrayBuffer());
  const headEnd = bytes.indexOf(LINE_BREAK);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, headEnd))) as BundleHead;
  let at = headEnd + 1;
  const requests = head.map(({ method, path, headers, scene, length }) => {
    const body = length < 0 ? undefined : bytes.slice(at, at + length);
    at += Math.max(0, length);
    const all = { ...headers, [SCENE_HEADER]: scene };
    return new Request(new URL(path, bundle.url), { method, headers: all, ...(body && { body }) });
  });
  const answers = requests.map(async (request) => wireAnswer(await serveOnStage(request, serve)));
  return Response.json(await Promise.all(answers));
}

const LINE_BREAK = 10;

export async function wireAnswer(answer: Response): Promise<WireAnswer> {
  return { status: answer.status, headers: [...answer.headers], text: await answer.text() };
}

/** Runs the statements as one batch, and answers the rows of each. */
export async function runStatements(db: SqlDatabase, statements: readonly Sql[]): Promise<Rows[]> {
  const bound = statements.map(([sql, ...values]) => db.prepare(sql).bind(...values));
  return (await db.batch(bound)).map(({ results }) => results);
}
