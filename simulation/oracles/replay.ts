/** A request that arrives twice changes nothing the second time: not one row. */

import { randomStream } from '../random.ts';
import type { SentRequest } from '../exchange.ts';
import type { World } from '../world.ts';

/** Of how many requests one is sent again at once. */
const EACH = 25;

/** To be called when the request was answered and before anything else happens. */
export type Replay = (request: SentRequest) => Promise<void>;

export function createReplay({
  seed,
  report,
  server,
  sometimes,
}: Pick<World, 'seed' | 'report' | 'server' | 'sometimes'>): Replay {
  const random = randomStream(seed, 'replay');
  const changes = async (): Promise<unknown> =>
    (await server.select('SELECT total_changes() AS changes'))[0]?.['changes'];
  return async (request) => {
    if (request.path !== '/api/sync' || random.below(EACH) > 0) return;
    const before = await changes();
    await server.serve(request);
    if ((await changes()) === before) sometimes('a request was sent twice and changed nothing');
    else report(`a request sent twice changed rows twice: ${request.body}`);
  };
}
