import { expect, test } from 'vitest';
import { withSmallStyles } from './small-styles.ts';

test('styles lose what only people read', async () => {
  const source =
    'export const styles = css`\n  /* Round. */\n  :host {\n    color: var(--ink);\n  }\n`;';
  expect(await withSmallStyles(source)).toBe('export const styles = css`:host{color:var(--ink)}`;');
});

test('styles with an expression in them stay as they are', async () => {
  const source = 'export const styles = css`a { color: ${ink}; }`;';
  expect(await withSmallStyles(source)).toBe(source);
});
