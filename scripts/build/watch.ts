import { watch } from 'node:fs';

/** Calls `changed` shortly after files below these folders change, once for a burst, never twice at a time. */
export function watchFolders(folders: readonly string[], changed: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const run = (): void => {
    running = running.then(changed);
  };
  for (const folder of folders) {
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(run, BURST_MS);
    });
  }
}

/** Editors write a file in several steps. */
const BURST_MS = 50;
