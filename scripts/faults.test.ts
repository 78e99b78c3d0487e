import { readFileSync, globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { discrepancies, titledIds } from './fault-registry.ts';
import { checkout } from './setup/checkout.mjs';

const SELF = 'scripts/faults.test.ts';
const read = (file: string): string => readFileSync(path.join(checkout, file), 'utf8');
const isOther = (folder: string): boolean =>
  ['.git', 'node_modules', 'dist', '.cache', '.wrangler'].includes(folder);

test('every row of docs/faults.md has its tests, and every id in a title its row', () => {
  const files = globSync('**/*.test.ts', { cwd: checkout, exclude: isOther })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file !== SELF);
  const sourceByFile = new Map(files.map((file) => [file, read(file)] as const));
  expect(sourceByFile.size).toBeGreaterThan(50);
  expect(discrepancies({ markdown: read('docs/faults.md'), sourceByFile })).toEqual([]);
});

const row = (proof: string): string => `| C06 | a portal | no answer | ${proof} |\n`;
const file = 'replica/x.test.ts';
const differencesOf = (markdown: string, source: string): readonly string[] =>
  discrepancies({ markdown, sourceByFile: new Map([[file, source]]) });

test('a row without a test is noticed, unless it says why', () => {
  const source = "test('C06 no header, no answer', () => {});";
  expect(differencesOf(row(`\`${file}\``), source)).toEqual([]);
  expect(differencesOf(row(''), source)).toEqual(['C06 has neither a test nor a reason']);
  expect(differencesOf(row('issue 3'), source)).toHaveLength(1);
  expect(differencesOf(row(`\`${file}\``), "test('no header', () => {});")).toEqual([
    `C06: ${file} has no test of that name`,
  ]);
  expect(differencesOf(row('`gone.test.ts`'), source)).toHaveLength(1);
  for (const reason of ['issue 4', 'a later issue', 'imitated: a name', 'documented: there']) {
    expect(differencesOf(row(reason), source), reason).toEqual([]);
  }
});

test('a test of a row that is not there, and two rows of one id, are noticed', () => {
  const source = "story(\n  'C06 A99 never heard of', async () => {});";
  expect(differencesOf(row(`\`${file}\``), source)).toEqual([`${file}: A99 is no row`]);
  const twice = row(`\`${file}\``).repeat(2);
  expect(differencesOf(twice, "test('C06 a', () => {});")).toEqual(['C06 has two rows']);
});

test('only titles of tests that run count', () => {
  const skip = '.skip';
  const source = `
    test.each([1])('A01 A02 of %s', () => {});
    describe('BS01 P03 those', () => {});
    contract(\`S04 x\`, async () => {});
    test${skip}('B01 left out', () => {});
    // test('B02 a comment', () => {});
    test('of B03 and C04', () => {});`;
  expect([...titledIds(source)]).toEqual(['A01', 'A02', 'BS01', 'P03', 'S04']);
});
