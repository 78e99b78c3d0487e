import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The built site in memory: content by path below dist/web, with forward slashes. */
export type SiteFiles = Map<string, Uint8Array>;

/**
 * Makes the folder hold exactly these files. Files that are right already are not touched and stale ones go last,
 * so that a running server never misses a file that the page still names.
 */
export async function writeSiteFiles(folder: string, files: SiteFiles): Promise<void> {
  for (const [name, content] of files) await writeIfDifferent(path.join(folder, name), content);
  for (const name of await filesBelow(folder)) {
    if (!files.has(name)) await rm(path.join(folder, name));
  }
}

/** Every file below a folder, as paths relative to it with forward slashes, sorted. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
    .toSorted();
}

async function writeIfDifferent(file: string, content: Uint8Array): Promise<void> {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(content)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}
