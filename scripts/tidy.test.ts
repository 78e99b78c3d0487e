/** The repository tests itself: what a reader relies on stays true. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkout } from './setup/checkout.mjs';

const NOT_OURS = new Set(['.git', 'node_modules', 'dist', '.cache', '.wrangler', '.holdfast']);

/** Every file of ours, as a path from the root. */
const files = readdirSync(checkout, { withFileTypes: true })
  .filter((entry) => !NOT_OURS.has(entry.name))
  .flatMap((entry) => (entry.isDirectory() ? filesBelow(entry.name) : [entry.name]))
  .toSorted();
const testFiles = files.filter((file) => file.endsWith('.test.ts'));

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(path.join(checkout, folder), {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(checkout, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'));
}

function read(file: string): string {
  return readFileSync(path.join(checkout, file), 'utf8');
}

describe('documents', () => {
  const documents = files.filter((file) => file.endsWith('.md'));
  const folders = new Set(files.flatMap((file) => parents(file)));
  const names = new Set(files.map((file) => path.posix.basename(file)));

  test.each(documents)('every path that %s names exists', (document) => {
    const missing = namedPaths(read(document)).filter((named) => {
      const plain = named.replace(/\/$/, '');
      const fromHere = path.posix.join(path.posix.dirname(document), plain);
      const known = [plain, fromHere].some((file) => files.includes(file) || folders.has(file));
      return !known && !(isBareName(plain) && names.has(plain));
    });
    expect(missing).toEqual([]);
  });

  function parents(file: string): readonly string[] {
    const steps = file.split('/').slice(0, -1);
    return steps.map((_, at) => steps.slice(0, at + 1).join('/'));
  }

  const isBareName = (named: string): boolean => !named.includes('/');
});

/** Links to files, and code that is written like a path of ours: below a folder, or with an extension of a source. */
function namedPaths(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '');
  const links = [...prose.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
  const code = [...prose.matchAll(/`([^`\s]+)`/g)]
    .map(([, text = '']) => text)
    .filter((text) => /^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(text))
    .filter((text) => text.endsWith('/') || SOURCE.test(text))
    .filter((text) => !text.startsWith('x.')); // As in `x.test.ts`, which is a pattern.
  return [...links, ...code].filter((named) => !NOT_OURS.has(named.split('/')[0] ?? ''));
}

const SOURCE = /\.(?:ts|mjs|md|sql|toml|css|html|webmanifest)$/;

describe('elements', () => {
  const elements = files.filter((file) => /^web\/.*\/holdfast-[\w-]+\.ts$/.test(file));
  const sources = elements.filter((file) => !/\.(?:styles|test|fixture)\.ts$/.test(file));

  test.each(sources)('tag, file and class are one name in %s', (file) => {
    const tag = path.posix.basename(file, '.ts');
    const name = tag.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    const [, definedTag, className] =
      /@customElement\('([\w-]+)'\)\s*export class (\w+)/.exec(read(file)) ?? [];
    expect([definedTag, className]).toEqual([tag, name]);
  });
});

test('no file is longer than 300 lines', () => {
  const texts = files.filter((file) => /\.(?:ts|mjs|js|css|html|sql|md|json|toml)$/.test(file));
  const long = texts.filter((file) => read(file).trimEnd().split('\n').length > 300);
  expect(long.filter((file) => file !== 'package-lock.json')).toEqual([]);
});

describe('packages', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const pinned: Readonly<Record<string, string>> = { ...dependencies, ...devDependencies };
  const lock = JSON.parse(read('package-lock.json')).packages as Readonly<Record<string, Locked>>;

  interface Locked {
    readonly version: string;
    readonly resolved?: string;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  }

  test('the runtime dependencies are the ones we chose', () => {
    expect(Object.keys(dependencies)).toEqual([
      'chrono-node',
      'hono',
      'idb-keyval',
      'lit',
      'valibot',
    ]);
  });

  test('every dependency is pinned, and that version is installed', () => {
    for (const [name, wanted] of Object.entries(pinned)) {
      const version = wanted.split('@').at(-1);
      expect(wanted, name).toMatch(/^(?:npm:[@\w/-]+@)?\d+\.\d+\.\d+$/);
      expect(JSON.parse(read(`node_modules/${name}/package.json`)).version, name).toBe(version);
    }
  });

  test('the lock file names no registry', () => {
    const named = Object.entries(lock).filter(([, { resolved }]) => resolved?.startsWith('http'));
    expect(named.map(([name]) => name)).toEqual([]);
  });

  test('the lock file has the binaries of every platform', () => {
    const missing = Object.entries(lock).flatMap(([name, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter((wanted) => !isLocked(name, wanted)),
    );
    expect(missing).toEqual([]);
  });

  /** Node looks in the package's own folder first, then in the folder of each package around it. */
  function isLocked(from: string, wanted: string): boolean {
    const around = from.split('node_modules/').map((_, at, all) => all.slice(0, at + 1));
    return around.some((steps) => {
      const folder = steps.join('node_modules/').replace(/(?<=.)(?<!\/)$/, '/');
      return `${folder}node_modules/${wanted}` in lock;
    });
  }
});

describe('tests', () => {
  const [self = ''] = testFiles.filter((file) => file.endsWith('/tidy.test.ts'));
  const others = testFiles.filter((file) => file !== self);
  const holding = (pattern: RegExp) => others.filter((file) => pattern.test(read(file)));

  test('none is skipped or run alone', () => {
    expect(
      holding(/\b(?:test|it|describe|suite)\.(?:only|skip|skipIf|runIf|todo|fails)\b/),
    ).toEqual([]);
  });

  test('none waits for a fixed time', () => {
    const sleeps = /waitForTimeout\(|node:timers\/promises|=>\s*setTimeout\(\w+,/;
    expect(holding(sleeps)).toEqual([]);
  });

  test('each asserts something, itself or in a file it imports', () => {
    const asserts = (file: string) => ASSERTION.test(read(file));
    const silent = others.filter((file) => ![file, ...importedFiles(file)].some(asserts));
    expect(silent).toEqual([]);
  });

  const ASSERTION = /\bexpect(?:\.\w+)?\(|\bassert(?:\.\w+)?\(|RuleTester/;

  function importedFiles(file: string): readonly string[] {
    const imports = [...read(file).matchAll(/ from '(\.[^']+)'/g)];
    const paths = imports.map(([, from = '']) => path.posix.join(path.posix.dirname(file), from));
    return paths.filter((imported) => files.includes(imported));
  }
});
