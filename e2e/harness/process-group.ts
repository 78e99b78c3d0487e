/**
 * A program that runs in a process group of its own, so that everything it starts can be ended at once and nothing else.
 */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface ProcessGroup {
  readonly child: ChildProcess;
  /** The last of what it has said. */
  readonly output: () => string;
  /** Ends the whole group as a power cut would, and waits until its leader is gone. */
  readonly kill: () => Promise<void>;
}

export interface GroupOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const KEPT_OUTPUT = 20_000;
const living = new Set<number>();

export function startGroup(
  command: string,
  args: readonly string[],
  options: GroupOptions = {},
): ProcessGroup {
  const child = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid !== undefined) living.add(pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT_OUTPUT);
    });
  }
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve();
    });
    child.once('exit', resolve);
  });
  return {
    child,
    output: () => output,
    kill: async () => {
      if (pid !== undefined) killGroup(pid);
      await gone;
    },
  };
}

function killGroup(pid: number): void {
  living.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** A test run that is cut short leaves nothing behind. */
function killAll(): void {
  for (const pid of living) killGroup(pid);
}

process.once('exit', killAll);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.once(signal, () => {
    killAll();
    process.exit(1);
  });
}
