/**
 * Type checks in Lit's templates.
 *
 * lit-analyzer compares types by a library of its own, which takes a branded string for an object and finds it unlike
 * itself. Those two complaints are dropped, and nothing else; this file can go when lit-analyzer asks TypeScript
 * (https://github.com/runem/lit-analyzer/issues/356).
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const UNTRUE = [
  /error +Type '(.+)' is not assignable to '\1'/,
  /error +You are binding a non-primitive type 'string & Branded<"\w+">'/,
];

// The files come first: after an option they would be taken for its value, and nothing be checked.
const args = ['web/**/*.ts', '--strict', '--maxWarnings', '0', '--format', 'list', '--noColor'];
const { stdout, stderr, status } = spawnSync('lit-analyzer', args, {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});

const lines = stdout.split('\n');
const problems = lines.filter((line) => /^ +\d+:\d+ /.test(line));
const real = problems.filter((line) => !UNTRUE.some((untrue) => untrue.test(line)));
const isBroken = !/^Analyzing \d+ files/m.test(stdout) || (status !== 0 && problems.length === 0);

if (real.length > 0 || isBroken) {
  const untrue = new Set(problems.filter((line) => !real.includes(line)));
  console.log(lines.filter((line) => line !== '' && !untrue.has(line)).join('\n'), stderr);
  process.exitCode = 1;
}
