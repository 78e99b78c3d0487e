/**
 * Virtual time: a heap of events, run one at a time.
 *
 * Between two events everything that can go on without time goes on: microtasks, and the few promises that real threads
 * settle (WebCrypto), which are counted. So a run depends on its seed and on nothing else.
 */

export interface Scheduler {
  /** Milliseconds since the run began. */
  readonly nowMs: () => number;
  /** Runs the task after so many milliseconds; the answer takes it back. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  /** Runs events until the time, or until none is left. */
  readonly runUntil: (untilMs: number) => Promise<void>;
  /** Runs events until the question is answered with true; false when the time or the events ran out. */
  readonly runUntilTrue: (isReached: () => boolean, untilMs: number) => Promise<boolean>;
  readonly eventsRun: () => number;
}

interface Event {
  readonly atMs: number;
  readonly number: number;
  task: (() => void) | undefined;
}

export function createScheduler(): Scheduler {
  const heap: Event[] = [];
  let nowMs = 0;
  let scheduled = 0;
  let run = 0;

  /** Runs the next event that is due; false when there is none. */
  const runNext = (untilMs: number): boolean => {
    for (let event = heap[0]; event && event.atMs <= untilMs; event = heap[0]) {
      removeFirst(heap);
      const { task } = event;
      if (!task) continue;
      nowMs = event.atMs;
      run += 1;
      task();
      return true;
    }
    return false;
  };

  const runUntilTrue = async (isReached: () => boolean, untilMs: number): Promise<boolean> => {
    let isTrue = false;
    await oneAfterAnother(() => {
      isTrue = isReached();
      return !isTrue && runNext(untilMs);
    });
    if (!isTrue) nowMs = Math.max(nowMs, untilMs);
    return isTrue;
  };

  return {
    nowMs: () => nowMs,
    after: (delayMs, task) => {
      const event: Event = { atMs: nowMs + Math.max(0, delayMs), number: (scheduled += 1), task };
      insert(heap, event);
      return () => {
        event.task = undefined;
      };
    },
    runUntilTrue,
    runUntil: async (untilMs) => void (await runUntilTrue(() => false, untilMs)),
    eventsRun: () => run,
  };
}

/** Promises that a real thread is working on. */
const outside = { count: 0 };

/** Lets the scheduler wait for a promise that a real thread settles. */
export async function countOutside<T>(promise: Promise<T>): Promise<T> {
  outside.count += 1;
  try {
    return await promise;
  } finally {
    outside.count -= 1;
  }
}

/** How many steps one turn of Node's event loop carries. */
const STEPS_A_TURN = 100;

/**
 * Runs the step until it answers false. Node runs all microtasks between two immediates, so one turn of its loop can
 * carry many steps and still everything that needs no time has happened before each.
 */
function oneAfterAnother(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = (settle: () => void): void => {
      isOver = true;
      settle();
    };
    const takeStep = (): void => {
      if (isOver || outside.count > 0) return;
      try {
        if (!step()) end(resolve);
      } catch (error) {
        end(() => reject(error));
      }
    };
    const takeTurn = (): void => {
      if (isOver) return;
      // While somebody is waited for, who may take many turns himself, there is no step to carry.
      const steps = outside.count > 0 ? 1 : STEPS_A_TURN;
      for (let taken = 0; taken < steps; taken += 1) setImmediate(takeStep);
      setImmediate(takeTurn);
    };
    takeTurn();
  });
}

function isBefore(a: Event, b: Event): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.number < b.number);
}

function insert(heap: Event[], event: Event): void {
  let at = heap.push(event) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (!above || isBefore(above, event)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = event;
}

function removeFirst(heap: Event[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (!left) break;
    if (right && isBefore(right, left)) child += 1;
    const smaller = heap[child];
    if (!smaller || !isBefore(smaller, last)) break;
    heap[at] = smaller;
    at = child;
  }
  heap[at] = last;
}
