/** Requests and answers as they travel, apart from any one way of sending them. */

import type { Scene } from './stage.ts';

export interface WireRequest {
  readonly scene: Scene;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** Sent over a connection of its own accord, and in pieces whose sum is not told beforehand. */
  readonly transport: 'any' | 'http' | 'chunked';
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

/** A statement and what is bound to it. */
export type Sql = readonly [sql: string, ...values: (string | number | null)[]];
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** What a bundle of requests begins with: all of them but their bodies, which follow the first line break. */
export type BundleHead = readonly (Pick<WireRequest, 'method' | 'path' | 'headers'> & {
  readonly scene: string;
  /** Bytes of the body; -1 when there is none. */
  readonly length: number;
})[];
