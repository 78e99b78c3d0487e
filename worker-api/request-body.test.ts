import { expect, test } from 'vitest';
import { readJson } from './request-body.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

async function read(
  body: BodyInit | null,
  headers: Readonly<Record<string, string>> = JSON_TYPE,
): Promise<unknown> {
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const result = await readJson(new Request('http://localhost/', init));
  return result.kind === 'json' ? result.json : [result.code, result.status ?? 'usual'];
}

const REFUSED = ['type', 'usual'];
const TOO_LARGE = ['size', 'usual'];
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('JSON is read', async () => {
  expect(await read('{"a":[1,"\\"}{["]}')).toEqual({ a: [1, '"}{['] });
  expect(await read('1', { 'Content-Type': 'Application/JSON; charset=utf-8' })).toBe(1);
});

test('what is not sent as JSON is not read', async () => {
  for (const type of ['text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', '']) {
    expect(await read('{}', { 'Content-Type': type }), type).toEqual(['type', 415]);
  }
});

test('what is not JSON is refused', async () => {
  for (const body of ['', ' ', '{', '{"a":}', 'null null', "{'a':1}", '\uFEFF', null]) {
    expect(await read(body), String(body)).toEqual(REFUSED);
  }
  expect(await read(Uint8Array.of(0x22, 0xff, 0x22))).toEqual(REFUSED);
});

test('P64 eight levels are enough; a parser is not asked to look at more', async () => {
  expect(await read(nested(8))).toEqual([[[[[[[[]]]]]]]]);
  for (const depth of [9, 5000, 100_000]) expect(await read(nested(depth))).toEqual(REFUSED);
  expect(await read('['.repeat(200_000))).toEqual(REFUSED);
});

test('P64 a key that names a prototype is refused wherever it is, however it is written', async () => {
  for (const body of [
    '{"__proto__":{"polluted":1}}',
    '[{"a":{"constructor":{}}}]',
    '{"a":[{"prototype":1}]}',
    String.raw`{"\u005f_proto__":1}`,
  ]) {
    expect(await read(body), body).toEqual(REFUSED);
  }
  expect(await read('["__proto__"]')).toEqual(['__proto__']);
  expect('polluted' in {}).toBe(false);
});

test('a number that is none is refused', async () => {
  expect(await read('[1e400]')).toEqual(REFUSED);
  expect(await read('[-1e400]')).toEqual(REFUSED);
  expect(await read('[1e308]')).toEqual([1e308]);
});

test('a body ends at 256 kB, whether its length is told or not', async () => {
  const largest = `"${'x'.repeat(256 * 1024 - 2)}"`;
  expect(await read(largest)).toHaveLength(256 * 1024 - 2);
  expect(await read(`${largest} `)).toEqual(TOO_LARGE);
  expect(await read(chunks(largest, 1000))).toHaveLength(256 * 1024 - 2);
  expect(await read(chunks(`${largest} `, 1000))).toEqual(TOO_LARGE);
  expect(await read(chunks('x'.repeat(10_000_000), 65_536))).toEqual(TOO_LARGE);
});

test('a body without an end is not read for ever', async () => {
  let sent = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
    cancel: () => {
      isCancelled = true;
    },
  });
  expect(await read(endless)).toEqual(TOO_LARGE);
  expect(isCancelled).toBe(true);
  expect(sent).toBeLessThan(20_000_000);
});

function chunks(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let from = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(from, from + size));
      from += size;
    },
  });
}
