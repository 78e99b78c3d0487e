/** The server as devices meet it: watched by the oracles, and at times of the opinion that a device's app is too old. */

import { PROTOCOL_HEADER } from '../protocol/version.ts';
import type { SentRequest, Serve, ServedAnswer } from './exchange.ts';
import type { World } from './world.ts';

export function servedToDevices(world: World): Serve {
  const { server, note, tooOld } = world;
  return async (sent) => {
    const request = world.isDigestOff ? withoutDigest(sent) : sent;
    const { device, method, path, body = '' } = request;
    if (device && tooOld.has(device)) return upgrade(server.nowMs());
    const checkAuthority = await world.witness.serving(request);
    const failedBefore = failuresOf(world);
    const answer = await server.serve(request);
    if (answer.status === 503 && failuresOf(world) - failedBefore < TRIES)
      world.report(`${method} ${path} was refused before the database was asked ${TRIES} times`);
    note(`${method} ${path} ${answer.status} ${body.length} ${answer.body.length}`);
    await checkAuthority();
    await world.witness.served(request, answer);
    return answer;
  };
}

/** How often the server asks its database before it gives up. */
const TRIES = 3;

function failuresOf({ faults: { counts } }: World): number {
  return (counts.get('database-fails-before') ?? 0) + (counts.get('database-fails-after') ?? 0);
}

function withoutDigest(request: SentRequest): SentRequest {
  return { ...request, body: request.body?.replaceAll(',"dg":1', '') };
}

function upgrade(now: number): ServedAnswer {
  const problem = {
    type: '/problems/upgrade',
    title: 'Too old.',
    status: 426,
    code: 'upgrade',
    now,
  };
  const headers = new Headers({ [PROTOCOL_HEADER]: '1' });
  return { status: 426, headers, body: JSON.stringify(problem) };
}
