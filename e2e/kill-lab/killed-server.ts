/** The server is killed with everything that belongs to it, while many devices push. */

import { randomStream } from '../../simulation/random.ts';
import type { RandomStream } from '../../simulation/random.ts';
import { createAppServer } from '../harness/app-server.ts';
import type { AppServer, AppServerOptions } from '../harness/app-server.ts';
import { createFaultProxy } from '../harness/fault-proxy.ts';
import type { FaultProxy } from '../harness/fault-proxy.ts';
import { HttpDevice } from '../harness/http-device.ts';
import { byId, differences, duplicatesIn, lostOnServer, tornOnServer } from './findings.ts';
import { KillTrigger, drawKillMoment, followSyncs, wordsFromMoment } from './kill-moment.ts';
import type { KillTarget } from './kill-target.ts';
import { OutboxDevice } from './outbox-device.ts';
import type { Finding, RoundResult } from './tally.ts';
import { Traffic } from './traffic.ts';
import { spoil } from './weather.ts';

const ACCOUNTS = 3;
const DEVICES_PER_ACCOUNT = 4;
/** In one go; a push takes 200 at most. */
const MOST_EDITS = 12;
/** A device stops by itself after so many requests, should the moment never come. */
const MOST_REQUESTS = 20;
const MOMENTS = { asked: 50, answered: 50, delivered: 50 };

export async function createKilledServer(
  runtime: NonNullable<AppServerOptions['runtime']>,
): Promise<KillTarget> {
  const proxy = await createFaultProxy();
  const server = await createAppServer({ origin: proxy.origin, runtime });
  proxy.connectTo(server.port);
  return new KilledServer(proxy, server);
}

class KilledServer implements KillTarget {
  readonly #proxy: FaultProxy;
  readonly #server: AppServer;
  /** One device of each account of every round, which must find at the end what it found then. */
  readonly #earlier: OutboxDevice[] = [];

  constructor(proxy: FaultProxy, server: AppServer) {
    this.#proxy = proxy;
    this.#server = server;
  }

  async round(seed: number): Promise<RoundResult> {
    const random = randomStream(seed, 'round');
    const households = await Promise.all(
      Array.from({ length: ACCOUNTS }, (_, at) => this.#household(`s${seed}-${at}`)),
    );
    const devices = households.flat();
    const traffic = new Traffic(this.#proxy);
    const moment = drawKillMoment(random, MOMENTS);
    const death = Promise.withResolvers<void>();
    const trigger = new KillTrigger(moment, () => death.resolve(this.#server.stop()));
    const deafen = followSyncs(this.#proxy, trigger);
    const weather = spoil(this.#proxy, random);
    await Promise.all(
      devices.map((device, at) => push(device, randomStream(seed, `device ${at}`), trigger)),
    );
    trigger.fire();
    await death.promise;
    deafen();
    this.#proxy.reset();
    await this.#server.start();

    const findings: Finding[] = [];
    for (const [device] of households) {
      const server = byId((await device?.http.items()) ?? []);
      findings.push(...tornOnServer(traffic, server));
    }
    findings.push(...lostOnServer(traffic, await this.#itemsOf(households)));
    // Twice: what one has sent, the others read.
    for (const _ of [1, 2]) await Promise.all(devices.map((device) => device.syncAll()));
    traffic.stop();
    findings.push(...(await this.#compare(households)));
    findings.push(...lostOnServer(traffic, await this.#itemsOf(households)));
    this.#earlier.push(...households.flatMap(([first]) => first ?? []));
    const edits = devices.reduce((sum, device) => sum + device.edits, 0);
    return {
      kills: 1,
      edits,
      saved: edits,
      acknowledged: traffic.acknowledged,
      findings,
      story: [`killed ${wordsFromMoment(moment)}; ${weather}`],
    };
  }

  async end(): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const device of this.#earlier) {
      const server = byId(await device.http.items());
      findings.push(...differences('a device of an earlier round', device.held, server));
    }
    await this.#server.dispose();
    await this.#proxy.close();
    return findings;
  }

  /** Devices of one account that was never there before, reached through the proxy. */
  async #household(name: string): Promise<readonly OutboxDevice[]> {
    const first = await HttpDevice.found(this.#proxy);
    const others = await Promise.all(
      Array.from({ length: DEVICES_PER_ACCOUNT - 1 }, () =>
        HttpDevice.join(this.#proxy, first.cookie),
      ),
    );
    return [first, ...others].map((http, at) => new OutboxDevice(http, `${name}${at}`));
  }

  async #itemsOf(households: readonly (readonly OutboxDevice[])[]) {
    const read = households.map(async ([first]) => (await first?.http.items()) ?? []);
    return byId((await Promise.all(read)).flat());
  }

  async #compare(households: readonly (readonly OutboxDevice[])[]): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const devices of households) {
      const server = await this.#itemsOf([devices]);
      findings.push(...duplicatesIn('the server', server));
      for (const { held } of devices) findings.push(...differences('a device', held, server));
    }
    return findings;
  }
}

/** Writes and sends until the server is gone. */
async function push(
  device: OutboxDevice,
  random: RandomStream,
  trigger: KillTrigger,
): Promise<void> {
  for (let left = MOST_REQUESTS; left > 0 && !trigger.isFired; left -= 1) {
    trigger.note('edit');
    device.write(random, MOST_EDITS);
    // An answer that got lost is asked for again, with what was written since.
    await device.sync().catch(() => undefined);
  }
}
