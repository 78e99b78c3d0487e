/** Drawing an id. */

import { base64urlFromBytes } from './base64url.ts';
import type { AccountId, ItemId, ListId } from './ids.ts';

/** How many random bytes an id is made of. */
export const ID_BYTES = 12;

/** An id made of {@link ID_BYTES} random bytes; the caller names the kind it stands for. */
export function idFromBytes<Kind extends ItemId | ListId | AccountId>(bytes: Uint8Array): Kind {
  if (bytes.length !== ID_BYTES) throw new RangeError(`an id takes ${ID_BYTES} bytes`);
  return base64urlFromBytes(bytes) as Kind;
}
