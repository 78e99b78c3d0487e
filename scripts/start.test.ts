/** `npm start` as a person meets it: real processes, real ports. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { checkout } from './setup/checkout.mjs';
import { descendants, isRunning } from './setup/process-tree.mjs';

const data = await mkdtemp(path.join(tmpdir(), 'holdfast-start-'));
let started: ChildProcess | undefined;

afterEach(() => killGroup(started));
afterAll(() => rm(data, { recursive: true }));

describe.each(['start.mjs', 'start-deno.mjs'])('%s', (script) => {
  test('serves the app, says where, and leaves nothing behind when it is stopped', async () => {
    const port = await freePort();
    const { child, said } = await startScript(script, port);
    expect(said()).toContain(`http://localhost:${port}`);
    expect(said()).toContain(data);
    const page = await fetch(`http://localhost:${port}/`);
    expect(await page.text()).toContain('<holdfast-app');

    const family = [...descendants(child.pid ?? 0)];
    expect(family.length).toBeGreaterThan(0);
    child.kill('SIGTERM'); // The script alone, not its group.
    expect(await exitCode(child)).toBe(0);
    expect(family.filter(isRunning)).toEqual([]);
    expect(await isFree(port)).toBe(true);
  });

  test('frees its port when its group is killed', async () => {
    const port = await freePort();
    const { child } = await startScript(script, port);
    const family = [...descendants(child.pid ?? 0)];
    killGroup(child);
    await expect.poll(() => family.filter(isRunning)).toEqual([]);
    await expect.poll(() => isFree(port)).toBe(true);
  });

  test('says so when its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { child, said } = run(script, portOf(server));
    expect(await exitCode(child)).toBe(1);
    expect(said()).toContain('is taken by another program');
    expect(said()).toContain('Your to-dos are safe');
    server.close();
  });
});

test('a second server does not touch the data of the first', async () => {
  const port = await freePort();
  const { child: first } = await startScript('start.mjs', port);
  const { child, said } = run('start.mjs', await freePort());
  expect(await exitCode(child)).toBe(1);
  expect(said()).toContain(`is served already, at http://localhost:${port}`);
  killGroup(first);
});

test.each(['wrangler', 'workerd'])('the end of %s ends everything, with words', async (victim) => {
  const { child, said } = await startScript('start.mjs', await freePort());
  const family = descendants(child.pid ?? 0);
  process.kill(family.findLast((pid) => commandOf(pid).includes(victim)) ?? 0, 'SIGKILL');
  expect(await exitCode(child)).toBe(1);
  expect(said()).toContain('The server stopped');
  expect(family.filter(isRunning)).toEqual([]);
});

test('without network, what is missing and what to do is said', async () => {
  const copy = await mkdtemp(path.join(tmpdir(), 'holdfast-offline-'));
  for (const name of ['package.json', 'package-lock.json', '.npmrc', 'scripts']) {
    await cp(path.join(checkout, name), path.join(copy, name), { recursive: true });
  }
  const { child, said } = run('start.mjs', await freePort(), copy);
  expect(await exitCode(child)).toBe(1);
  expect(said()).toContain('the npm registry cannot be reached');
  await rm(copy, { recursive: true });
});

/** In a process group of its own, as a terminal would start it. */
function run(script: string, port: number, folder = checkout) {
  const nowhere = {
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_cache: path.join(data, 'npm'),
  };
  const env = { ...process.env, ...nowhere, PORT: String(port), HOLDFAST_DATA: data };
  const child = spawn(process.execPath, [path.join(folder, 'scripts', script)], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return { child, said: () => output };
}

async function startScript(script: string, port: number) {
  const { child, said } = run(script, port);
  await expect.poll(said, { timeout: 60_000 }).toContain('Holdfast is ready');
  return { child, said };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

function commandOf(pid: number): string {
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
}

function killGroup(child: ChildProcess | undefined): void {
  try {
    if (child?.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.address() as AddressInfo).port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, 'listening'); // Rejects on an error.
  server.listen(port, '127.0.0.1');
  const free = await listening.then(() => true).catch(() => false);
  server.close();
  return free;
}
