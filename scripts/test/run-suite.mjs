/** Runs one suite and counts. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { checkout, toolEnvironment } from '../setup/checkout.mjs';
import { start } from '../setup/processes.mjs';
import { reportFile } from './suites.mjs';

/** @typedef {{ passed: number, failed: number, output: string }} Outcome */

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {boolean} live whether output goes to the screen at once instead of into the outcome
 * @returns {Promise<Outcome>}
 */
export async function runSuite(suite, live) {
  const report = path.join(checkout, reportFile(suite.name));
  rmSync(report, { force: true });
  let output = '';
  let code = 0;
  for (const command of suite.commands) {
    code = await runCommand(command, live, (text) => (output += text));
    if (code !== 0) break;
  }
  return { ...(suite.vitest ? countTests(readReport(report), code) : countCheck(code)), output };
}

/** @typedef {{ status: string }} TestResult */
/** @typedef {{ name: string, message: string, assertionResults: TestResult[] }} FileResult */

/**
 * A skipped test has shown nothing, so it counts as failed; and so does a file that broke outside its tests, a run that
 * broke outside its files, and a run without a test.
 *
 * @param {readonly FileResult[]} files
 * @param {number} code
 */
export function countTests(files, code) {
  const results = files.flatMap((file) => file.assertionResults);
  const passed = results.filter(({ status }) => status === 'passed').length;
  const broken = files.filter((file) => file.message && file.assertionResults.length === 0).length;
  const failed = results.length - passed + broken;
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

function countCheck(/** @type {number} */ code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @returns {FileResult[]} nothing when vitest did not get as far as a report */
function readReport(/** @type {string} */ report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return [];
  }
}

/**
 * @param {readonly string[]} command
 * @param {boolean} live
 * @param {(text: string) => void} keep
 * @returns {Promise<number>}
 */
function runCommand([program = '', ...args], live, keep) {
  const child = start(program, args, {
    cwd: checkout,
    env: toolEnvironment(),
    shell: process.platform === 'win32',
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
  });
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve((keep(`${error.message}\n`), 1)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
