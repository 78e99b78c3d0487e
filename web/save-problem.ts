/** Why a change was not kept, in words that say what is safe and what to do. */

import { limits } from '../domain/limits.ts';
import { StorageError } from '../replica/storage-error.ts';
import { words } from './words.ts';

/** A text that no register takes. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

/** Throws a TooLongError for a text over the limit, which is one of bytes as JSON. */
export function assertFits(text: string): void {
  if (text.length * 3 < limits.valueBytes) return;
  const { length } = new TextEncoder().encode(JSON.stringify(text));
  if (length > limits.valueBytes) throw new TooLongError();
}

export function saveProblem(error: unknown): string {
  if (error instanceof StorageError) return words.notSaved[error.kind];
  return error instanceof TooLongError ? words.tooLong : words.failed;
}
