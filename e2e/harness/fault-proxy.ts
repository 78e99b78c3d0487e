/**
 * The network between browser and server, on the loopback interface: it notes what passes and can spoil it.
 *
 * Browsers know only the proxy's address, so it is the app's origin. Faults act on what comes in after they were set.
 */

import { once } from 'node:events';
import { Agent, createServer, request as requestUpstream } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from './ports.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The status that the browser got; undefined while it has none. */
  status?: number;
  /** The body that the browser got. */
  answer?: string;
}

export type Fault =
  /** An answer that is not the server's; the server hears nothing. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is cut before the server hears anything. */
  | { readonly kind: 'refuse' }
  /** The server does what it is asked, and the connection is cut before its answer is through. */
  | { readonly kind: 'lose-answer' }
  /** Nothing ever comes back, and the connection stays. */
  | { readonly kind: 'hang' };

/** Requests whose path begins so or looks so; with a text, only those whose body holds it. */
export type Match = string | RegExp | { readonly pathStart: string; readonly bodyText: string };

export interface Held {
  /** Resolves when a request is being held. */
  readonly reached: Promise<SeenRequest>;
  readonly release: () => void;
}

export interface FaultProxy {
  readonly origin: string;
  readonly port: number;
  /** Whether any fault was ever set since the last {@link FaultProxy.reset}. */
  readonly wasMeddled: () => boolean;
  /** Such requests, oldest first. */
  readonly seen: (match?: Match) => readonly SeenRequest[];
  /** Spoils every such request until healed. A fault set later goes before one set earlier. */
  readonly spoil: (match: Match, fault: Fault) => void;
  /** Spoils the next such request only. */
  readonly spoilOnce: (match: Match, fault: Fault) => void;
  /** Holds the next such request before the server hears of it, or its answer before the browser does. */
  readonly hold: (match: Match, what: 'request' | 'answer') => Held;
  /** Sends the very same request to the server again; answers the status. */
  readonly replay: (request: SeenRequest) => Promise<number>;
  /** No more faults; whatever hangs is cut off and whatever is held goes on. */
  readonly heal: () => void;
  /** Heals and forgets what it has seen. */
  readonly reset: () => void;
  readonly connectTo: (port: number) => void;
  readonly close: () => Promise<void>;
}

interface Rule {
  readonly match: Match;
  readonly isOnce: boolean;
  readonly fault: Fault | { readonly kind: 'hold'; readonly hold: Hold };
}

interface Hold {
  readonly what: 'request' | 'answer';
  readonly reach: (request: SeenRequest) => void;
  readonly released: Promise<void>;
  readonly release: () => void;
}

export async function createFaultProxy(hostName = 'localhost'): Promise<FaultProxy> {
  const proxy = new Proxy(hostName);
  await proxy.listen();
  return proxy;
}

class Proxy implements FaultProxy {
  port = 0;
  readonly #hostName: string;
  readonly #server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing));
  /** A fresh connection each time: the server may have been restarted. */
  readonly #agent = new Agent({ keepAlive: false });
  #upstream = 0;
  #wasMeddled = false;
  #seen: SeenRequest[] = [];
  #rules: Rule[] = [];
  readonly #hanging = new Set<ServerResponse>();
  readonly #holds = new Set<Hold>();

  constructor(hostName: string) {
    this.#hostName = hostName;
  }

