/** One row of a list of to-dos. Drawn again only when something that it shows has changed. */

import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Todo } from '../domain/todo.ts';
import { icon } from './icons.ts';
import { words } from './words.ts';

export interface RowState {
  /** Some of its changes are on this device only. */
  readonly isUnsent: boolean;
  readonly isEditing: boolean;
  /** Its details are open. */
  readonly isShown: boolean;
}

export function todoRow(todo: Todo, { isUnsent, isEditing, isShown }: RowState): unknown {
  const { id, title, notes, isDone } = todo;
  const hint = notes.trim().split('\n', 1)[0] ?? '';
  return guard(
    [title, hint, isDone, isUnsent, isEditing, isShown],
    () => html`
      <li data-id=${id} class=${isDone ? 'done' : ''} aria-current=${isShown ? 'true' : nothing}>
        <input type="checkbox" tabindex="-1" aria-label=${title} .checked=${isDone} />
        ${
          isEditing
            ? html`<textarea
                rows="1"
                dir="auto"
                aria-label=${words.edit(title)}
                .defaultValue=${title}
              ></textarea>`
            : html`<span class="text">
                <bdi class="title">${title}</bdi>
                ${hint ? html`<bdi class="hint">${hint}</bdi>` : nothing}
              </span>`
        }
        ${
          isUnsent
            ? html`<i role="img" aria-label=${words.onlyHere} title=${words.onlyHere}></i>`
            : nothing
        }
        <button class="icon" tabindex="-1" aria-label=${words.detailsOf(title)}>
          ${icon('open')}
        </button>
      </li>
    `,
  );
}
