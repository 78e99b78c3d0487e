import { RuleTester } from 'oxlint/plugins-dev';
import { describe, test } from 'vitest';
import { ambientWorld } from './ambient-world.ts';

RuleTester.describe = describe;
RuleTester.it = test;

const refused = (code: string) => ({ code, errors: 1 });

new RuleTester({ languageOptions: { parserOptions: { lang: 'ts' } } }).run(
  'ambient-world',
  ambientWorld,
  {
    valid: [
      'export const at = new Date(5);',
      'export function run(fetch: () => void) { fetch(); }',
      'export type Fetch = typeof fetch;',
      'export const upper = Math.max(1, 2);',
      'export const send = (ports: { fetch: () => void }) => ports.fetch();',
      'export const ports = { fetch: 1, now: () => 2 };',
      'import { performance } from "./ports.ts"; performance.now();',
    ],
    invalid: [
      refused('Date.now();'),
      refused('new Date();'),
      refused('Date();'),
      refused('Math.random();'),
      refused('crypto.randomUUID();'),
      refused('globalThis.fetch("/");'),
      refused('self["setTimeout"](() => {}, 1);'),
      refused('export const send = fetch;'),
    ],
  },
);