  async listen(): Promise<void> {
    this.port = await listen(this.#server);
  }

  get origin(): string {
    return `http://${this.#hostName}:${this.port}`;
  }

  readonly wasMeddled = (): boolean => this.#wasMeddled;

  readonly connectTo = (port: number): void => {
    this.#upstream = port;
  };

  readonly seen = (match: Match = '/'): readonly SeenRequest[] =>
    this.#seen.filter((request) => isMatch(request, match));

  readonly spoil = (match: Match, fault: Fault): void => this.#add({ match, isOnce: false, fault });

  readonly spoilOnce = (match: Match, fault: Fault): void =>
    this.#add({ match, isOnce: true, fault });

  readonly hold = (match: Match, what: Hold['what']): Held => {
    const reached = Promise.withResolvers<SeenRequest>();
    const released = Promise.withResolvers<void>();
    const hold = {
      what,
      reach: reached.resolve,
      release: released.resolve,
      released: released.promise,
    };
    this.#holds.add(hold);
    this.#add({ match, isOnce: true, fault: { kind: 'hold', hold } });
    return { reached: reached.promise, release: hold.release };
  };

  readonly replay = async (request: SeenRequest): Promise<number> =>
    (await this.#ask(request)).status;

  readonly heal = (): void => {
    this.#rules = [];
    for (const { release } of this.#holds) release();
    for (const outgoing of this.#hanging) outgoing.destroy();
    this.#holds.clear();
    this.#hanging.clear();
  };

  readonly reset = (): void => {
    this.heal();
    this.#seen = [];
    this.#wasMeddled = false;
  };

  readonly close = async (): Promise<void> => {
    this.heal();
    this.#server.close();
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server, 'close');
  };

  #add(rule: Rule): void {
    this.#wasMeddled = true;
    this.#rules = [rule, ...this.#rules];
  }

  #ruleFor(request: SeenRequest): Rule | undefined {
    const rule = this.#rules.find(({ match }) => isMatch(request, match));
    if (rule?.isOnce) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule;
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const seen: SeenRequest = { method, path, headers, body: await textOf(incoming) };
    this.#seen.push(seen);
    const fault = this.#ruleFor(seen)?.fault;
    switch (fault?.kind) {
      case 'refuse':
        outgoing.destroy();
        return;
      case 'hang':
        this.#hanging.add(outgoing);
        return;
      case 'answer':
        answerWith(seen, outgoing, {
          status: fault.status,
          headers: { 'content-type': fault.contentType, ...fault.headers },
          body: Buffer.from(fault.body),
        });
        return;
      case 'lose-answer':
        await this.#ask(seen).catch(() => undefined);
        outgoing.destroy();
        return;
      case 'hold':
        await this.#passHeld(seen, outgoing, fault.hold);
        return;
      case undefined:
        await this.#deliver(seen, outgoing);
    }
  }

  async #passHeld(seen: SeenRequest, outgoing: ServerResponse, hold: Hold): Promise<void> {
    if (hold.what === 'request') {
      hold.reach(seen);
      await hold.released;
      await this.#deliver(seen, outgoing);
    } else {
      const answer = this.#ask(seen);
      await answer.catch(() => undefined);
      hold.reach(seen);
      await hold.released;
      await this.#deliver(seen, outgoing, answer);
    }
  }

  async #deliver(
    seen: SeenRequest,
    outgoing: ServerResponse,
    answer = this.#ask(seen),
  ): Promise<void> {
    try {
      answerWith(seen, outgoing, await answer);
    } catch {
      // The server is down, or went down in the middle.
      this.#wasMeddled = true;
      outgoing.destroy();
    }
  }

  /** The server's answer to the same request. Uncompressed, so that bytes can be counted as the protocol counts them. */
  #ask({ method, path, headers, body }: SeenRequest): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const asked = requestUpstream({
      host: '127.0.0.1',
      port: this.#upstream,
      agent: this.#agent,
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
}

function isMatch({ path, body }: SeenRequest, match: Match): boolean {
  if (typeof match === 'string') return path.startsWith(match);
  if (match instanceof RegExp) return match.test(path);
  return path.startsWith(match.pathStart) && body.includes(match.bodyText);
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/**
 * Every answer ends its connection: on one that was used before, Chromium sends a request again by itself when it is cut
 * off, which would undo the fault.
 */
function answerWith(seen: SeenRequest, outgoing: ServerResponse, answer: Answer): void {
  Object.assign(seen, { status: answer.status, answer: answer.body.toString('utf8') });
  outgoing.writeHead(answer.status, { ...answer.headers, connection: 'close' });
  outgoing.end(answer.body);
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
