/** A network whose every request meets the fate that the test has for it. */

import type { Device } from '../device.ts';
import type { SentRequest, Serve, ServedAnswer } from '../exchange.ts';
import type { Network } from '../network.ts';
import type { Scheduler } from '../scheduler.ts';

export type Fate =
  /** It never arrives. */
  | 'lost'
  /** The server does what it says, and nobody hears of it. */
  | 'answer lost'
  | 'never answered'
  | 'answer cut off'
  /** It arrives a second time right after the first. */
  | 'twice'
  /** The asking device's contexts die when the answer is there and nothing is stored of it. */
  | 'asker dies'
  | Special;

interface Special {
  /** It arrives so many milliseconds late. */
  readonly lateMs?: number;
  /** Its answer does. */
  readonly answerLateMs?: number;
  /** Something happens while it is on its way, before the server sees it or after. */
  readonly before?: (request: SentRequest) => Promise<unknown>;
  readonly after?: (request: SentRequest) => Promise<unknown>;
  /** Its answer comes with another body. */
  readonly change?: (body: string) => string;
  /** Somebody else answers. */
  readonly answer?: (request: SentRequest) => Response;
}

export interface Sent extends SentRequest {
  readonly from: string;
  readonly atMs: number;
  /** What the server answered; undefined while it has not. */
  answered?: ServedAnswer;
}

export class Wire implements Network {
  /** Every request of a device, in the order of asking. */
  readonly sent: Sent[] = [];
  /** Decides what becomes of each request. */
  fateOf: (request: Sent) => Fate | undefined = () => undefined;
  readonly #scheduler: Scheduler;
  readonly #serve: Serve;

  constructor(scheduler: Scheduler, serve: Serve) {
    this.#scheduler = scheduler;
    this.#serve = serve;
  }

  /** The next syncs, or those of one device, meet this fate, and those after them none. */
  next(fate: Fate, { count = 1, from = '' } = {}): void {
    let left = count;
    this.fateOf = (request) => {
      const isMeant = request.path === '/api/sync' && (from === '' || request.from === from);
      if (!isMeant || left === 0) return undefined;
      left -= 1;
      return fate;
    };
  }

  every(fate: Fate): void {
    this.fateOf = () => fate;
  }

  heal(): void {
    this.fateOf = () => undefined;
  }

  /** The bodies of the syncs that carried edits. */
  get pushes(): readonly Sent[] {
    return this.sent.filter(({ path, body }) => path === '/api/sync' && body?.includes('"e":['));
  }

  /** The server gets a request once more, as somebody has kept it. */
  replay({ device, method, path, cookies, body }: Sent): Promise<ServedAnswer> {
    return this.#serve({ device, method, path, cookies, body });
  }

  fetch: Network['fetch'] = (device, path, { method = 'GET', body, signal }, gate) => {
    const request: Sent = {
      device,
      method,
      path,
      cookies: new Map(device.cookies),
      body: typeof body === 'string' ? body : undefined,
      from: device.name,
      atMs: this.#scheduler.nowMs(),
    };
    this.sent.push(request);
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('timed out', 'AbortError')));
      this.#meet(request, device, gate).then(resolve, reject);
    });
  };

  async #meet(
    request: Sent,
    device: Device,
    gate: (delayMs: number) => Promise<void>,
  ): Promise<Response> {
    const fate = this.fateOf(request);
    const special: Special = typeof fate === 'object' ? fate : {};
    await gate(special.lateMs ?? TRIP_MS);
    if (!device.isOnline || fate === 'lost') throw new TypeError('Failed to fetch');
    if (fate === 'never answered') return new Promise<never>(() => undefined);
    if (special.answer) return special.answer(request);
    await special.before?.(request);
    const answer = await this.#serve(request);
    request.answered = answer;
    if (fate === 'twice') await this.#serve(request);
    await special.after?.(request);
    await gate(special.answerLateMs ?? TRIP_MS);
    if (fate === 'asker dies') {
      device.killAll();
      return new Promise<never>(() => undefined);
    }
    if (fate === 'answer lost' || !device.isOnline) throw new TypeError('Failed to fetch');
    keepCookies(device, answer);
    const { status, headers, body } = answer;
    if (special.change) return new Response(special.change(body), { status, headers });
    const arrived = fate === 'answer cut off' ? body.slice(0, body.length / 2) : body;
    return new Response(arrived, { status, headers });
  }
}

/** One way. */
const TRIP_MS = 50;

function keepCookies(device: Device, { headers }: ServedAnswer): void {
  for (const cookie of headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    device.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
