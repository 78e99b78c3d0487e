import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkout } from '../setup/checkout.mjs';
import { filesBelow } from './site-files.ts';

test('two builds of the same sources are the same bytes', async () => {
  const [first, second] = [await builtSite(), await builtSite()];
  expect(first.size).toBeGreaterThan(5);
  expect([...second]).toEqual([...first]);
});

async function builtSite(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-build-'));
  execFileSync(process.execPath, ['esbuild.config.mjs', `--out=${folder}`], { cwd: checkout });
  const names = await filesBelow(folder);
  const site = new Map(
    names.map((name) => [name, readFileSync(path.join(folder, name), 'base64')]),
  );
  rmSync(folder, { recursive: true });
  return site;
}
