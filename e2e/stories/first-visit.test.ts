/** The first visit: what is fetched, what can be installed, and what a script may see. */

import { expect } from 'vitest';
import { story } from '../harness/story.ts';
import { until } from '../harness/until.ts';

story('S37 on the first visit each file is downloaded once', async ({ launch, proxy }) => {
  const browser = await launch();
  const app = await browser.open();
  await app.installed();
  const shell = await app.page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => new URL(url).pathname);
  });
  expect(shell).toContain('/');
  expect(shell.length).toBeGreaterThan(3);
  // Chromium asks for the tab's icon twice, and the second time hears that it has it (304).
  const downloads = proxy.seen().filter(({ status }) => status === 200);
  const paths = downloads.map(({ path }) => path).toSorted();
  expect(paths).toEqual([...new Set(paths)]);
  expect(paths).toEqual(expect.arrayContaining(shell));
});

story(
  'a first visit asks only whose cookie it holds, and leaves no trace on the server',
  async ({ launch, proxy }) => {
    const browser = await launch();
    const app = await browser.open();
    await app.installed();
    const asked = proxy.seen('/api/').map(({ method, path, status }) => [method, path, status]);
    expect(asked).toEqual([['GET', '/api/session', 401]]);
    expect(await browser.sessionCookie()).toBeUndefined();
  },
);

story('a browser may install it', async ({ launch, proxy }) => {
  const browser = await launch();
  const app = await browser.open();
  await app.installed();
  const devTools = await browser.devTools(app.page);
  const { errors, data = '', url } = await devTools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toBe(`${browser.origin}/manifest.webmanifest`);
  const { installabilityErrors } = await devTools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);

  const manifest = JSON.parse(data) as Manifest;
  expect(manifest).toMatchObject({ name: 'Holdfast', display: 'standalone', start_url: '/' });
  expect(manifest.shortcuts?.length).toBeGreaterThan(0);
  const purposes = manifest.icons.map(({ purpose = 'any' }) => purpose);
  expect(purposes).toEqual(expect.arrayContaining(['any', 'maskable']));
  const icons = [manifest, ...(manifest.shortcuts ?? [])].flatMap((holder) => holder.icons ?? []);
  for (const { src, sizes } of icons) {
    const image = await app.page.evaluate(sizeOf, src);
    expect({ src, size: image }).toEqual({ src, size: sizes === 'any' ? image : sizes });
  }
  expect(proxy.seen('/icons/').every(({ status }) => status === 200 || status === 304)).toBe(true);
});

story('a script of the page sees neither cookie nor other origins’ memory', async ({ launch }) => {
  const browser = await launch();
  const app = await browser.open();
  await app.add('Secret');
  await until('a session', () => browser.sessionCookie());
  const seen = await app.page.evaluate(() => [document.cookie, crossOriginIsolated]);
  expect(seen).toEqual(['', true]);
});

interface Icon {
  readonly src: string;
  readonly sizes: string;
  readonly purpose?: string;
}

interface Manifest {
  readonly icons: readonly Icon[];
  readonly shortcuts?: readonly { readonly icons?: readonly Icon[] }[];
}

/** Runs in the page: loads the image and answers its size as a manifest writes it. */
async function sizeOf(src: string): Promise<string> {
  const image = new Image();
  image.src = src;
  await image.decode();
  return `${image.naturalWidth}x${image.naturalHeight}`;
}
