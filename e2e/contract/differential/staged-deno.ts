/** The production server on Deno, on the stage. What is asked of its database directly goes over a second connection. */

import path from 'node:path';
import process from 'node:process';
import { openSqliteDatabase } from '../../../worker-api/node-sqlite-database.ts';
import { tidyLists } from '../../../worker-api/tidying.ts';
import { runStatements, serveOnStage } from './staged-requests.ts';
import { onStage, SCENE_HEADER, stagedBytes, stagedNowMs, takeOverGlobals } from './stage.ts';
import type { Sql } from './wire.ts';

const LONGEST_TIMER_MS = 60_000;

takeOverGlobals();
// Its own tidying would not know what time it is on the stage.
const setTimer = globalThis.setTimeout;
globalThis.setTimeout = ((act: () => void, ms = 0) => {
  return ms > LONGEST_TIMER_MS ? 0 : setTimer(act, ms);
}) as typeof setTimeout;
const { default: production } = await import('../../../worker-api/deno.ts');

const db = openSqliteDatabase(path.join(process.env['HOLDFAST_DATA'] ?? '', 'holdfast.sqlite'));
const ports = { db, nowMs: stagedNowMs, randomBytes: stagedBytes, waitMs: async () => undefined };

export default {
  async fetch(request: Request): Promise<Response> {
    switch (new URL(request.url).pathname) {
      case '/staged/sql':
        return Response.json(await runStatements(db, (await request.json()) as Sql[]));
      case '/staged/tidy':
        await onStage(request.headers.get(SCENE_HEADER), () => tidyLists(ports));
        return new Response();
      default:
        return serveOnStage(request, production.fetch);
    }
  },
};
