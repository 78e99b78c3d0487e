/** What a device shows of itself: its public key, and that it holds the private one. */

import { bytesFromBase64url } from '../domain/base64url.ts';
import { sessionProofText } from '../protocol/session-proof.ts';
import type { SessionRequest } from '../protocol/session-request.ts';
import { isSignedBy, publicKeyFromBytes, sha256Text } from './web-crypto-ports.ts';

export type ProvenDevice =
  | { readonly kind: 'proven'; readonly deviceId: string }
  /** `type`: that is no key. `auth`: the signature is not its. */
  | { readonly kind: 'refused'; readonly code: 'type' | 'auth' };

/** Checks the proof; when it was made is for the caller to judge. A device's id is the hash of its public key. */
export async function proveDevice(request: SessionRequest, origin: string): Promise<ProvenDevice> {
  const { accountId, inboxId, publicKey, proof } = request;
  const keyBytes = bytesFromBase64url(publicKey);
  const signature = bytesFromBase64url(proof.signature);
  const key = keyBytes && (await publicKeyFromBytes(keyBytes));
  if (!key || !signature) return { kind: 'refused', code: 'type' };
  const text = sessionProofText(origin, accountId, inboxId, proof.t);
  if (!(await isSignedBy(key, signature, text))) return { kind: 'refused', code: 'auth' };
  return { kind: 'proven', deviceId: await sha256Text(keyBytes) };
}
