/**
 * Enter in the field counts from the first paint on: what is entered before the code that adds it has arrived waits in
 * this tab, and the field is free for the next one.
 */

import { earlyLines, setEarlyLines } from './screen-ports.ts';

export function listenForEarlyEnter(): void {
  document.addEventListener('keydown', ({ key, isComposing, target }) => {
    const isEarly = !customElements.get('holdfast-add');
    if (!isEarly || key !== 'Enter' || isComposing || !(target instanceof HTMLInputElement)) return;
    const line = target.value.trim();
    if (line && setEarlyLines([...earlyLines(), line])) target.value = '';
  });
}
