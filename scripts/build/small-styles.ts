/**
 * The styles of elements are template literals, which esbuild leaves as they stand. This takes out of them what only
 * people read.
 */
import { transform, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

export const smallStyles: Plugin = {
  name: 'small-styles',
  setup(build) {
    if (!build.initialOptions.minify) return;
    build.onLoad({ filter: /\.styles\.ts$/ }, async ({ path }) => ({
      contents: await withSmallStyles(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** The source with every `css` literal minified. One that holds an expression is left as it is. */
export async function withSmallStyles(source: string): Promise<string> {
  let small = source;
  for (const [literal, styles = ''] of source.matchAll(/\bcss`([^`$]*)`/g)) {
    const { code } = await transform(styles, { loader: 'css', minify: true });
    small = small.replace(literal, () => `css\`${code.trim()}\``);
  }
  return small;
}
