/**
 * Plants one mistake: the named mutant's change is made to the source as Node loads it. Loaded with `--import`, before
 * any of the code that it changes.
 */

import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { mutants } from './mutants/mutants.ts';

const name = process.env['HOLDFAST_MUTANT'];
const mutant = mutants.find((one) => one.name === name);

if (name !== undefined) {
  if (!mutant) throw new Error(`there is no mutant "${name}"`);
  const target = new URL(`../${mutant.file}`, import.meta.url).href;
  const source = readFileSync(new URL(target), 'utf8');
  if (source.split(mutant.find).length !== 2) {
    throw new Error(`mutant "${name}": its text does not stand in ${mutant.file} exactly once`);
  }
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context);
      if (url !== target) return loaded;
      return { ...loaded, source: source.replace(mutant.find, () => mutant.replace) };
    },
  });
}
