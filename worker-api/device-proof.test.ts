import { expect, test } from 'vitest';
import { base64urlFromBytes } from '../domain/base64url.ts';
import { sessionProofText } from '../protocol/session-proof.ts';
import type { SessionRequest } from '../protocol/session-request.ts';
import { proveDevice } from './device-proof.ts';
import { ANNA, BEN, LIST, listId, NOW_MS } from './sync.fixture.ts';

const ORIGIN = 'https://todo.example';

async function signed(signedOrigin = ORIGIN): Promise<SessionRequest> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
  const text = new TextEncoder().encode(sessionProofText(signedOrigin, ANNA, LIST, NOW_MS));
  const signing = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = new Uint8Array(await crypto.subtle.sign(signing, keys.privateKey, text));
  return {
    accountId: ANNA,
    inboxId: LIST,
    publicKey: base64urlFromBytes(point),
    proof: { t: NOW_MS, signature: base64urlFromBytes(signature) },
  };
}

test('a device is known by its public key', async () => {
  const request = await signed();
  const device = await proveDevice(request, ORIGIN);
  expect(device).toEqual({ kind: 'proven', deviceId: expect.stringMatching(/^[\w-]{43}$/) });
  expect(await proveDevice(request, ORIGIN)).toEqual(device);
  expect(await proveDevice(await signed(), ORIGIN)).not.toEqual(device);
});

test('a signature is good for one server, one account, one Inbox and one moment', async () => {
  const request = await signed();
  const auth = { kind: 'refused', code: 'auth' };
  expect(await proveDevice(request, 'https://evil.example')).toEqual(auth);
  expect(await proveDevice({ ...request, accountId: BEN }, ORIGIN)).toEqual(auth);
  expect(await proveDevice({ ...request, inboxId: listId('other') }, ORIGIN)).toEqual(auth);
  const later = { ...request, proof: { ...request.proof, t: NOW_MS + 1 } };
  expect(await proveDevice(later, ORIGIN)).toEqual(auth);
  const { publicKey } = await signed();
  expect(await proveDevice({ ...request, publicKey }, ORIGIN)).toEqual(auth);
});

test('what is no point of the curve is no key', async () => {
  const request = await signed();
  const type = { kind: 'refused', code: 'type' };
  for (const bytes of [
    new Uint8Array(65),
    new Uint8Array(65).fill(4),
    new Uint8Array(65).fill(255),
  ]) {
    const publicKey = base64urlFromBytes(bytes);
    expect(await proveDevice({ ...request, publicKey }, ORIGIN)).toEqual(type);
  }
});
