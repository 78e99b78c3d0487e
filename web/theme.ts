/** Runs before the first paint: the chosen theme must not flash, and no keystroke may be lost. */

import { listenForEarlyEnter } from './early-enter.ts';
import { preference } from './screen-ports.ts';
import { applyTheme, storedTheme } from './theme-choice.ts';

applyTheme(storedTheme());
document.documentElement.dataset['singleKeys'] = preference('single-keys') ?? 'on';
document.documentElement.dataset['path'] = location.pathname;
listenForEarlyEnter();
