/** The lint rules that no published plugin has. One rule a file. */
import { ambientWorld } from './ambient-world.ts';
import { htmlStrings } from './html-strings.ts';

const rules: Readonly<Record<string, object>> = {
  'ambient-world': ambientWorld,
  'html-strings': htmlStrings,
};

export default { meta: { name: 'holdfast' }, rules };
