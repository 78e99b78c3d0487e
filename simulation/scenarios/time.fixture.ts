/** Virtual time in scenes. */

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** What the real time is when a scene begins. */
export const EPOCH_MS = 1_790_000_000_000;

export interface PassingTime {
  /** Lets so much time pass. */
  readonly wait: (durationMs: number) => Promise<void>;
  /** Lets time pass until the promise has settled. */
  readonly during: <T>(promise: Promise<T>) => Promise<T>;
}
