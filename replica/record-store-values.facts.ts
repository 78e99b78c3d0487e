/** Facts about keys and values: their order, their characters, and that a stored value is nobody else's. */

import { equal, putAll, readAll } from './check.facts.ts';
import type { StoreFact } from './record-store.facts.ts';

/** In the order of their UTF-16 units, which is neither that of a language nor that of UTF-8. */
const IN_ORDER = [
  ...['', '\0', '-', '0', '00', 'A', 'Z', '_', 'a', 'a\0', 'aa', '\u00e9', '\u6f22'],
  ...['\ud800', '\ud83d\ude00', '\udfff', '\uff01'],
];

const STRINGS = [
  ...['', '\0', 'a\0b', '😀', '👩‍👩‍👧', '\ud83d', '\ude00\ud83d'],
  ...['\u202eabc', '\u00e9', 'e\u0301', '\ufffe'],
];

export const valueFacts: readonly StoreFact[] = [
  {
    name: 'keys come in the order of their code units',
    check: async (lab, name) => {
      const store = lab.open(name);
      const shuffled = IN_ORDER.toSorted((a, b) => a.length - b.length).toReversed();
      await putAll(store, Object.fromEntries(shuffled.map((key) => [`k${key}`, key])));
      const expected = IN_ORDER.map((key) => [`k${key}`, key]);
      equal(await readAll(store, 'k'), expected);
      equal(
        await store.read((records) => records.keys('k')),
        expected.map(([key]) => key),
      );
    },
  },
  {
    name: 'a prefix finds what begins with it and nothing beside it',
    check: async (lab, name) => {
      const store = lab.open(name);
      const keys = ['a', 'a.', 'a/', 'a/!', 'a/b', 'a/b/c', 'a/\ufffd', 'a0', 'b/'];
      await putAll(store, Object.fromEntries(keys.map((key) => [key, 0])));
      await store.read(async (records) => {
        equal(await records.keys('a/'), ['a/', 'a/!', 'a/b', 'a/b/c', 'a/\ufffd']);
        equal(await records.lastKey('a/'), 'a/\ufffd');
        equal(await records.keys('a/b'), ['a/b', 'a/b/c']);
        equal(await records.keys('c'), []);
        equal(await records.entries('c'), []);
        equal(await records.lastKey('c'), undefined);
        equal(await records.keys(''), keys);
        equal(await records.lastKey(''), 'b/');
      });
    },
  },
  {
    name: 'a key that holds nothing answers undefined, a value that is false is a value',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { no: false, none: null, zero: 0, empty: '' });
      equal(await readAll(store), [
        ['empty', ''],
        ['no', false],
        ['none', null],
        ['zero', 0],
      ]);
      equal(await store.read((records) => records.get('nothing')), undefined);
    },
  },
  {
    name: 'texts come back unit for unit, as values and as keys',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { texts: STRINGS, inside: { '\ud83d': ['\0'] } });
      await putAll(store, Object.fromEntries(STRINGS.map((text, at) => [`t${text}`, at])));
      equal(await store.read((records) => records.get('texts')), STRINGS);
      equal(await store.read((records) => records.get('inside')), { '\ud83d': ['\0'] });
      for (const text of STRINGS) {
        const at = await store.read((records) => records.get(`t${text}`));
        equal(STRINGS[Number(at)], text);
      }
    },
  },
  {
    name: 'values keep their kind: nested, sparse, dated, binary and not a number',
    check: async (lab, name) => {
      const store = lab.open(name);
      const value = {
        nested: [{ a: [[], {}] }, [undefined, null]],
        absent: undefined,
        numbers: [-0, NaN, Infinity, 2 ** 53, 1e-7, 10n ** 20n],
        date: new Date(1_790_000_000_000),
        bytes: Uint8Array.of(0, 255, 10),
        map: new Map([['k', new Set([1])]]),
      };
      await putAll(store, { value });
      equal(await store.read((records) => records.get('value')), value);
    },
  },
  {
    name: 'what is changed after it was put was stored as it was put',
    check: async (lab, name) => {
      const store = lab.open(name);
      const value = kept();
      await store.write('strict', async (records) => {
        records.put('value', value);
        spoil(value);
        await records.get('value');
        spoil(value);
      });
      spoil(value);
      equal(await readAll(store), [['value', kept()]]);
    },
  },
  {
    name: 'what is done to a value that was read changes nothing that is stored',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { value: kept() });
      await store.write('strict', async (records) => {
        spoil(await records.get('value'));
        for (const [, value] of await records.entries('')) spoil(value);
      });
      spoil(await store.read((records) => records.get('value')));
      equal(await readAll(store), [['value', kept()]]);
    },
  },
  {
    name: 'a key that cannot be taken out is kept and signs',
    check: async (lab, name) => {
      const store = lab.open(name);
      await putAll(store, { device: { publicKey: 'public', privateKey: await lab.drawKey() } });
      const device = await lab.open(name).read((records) => records.get('device'));
      const { privateKey } = device as { readonly privateKey: unknown };
      equal(await lab.canSign(privateKey), true);
    },
  },
];

interface Spoilable {
  readonly texts: string[];
  readonly deep: { count: number };
}

function kept(): Spoilable {
  return { texts: ['kept'], deep: { count: 1 } };
}

/** Changes the value in place, where it can be changed: a store may as well have frozen it. */
function spoil(value: unknown): void {
  const { texts, deep } = value as Spoilable;
  for (const attempt of [() => texts.push('spoiled'), () => (deep.count += 1)]) {
    try {
      attempt();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
}
