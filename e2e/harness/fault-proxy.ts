/**
 * The network between browser and server, on the loopback interface: it notes what passes and can spoil it.
 *
 * Browsers know only the proxy's address, so it is the app's origin. Faults act on what comes in after they were set.
 */

import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { listen } from './ports.ts';
import { answerWith, askServer, isMatch, readRequest } from './proxied-request.ts';
import type { Answer, Match, SeenRequest } from './proxied-request.ts';

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
  /** The server's answer, with something put before its body. */
  | { readonly kind: 'prepend'; readonly text: string }
  /** Nothing ever comes back, and the connection stays. */
  | { readonly kind: 'hang' }
  /** The request takes so long to the server, and its answer so long back. */
  | { readonly kind: 'slow'; readonly requestMs: number; readonly answerMs: number };

/** The same for every request, or drawn for each. */
type Weather = Fault | (() => Fault | undefined);

/** A request has come in, the server has answered it, and the answer was handed to whoever asked. */
export type Passage = 'asked' | 'answered' | 'delivered';
export type PassageListener = (passage: Passage, request: SeenRequest) => void;

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
  /** Hears of every request on its way, at that very moment, until the function that it answers is called. */
  readonly listen: (listener: PassageListener) => () => void;
  /** Spoils every such request until healed. A fault set later goes before one set earlier. */
  readonly spoil: (match: Match, fault: Weather) => void;
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
  readonly fault: Weather | { readonly kind: 'hold'; readonly hold: Hold };
}

interface Hold {
  readonly what: 'request' | 'answer';
  readonly reach: (request: SeenRequest) => void;
  readonly released: Promise<void>;
  readonly release: () => void;
}

export async function createFaultProxy(hostName = 'localhost'): Promise<FaultProxy> {
  const proxy = new Proxy(hostName);
  await proxy.open();
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
  readonly #listeners = new Set<PassageListener>();

  constructor(hostName: string) {
    this.#hostName = hostName;
  }

  async open(): Promise<void> {
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

  readonly listen = (listener: PassageListener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly spoil = (match: Match, fault: Weather): void =>
    this.#add({ match, isOnce: false, fault });

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

  #faultFor(request: SeenRequest): Exclude<Rule['fault'], () => unknown> | undefined {
    const rule = this.#rules.find(({ match }) => isMatch(request, match));
    if (rule?.isOnce) this.#rules = this.#rules.filter((other) => other !== rule);
    return typeof rule?.fault === 'function' ? rule.fault() : rule?.fault;
  }

  #tell(passage: Passage, request: SeenRequest): void {
    for (const listener of this.#listeners) listener(passage, request);
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const seen = await readRequest(incoming);
    this.#seen.push(seen);
    this.#tell('asked', seen);
    const fault = this.#faultFor(seen);
    switch (fault?.kind) {
      case 'refuse':
        outgoing.destroy();
        return;
      case 'hang':
        this.#hanging.add(outgoing);
        return;
      case 'answer':
        await answerWith(seen, outgoing, {
          status: fault.status,
          headers: { 'content-type': fault.contentType, ...fault.headers },
          body: Buffer.from(fault.body),
        });
        return;
      case 'lose-answer':
        await this.#ask(seen).catch(() => undefined);
        outgoing.destroy();
        return;
      case 'slow':
        await setTimeout(fault.requestMs);
        await this.#deliver(seen, outgoing, this.#ask(seen), fault.answerMs);
        return;
      case 'prepend':
        await this.#deliver(seen, outgoing, prepended(fault.text, this.#ask(seen)));
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
    answerMs = 0,
  ): Promise<void> {
    try {
      const given = await answer;
      if (answerMs > 0) await setTimeout(answerMs);
      if (await answerWith(seen, outgoing, given)) this.#tell('delivered', seen);
    } catch {
      // The server is down, or went down in the middle.
      this.#wasMeddled = true;
      outgoing.destroy();
    }
  }

  async #ask(seen: SeenRequest): Promise<Answer> {
    const answer = await askServer(seen, { port: this.#upstream, agent: this.#agent });
    seen.given = { status: answer.status, body: answer.body.toString('utf8') };
    this.#tell('answered', seen);
    return answer;
  }
}

async function prepended(text: string, asked: Promise<Answer>): Promise<Answer> {
  const { status, headers, body } = await asked;
  const { 'content-length': _, ...kept } = headers;
  return { status, headers: kept, body: Buffer.concat([Buffer.from(text), body]) };
}
