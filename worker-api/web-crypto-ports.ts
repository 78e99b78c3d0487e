/** Cryptography, from WebCrypto, which workerd, Deno, Node and browsers share. */

import { base64urlFromBytes } from '../domain/base64url.ts';

/** SHA-256, base64url. */
export async function sha256Text(data: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  return base64urlFromBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** A P-256 key from its raw, uncompressed point, or undefined when that is no point of the curve. */
export async function publicKeyFromBytes(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey | undefined> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']).catch(() => undefined);
}

/** Whether the ECDSA signature (SHA-256, 64 bytes r||s) over the text was made with the key's other half. */
export async function isSignedBy(
  key: CryptoKey,
  signature: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<boolean> {
  const bytes = new TextEncoder().encode(text);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, bytes);
}
