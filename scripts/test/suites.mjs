/**
 * Everything `npm test` runs, in order. Suites of one stage run two at a time; a stage waits for the one before.
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly (readonly string[])[]} commands run one after the other until one fails
 * @property {boolean} [vitest] counts its tests; any other suite counts as one
 * @property {readonly string[]} [needs] suites without whose success this one can show nothing
 * @property {boolean} [isByName] runs only when it is asked for
 * @property {boolean} [optional] may fail on a person's machine, where what needs it is then left out; never in CI
 */

/** More than 2,000 client-hours; `npm run simulate` runs as many more as one likes. */
const SIMULATED_SEEDS = '270';

/** @type {readonly (readonly Suite[])[]} */
export const stages = [
  [
    check('types', ['tsc', '-b']),
    check('lint', ['oxlint', '--deny-warnings']),
    check('format', ['oxfmt', '--check', '.']),
    check('templates', ['node', 'scripts/test/templates.mjs']),
    check('dead-code', ['knip', '--no-progress']),
    check('build', ['node', 'esbuild.config.mjs']),
    { ...check('browsers', ['node', 'scripts/browsers.mjs', 'chromium']), optional: true },
  ],
  [
    // Not beside the first: only one can install at a time.
    {
      ...check('more-browsers', ['node', 'scripts/browsers.mjs', 'firefox', 'webkit']),
      optional: true,
    },
    { ...check('size', ['size-limit'], ['node', 'scripts/first-load.mjs']), needs: ['build'] },
    { ...check('deploy', ['node', 'scripts/test/deploy-dry-run.mjs']), needs: ['build'] },
    vitest('unit'),
    check('simulate', ['node', 'simulation/simulate.ts', '--seeds', SIMULATED_SEEDS]),
    check('coverage', coverage()),
    vitest('workerd', 'build'),
  ],
  [vitest('contract', 'build')],
  [vitest('browser', 'build', 'browsers')],
  // Not yet seen to pass as a whole, again and again.
  [{ ...vitest('engines', 'build', 'browsers', 'more-browsers'), isByName: true }],
  [vitest('kill-lab', 'build', 'browsers')],
];

/**
 * @param {string} name
 * @param {readonly string[][]} commands
 * @returns {Suite}
 */
function check(name, ...commands) {
  return { name, commands };
}

/**
 * A project of vitest.config.ts.
 *
 * @param {string} name
 * @param {readonly string[]} needs
 * @returns {Suite}
 */
function vitest(name, ...needs) {
  const report = `--outputFile.json=${reportFile(name)}`;
  const reporters = ['--reporter=default', '--reporter=json', report];
  return {
    name,
    commands: [['vitest', 'run', '--project', name, ...reporters]],
    vitest: true,
    needs,
  };
}

/** Every branch of what decides whether an edit lasts, taken by the tests beside it. */
function coverage() {
  const sources = [
    'domain/{merge,order-key,stamp,stamp-parts}.ts',
    'domain/{civil-date,when,when-here,repeat-rule,repeat,occurrences}.ts',
    'domain/{next-occurrence,next-occurrence-id,completion,tag,todo}.ts',
    'replica/{outbox,sync-apply}.ts',
    // The membership guard's word; its statements have a test for each role (list-access.test.ts).
    'worker-api/{list-state,list-verdict}.ts',
  ];
  const tests = [
    ...['domain/merge', 'domain/order-key', 'domain/stamp', 'replica/outbox', 'replica/sync-apply'],
    ...['domain/civil-date', 'domain/when', 'domain/repeat', 'domain/occurrences.test'],
    ...['domain/next-occurrence', 'domain/completion', 'domain/tag', 'domain/todo'],
    ...['worker-api/list-', 'worker-api/emptied-items', 'worker-api/hostile-push'],
  ];
  const settings = {
    enabled: 'true',
    reporter: 'text',
    reportsDirectory: '.cache/coverage',
    'thresholds.perFile': 'true',
    'thresholds.branches': '100',
  };
  const flags = Object.entries(settings).map(([name, value]) => `--coverage.${name}=${value}`);
  const included = sources.map((source) => `--coverage.include=${source}`);
  return ['vitest', 'run', '--project', 'unit', ...flags, ...included, ...tests];
}

/** Where vitest leaves its counts. */
export function reportFile(/** @type {string} */ name) {
  return `.cache/test/${name}.json`;
}
