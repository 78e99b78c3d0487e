/**
 * Draws the app's icons from web/icons/favicon.svg: `node scripts/icons.ts`, whenever that file has changed.
 *
 * Chromium rasterises; the PNGs are then written with a palette, which makes them a fraction of what it would save.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

const folder = new URL('../web/icons/', import.meta.url);

/** `bleeds`: the platform cuts the shape, so colour goes to the edges and the mark keeps to the safe middle. */
const icons = [
  { file: 'icon-192.png', size: 192, bleeds: false },
  { file: 'icon-512.png', size: 512, bleeds: false },
  { file: 'maskable-512.png', size: 512, bleeds: true },
  { file: 'apple-touch-icon.png', size: 180, bleeds: true },
] as const;

/** The safe zone of a maskable icon is a circle of 80 %: https://www.w3.org/TR/appmanifest/#icon-masks */
const SAFE_SCALE = 0.85;

const drawing = await readFile(new URL('favicon.svg', folder), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  for (const { file, size, bleeds } of icons) {
    const pixels = await rasterised(page, bleeds ? bleeding(drawing) : drawing, size);
    const png = pngFromPixels(pixels, size);
    await writeFile(new URL(file, folder), png);
    console.log(`${file} ${png.length} bytes`);
  }
} finally {
  await browser.close();
}

function bleeding(svg: string): string {
  const move = 256 * (1 - SAFE_SCALE);
  return svg
    .replace(/ rx="\d+"/, '')
    .replace('id="mark"', `transform="translate(${move} ${move}) scale(${SAFE_SCALE})"`);
}

/** RGBA bytes, row by row. The expression is text, because it runs in the page and knows nothing of Node. */
async function rasterised(page: Page, svg: string, size: number): Promise<Uint8Array> {
  const bytes = await page.evaluate<number[]>(`(async () => {
    const image = new Image(${size}, ${size});
    image.src = ${JSON.stringify(`data:image/svg+xml,${encodeURIComponent(svg)}`)};
    await image.decode();
    const context = new OffscreenCanvas(${size}, ${size}).getContext('2d');
    context.drawImage(image, 0, 0, ${size}, ${size});
    return Array.from(context.getImageData(0, 0, ${size}, ${size}).data);
  })()`);
  return Uint8Array.from(bytes);
}

/** An indexed PNG (https://www.w3.org/TR/png-3/): colours are rounded, ever coarser, until 256 are enough. */
function pngFromPixels(pixels: Uint8Array, size: number): Buffer {
  for (let step = 1; ; step += 1) {
    const { palette, indexes } = indexed(pixels, step);
    if (palette.length > 256) continue;
    const rows = Buffer.alloc(size * (size + 1));
    for (let y = 0; y < size; y += 1) {
      rows.set(indexes.subarray(y * size, (y + 1) * size), y * (size + 1) + 1);
    }
    const header = Buffer.alloc(13);
    header.writeUInt32BE(size, 0);
    header.writeUInt32BE(size, 4);
    header.set([8, 3, 0, 0, 0], 8);
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('PLTE', Buffer.from(palette.flatMap((colour) => colour.slice(0, 3)))),
      chunk('tRNS', Buffer.from(palette.map(([, , , alpha = 255]) => alpha))),
      chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }
}

function indexed(
  pixels: Uint8Array,
  step: number,
): { readonly palette: readonly (readonly number[])[]; readonly indexes: Uint8Array } {
  const indexByColour = new Map<string, number>();
  const palette: number[][] = [];
  const indexes = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < indexes.length; at += 1) {
    const exact = [...pixels.subarray(at * 4, at * 4 + 4)];
    const key = exact[3] === 0 ? 'clear' : exact.map((part) => Math.round(part / step)).join();
    let index = indexByColour.get(key);
    if (index === undefined) {
      index = palette.push(exact) - 1;
      indexByColour.set(key, index);
    }
    indexes[at] = index;
  }
  return { palette, indexes };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
