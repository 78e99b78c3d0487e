/**
 * A value that nobody may change any more, with all its parts.
 *
 * A real store, or a message between contexts, hands over a copy. Nothing may change what it gave or was given, so
 * instead of copying it is made unchangeable: whoever tries is told at once.
 */
export function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
