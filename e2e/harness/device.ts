/** A device as a server sees it: a key, the ids it was made with, and requests signed with that key. */

import { webcrypto } from 'node:crypto';
import { base64urlFromBytes } from '../../domain/base64url.ts';
import type { AccountId, ListId } from '../../domain/ids.ts';
import { sessionProofText } from '../../protocol/session-proof.ts';
import type { SessionRequest } from '../../protocol/session-request.ts';

export interface Device {
  readonly accountId: AccountId;
  readonly inboxId: ListId;
  /** The body of a session request, good for two minutes. What is named differently is signed like that. */
  readonly sessionRequest: (signed: SignedFor) => Promise<SessionRequest>;
}

export interface SignedFor {
  readonly origin: string;
  /** When it was signed; now, unless said otherwise. */
  readonly t?: number;
  readonly accountId?: AccountId;
  readonly inboxId?: ListId;
}

/** A device with a key of its own, for the account of these ids. */
export async function createDevice(ids: Pick<Device, 'accountId' | 'inboxId'>): Promise<Device> {
  const { subtle } = webcrypto;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const point = new Uint8Array(await subtle.exportKey('raw', keys.publicKey));
  const signing = { name: 'ECDSA', hash: 'SHA-256' };
  return {
    ...ids,
    sessionRequest: async ({ origin, t = Date.now(), ...others }) => {
      const { accountId, inboxId } = { ...ids, ...others };
      const text = sessionProofText(origin, accountId, inboxId, t);
      const bytes = new TextEncoder().encode(text);
      const signature = new Uint8Array(await subtle.sign(signing, keys.privateKey, bytes));
      const proof = { t, signature: base64urlFromBytes(signature) };
      return { accountId, inboxId, publicKey: base64urlFromBytes(point), proof };
    },
  };
}
