/** A device's key from a seed. Its signatures differ from run to run; nothing that a server keeps depends on them. */

import { createECDH, createPrivateKey, sign } from 'node:crypto';
import { sessionProofText } from '../../../protocol/session-proof.ts';
import type { SessionRequest } from '../../../protocol/session-request.ts';

export interface SigningKey {
  readonly publicKey: string;
  readonly sessionRequest: (signed: SignedFor) => SessionRequest;
}

type SignedFor = Pick<SessionRequest, 'accountId' | 'inboxId'> & {
  readonly origin: string;
  readonly t: number;
};

export function signingKeyFromBytes(bytes: Uint8Array): SigningKey {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(bytes);
  const point = curve.getPublicKey();
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const d = Buffer.from(bytes).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', d, x, y };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const publicKey = point.toString('base64url');
  return {
    publicKey,
    sessionRequest: ({ origin, accountId, inboxId, t }) => {
      const text = Buffer.from(sessionProofText(origin, accountId, inboxId, t));
      const signature = sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' });
      return {
        accountId,
        inboxId,
        publicKey,
        proof: { t, signature: signature.toString('base64url') },
      };
    },
  };
}
