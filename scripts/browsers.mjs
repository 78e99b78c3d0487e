/**
 * The browsers that tests run in. One that the machine has is taken as it is; else Debian's package is installed, if we
 * may; else Playwright's own build is downloaded.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { checkout, toolEnvironment } from './setup/checkout.mjs';
import { run } from './setup/processes.mjs';

/**
 * @typedef {object} Browser
 * @property {readonly string[]} commands what it is called on PATH, or where it lies
 * @property {readonly string[]} [beside] commands without which it is of no use
 * @property {readonly string[]} debianPackages the browser and what tests need beside it
 * @property {'chromium' | 'firefox' | 'webkit'} [playwright] which of Playwright's builds does as well
 */

/** A further browser is a further entry. */
const browsers = /** @satisfies {Record<string, Browser>} */ ({
  chromium: {
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    debianPackages: ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji'],
    playwright: 'chromium',
  },
  firefox: {
    commands: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    debianPackages: ['firefox-esr'],
  },
  // The engine's driver; the browser that it starts is e2e/engines/webkit-browser.js, on a screen of Xvfb's.
  webkit: {
    commands: ['WebKitWebDriver'],
    beside: ['gjs', 'Xvfb'],
    debianPackages: ['webkit2gtk-driver', 'gir1.2-webkit2-4.1', 'gjs', 'xvfb'],
  },
});

/** @typedef {keyof typeof browsers} BrowserName */

/**
 * Where a browser is, or nothing when this machine has none.
 *
 * @param {BrowserName} name
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser(name) {
  const { commands, beside = [] } = /** @type {Browser} */ (browsers[name]);
  const isComplete = beside.every((command) => findCommand([command]));
  return (isComplete ? findCommand(commands) : undefined) ?? (await downloaded(browsers[name]));
}

function findCommand(/** @type {readonly string[]} */ commands) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = commands.flatMap((command) =>
    path.isAbsolute(command) ? [command] : folders.map((folder) => path.join(folder, command)),
  );
  return candidates.find(isExecutable);
}

/**
 * Gets those of the browsers that are missing and returns the names of those that could not be had.
 *
 * @param {readonly BrowserName[]} names
 * @returns {Promise<readonly BrowserName[]>}
 */
async function ensureBrowsers(names) {
  /** @type {BrowserName[]} */
  const missing = [];
  for (const name of names) {
    const found = (await findBrowser(name)) ?? (await get(name));
    console.log(
      found
        ? `${name}: ${found}`
        : `${name}: could not be had; please install it and run this again`,
    );
    if (!found) missing.push(name);
  }
  return missing;
}

/** @param {BrowserName} name */
async function get(name) {
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    await installDebianPackages(browsers[name].debianPackages);
    const installed = await findBrowser(name);
    if (installed) return installed;
  }
  await download(browsers[name]);
  return findBrowser(name);
}

async function installDebianPackages(/** @type {readonly string[]} */ packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = ['install', '-y', '-qq', '--no-install-recommends'];
  await run('apt-get', [...wait, 'update', '-qq'], { env });
  await run('apt-get', [...wait, ...install, ...packages], { env });
}

async function download(/** @type {Browser} */ { playwright }) {
  if (!playwright) return;
  const cli = path.join(checkout, 'node_modules/playwright-core/cli.js');
  await run('node', [cli, 'install', playwright], { env: toolEnvironment() });
}

async function downloaded(/** @type {Browser} */ { playwright }) {
  if (!playwright) return undefined;
  const library = await import('playwright-core');
  const file = library[playwright].executablePath();
  return isExecutable(file) ? file : undefined;
}

function isExecutable(/** @type {string} */ file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const known = /** @type {BrowserName[]} */ (Object.keys(browsers));
  const wanted = known.filter((name) => process.argv.includes(name));
  const missing = await ensureBrowsers(wanted.length > 0 ? wanted : known);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
