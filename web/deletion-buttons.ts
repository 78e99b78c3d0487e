/** The two answers to whether a great deletion was meant. */

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { KeptDeletion } from '../replica/kept-deletions.ts';
import { DecideEvent } from './events.ts';
import { secondWords } from './second-words.ts';

/** @param host dispatches what was decided */
export function deletionButtons(host: EventTarget, { keys }: KeptDeletion): TemplateResult {
  const decide = (kind: 'bring-back' | 'keep-deletion') => (): void => {
    host.dispatchEvent(new DecideEvent({ kind, keys }));
  };
  return html`
    <button class="button" @click=${decide('bring-back')}>${secondWords.bringBack}</button>
    <button class="button" @click=${decide('keep-deletion')}>${secondWords.wasMeant}</button>
  `;
}
