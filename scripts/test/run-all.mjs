/** Runs the suites, says how each went, and ends with one line of counts. */
import process from 'node:process';
import { Explained } from '../setup/explained.mjs';
import { install } from '../setup/install.mjs';
import { runSuite } from './run-suite.mjs';
import { stages } from './suites.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */

const AT_ONCE = 2;
/** What a test that passed has to tell all the same. */
const MEASURED = /measured: .+|^seeds \d.+|^\d.* client-hours a second.*/gm;
const STILL_RUNNING_MS = 60_000;

/**
 * Installs what is missing, then runs all suites, or the named ones with their output as it comes. Resolves with the
 * number of failures.
 *
 * @param {readonly string[]} names
 * @returns {Promise<number>}
 */
export async function runAll(names) {
  const known = stages.flat().map(({ name }) => name);
  const stranger = names.find((name) => !known.includes(name));
  if (stranger) throw unknownSuite(stranger, known);

  const total = { passed: 0, failed: 0 };
  const installation = stopwatch();
  await install();
  if (names.length === 0) {
    say('ok', 'install', installation());
    total.passed += 1;
  }

  /** @type {Map<string, 'failed' | 'unavailable'>} */
  const unusable = new Map();
  for (const stage of stages) {
    const wanted = stage.filter(({ name, isByName }) =>
      names.length === 0 ? !isByName : names.includes(name),
    );
    await inPairs(wanted, async (suite) => {
      const { passed, failed, state } = await runOne(suite, unusable, names.length > 0);
      total.passed += passed;
      total.failed += failed;
      if (state !== 'ok') unusable.set(suite.name, state);
    });
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed;
}

/**
 * @param {Suite} suite
 * @param {ReadonlyMap<string, 'failed' | 'unavailable'>} unusable
 * @param {boolean} live
 * @returns {Promise<{ passed: number, failed: number, state: 'ok' | 'failed' | 'unavailable' }>}
 */
async function runOne(suite, unusable, live) {
  const missing = suite.needs?.find((name) => unusable.has(name));
  if (missing) {
    say('--', suite.name, `left out: it needs ${missing}`);
    const state = unusable.get(missing) ?? 'failed';
    return { passed: 0, failed: state === 'failed' ? 1 : 0, state };
  }

  const seconds = stopwatch();
  const timer = setInterval(() => say('..', suite.name, seconds()), STILL_RUNNING_MS);
  const { passed, failed, output } = await runSuite(suite, live);
  clearInterval(timer);

  const count = suite.vitest ? `${passed} passed, ${failed} failed, ` : '';
  if (failed === 0) {
    say('ok', suite.name, count + seconds());
    for (const line of output.matchAll(MEASURED)) console.log(`        ${line[0]}`);
    return { passed, failed, state: 'ok' };
  }
  console.log(output);
  if (suite.optional && !process.env['CI']) {
    say('--', suite.name, 'could not be had on this machine');
    return { passed: 0, failed: 0, state: 'unavailable' };
  }
  say('FAILED', suite.name, count + seconds());
  return { passed, failed, state: 'failed' };
}

function stopwatch() {
  const started = performance.now();
  return () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function say(/** @type {string} */ mark, /** @type {string} */ name, /** @type {string} */ text) {
  console.log(`${mark.padStart(6)}  ${name.padEnd(10)}  ${text}`);
}

/**
 * @param {readonly Suite[]} suites
 * @param {(suite: Suite) => Promise<void>} work
 */
async function inPairs(suites, work) {
  const waiting = suites.values();
  const workOff = async () => {
    for (const suite of waiting) await work(suite);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, workOff));
}

function unknownSuite(/** @type {string} */ name, /** @type {readonly string[]} */ known) {
  return new Explained({
    happened: `There is no suite called "${name}".`,
    safe: 'Nothing was run.',
    todo: `The suites are ${known.join(', ')}; without a name all of them run.`,
  });
}
