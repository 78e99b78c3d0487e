/** One request and its answer as they go over the wire. */

import type { Device } from './device.ts';

export interface SentRequest {
  /** Undefined for a client that is nobody's device. */
  readonly device: Device | undefined;
  readonly method: string;
  readonly path: string;
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: string | undefined;
}

export interface ServedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export type Serve = (request: SentRequest) => Promise<ServedAnswer>;
