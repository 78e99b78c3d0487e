/** Device keys: real ones of P-256, drawn from the device's own stream, signing without a thread. */

import { createECDH, createPrivateKey, sign } from 'node:crypto';
import type { DeviceKeys } from '../replica/ports.ts';
import type { RandomStream } from './random.ts';

/** Keys lie on disks, so the private half is text. */
export function deviceKeysFrom(random: RandomStream): DeviceKeys {
  return {
    generate: async () => {
      const pair = createECDH('prime256v1');
      pair.setPrivateKey(random.bytes(32));
      return {
        publicKey: pair.getPublicKey().toString('base64url'),
        privateKey: pair.getPrivateKey().toString('base64url'),
      };
    },
    sign: async ({ publicKey, privateKey }, text) => {
      const point = Buffer.from(publicKey, 'base64url');
      const x = point.subarray(1, 33).toString('base64url');
      const y = point.subarray(33).toString('base64url');
      const jwk = { kty: 'EC', crv: 'P-256', x, y, d: String(privateKey) };
      const key = createPrivateKey({ key: jwk, format: 'jwk' });
      return sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString(
        'base64url',
      );
    },
  };
}
