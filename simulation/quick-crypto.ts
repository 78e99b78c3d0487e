/**
 * WebCrypto for the server without its threads: the same digests and the same verdicts, at once.
 *
 * Waiting for a thread took most of a run's time, and when it answers is nobody's to decide.
 */

import { createHash, createPublicKey, verify, webcrypto } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

type Subtle = webcrypto.SubtleCrypto;

const { subtle } = webcrypto;
const slow = {
  digest: subtle.digest.bind(subtle),
  importKey: subtle.importKey.bind(subtle) as (...given: readonly unknown[]) => Promise<unknown>,
  verify: subtle.verify.bind(subtle),
};
/** Keys that were imported here, by what stands for them. */
const keyByHandle = new WeakMap<object, KeyObject>();

const quick = {
  digest: async (...[algorithm, data]: Parameters<Subtle['digest']>): Promise<ArrayBuffer> => {
    if (algorithm !== 'SHA-256' || !(data instanceof Uint8Array))
      return slow.digest(algorithm, data);
    return Uint8Array.from(createHash('sha256').update(data).digest()).buffer;
  },
  importKey: async (...given: readonly unknown[]): Promise<unknown> => {
    const [format, bytes] = given;
    if (format !== 'raw' || !(bytes instanceof Uint8Array)) return slow.importKey(...given);
    const handle = {};
    keyByHandle.set(handle, pointFromBytes(bytes));
    return handle;
  },
  verify: async (...given: Parameters<Subtle['verify']>): Promise<boolean> => {
    const [, handle, signature, data] = given;
    const key = keyByHandle.get(handle);
    const areBytes = signature instanceof Uint8Array && data instanceof Uint8Array;
    if (!key || !areBytes) return slow.verify(...given);
    return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
  },
};

for (const [name, value] of Object.entries(quick)) Object.defineProperty(subtle, name, { value });

/** @throws when the bytes are no uncompressed point of the curve */
function pointFromBytes(bytes: Uint8Array): KeyObject {
  const coordinates = Buffer.from(bytes);
  if (coordinates.length !== 65 || coordinates[0] !== 4) throw new RangeError('no such point');
  const x = coordinates.subarray(1, 33).toString('base64url');
  const y = coordinates.subarray(33).toString('base64url');
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
}
