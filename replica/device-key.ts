/**
 * The key by which a server knows this device again. It signs session requests and nothing else, and its private half
 * cannot leave the browser.
 */
export interface DeviceKey {
  /** Raw, uncompressed P-256 point in base64url. */
  readonly publicKey: string;
  /** An unextractable CryptoKey; whatever the port made it, storage can hold it. */
  readonly privateKey: unknown;
}

export function isDeviceKey(value: unknown): value is DeviceKey {
  return (
    typeof value === 'object' &&
    value !== null &&
    'privateKey' in value &&
    'publicKey' in value &&
    typeof value.publicKey === 'string'
  );
}
