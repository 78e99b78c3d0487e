/**
 * One project for each place a test can run in; the file's name or folder decides which.
 *
 *   unit      *.test.ts             in Node
 *   workerd   *.workerd.test.ts     inside workerd, with a migrated D1 of its own
 *   contract  …/contract/ and scripts/start*.test.ts: real servers over HTTP, started by the tests
 *   browser   e2e/                  the built app in Chromium
 *   engines   e2e/engines/          the built app in Chromium, Firefox and WebKit
 *   kill-lab  e2e/kill-lab/         real browsers and servers that are killed
 */
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**', '**/.cache/**', '**/.wrangler/**'];
const workerd = ['**/*.workerd.test.ts'];
const contract = ['**/contract/**/*.test.ts', 'scripts/start*.test.ts'];
const browser = ['e2e/**/*.test.ts'];
const killLab = ['e2e/kill-lab/**/*.test.ts'];
const engines = ['e2e/engines/*.test.ts'];

/** Whole servers and browsers start inside these tests, and two cores are shared. */
const slow = { testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 1 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // A busy machine is no failure.
          testTimeout: 60_000,
          include: ['**/*.test.ts'],
          exclude: [...ignored, ...workerd, ...contract, ...browser],
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                HOLDFAST_ORIGIN: 'http://localhost',
                MIGRATIONS: await readD1Migrations('worker-api/migrations'),
              },
            },
          })),
        ],
        test: {
          name: 'workerd',
          include: workerd,
          exclude: ignored,
          setupFiles: ['scripts/workerd.setup.ts'],
        },
      },
      {
        test: {
          name: 'contract',
          include: contract,
          exclude: [...ignored, 'e2e/*.test.ts'],
          ...slow,
        },
      },
      {
        test: {
          name: 'browser',
          include: browser,
          exclude: [...ignored, ...contract, ...engines, ...killLab],
          ...slow,
        },
      },
      {
        // A busy machine takes half a minute to start a browser.
        test: {
          name: 'engines',
          include: engines,
          exclude: ignored,
          ...slow,
          testTimeout: 300_000,
        },
      },
      {
        test: { name: 'kill-lab', include: killLab, ...slow, testTimeout: 900_000, maxWorkers: 2 },
      },
    ],
  },
});
