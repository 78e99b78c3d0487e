/** The fields that several messages share, as plain questions. */

/** What a register may be called in an answer: wider than what is written today, so that a later kind passes through. */
export function isPassableKey(key: unknown): key is string {
  return typeof key === 'string' && /^[a-z][\w.-]*$/.test(key);
}

/** A whole number from 0 up. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** An epoch or a tag. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{0,16}$/.test(value);
}

/** `YYYY-MM-DD` */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
}
