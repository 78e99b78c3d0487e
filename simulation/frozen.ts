/**
 * A value that nobody may change any more, with all its parts.
 *
 * A real store, or a message between contexts, hands over a copy. Nothing may change what it gave or was given, so
 * instead of copying it is made unchangeable: whoever tries is told at once.
 *
 * @throws {DOMException} DataCloneError for what cannot be copied
 */
export function frozen(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new DOMException('no copy can be made of it', 'DataCloneError');
  }
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  // The language does not let bytes be frozen.
  if (ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
