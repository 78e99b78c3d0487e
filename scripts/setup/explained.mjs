/** Failures that a person can do something about, told without a stack trace. */

/** A failure in three sentences: what happened, what is safe, what to do. */
export class Explained extends Error {
  /**
   * @param {{ happened: string, safe: string, todo: string }} words each a full sentence
   * @param {unknown} [cause]
   */
  constructor({ happened, safe, todo }, cause) {
    super([happened, safe, todo].join('\n'), { cause });
    this.name = 'Explained';
  }
}

/**
 * Runs a script. A failure is printed, an unexpected one with its stack, and ends it with exit code 1.
 *
 * @param {() => Promise<void>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Explained ? `\n${error.message}` : error);
    process.exit(1);
  }
}
