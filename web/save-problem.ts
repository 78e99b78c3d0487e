/** Why a change was not kept, in words that say what is safe and what to do. */

import { ValueTooLargeError } from '../replica/edit.ts';
import { StorageError } from '../replica/storage-error.ts';
import { secondWords } from './second-words.ts';

export function saveProblem(error: unknown): string {
  if (error instanceof StorageError) return secondWords.notSaved[error.kind];
  return error instanceof ValueTooLargeError ? secondWords.tooLong : secondWords.failed;
}
