/** One row of a list of to-dos. Drawn again only when something that it shows has changed. */

import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Todo } from '../domain/todo.ts';
import { icon } from './icons.ts';
import type { Mark } from './store.ts';
import { words } from './words.ts';

export interface RowState {
  /** Where its latest changes are, if not on the server. */
  readonly mark: Mark | undefined;
  readonly isEditing: boolean;
  /** Its details are open. */
  readonly isShown: boolean;
}

export function todoRow(todo: Todo, { mark, isEditing, isShown }: RowState): unknown {
  const { id, title, notes, isDone } = todo;
  const hint = notes.trim().split('\n', 1)[0] ?? '';
  return guard(
    [title, hint, isDone, mark, isEditing, isShown],
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
          mark
            ? html`<i
                class=${mark}
                role="img"
                aria-label=${words.marks[mark]}
                title=${words.marks[mark]}
              ></i>`
            : nothing
        }
        <button class="icon" tabindex="-1" aria-label=${words.detailsOf(title)}>
          ${icon('open')}
        </button>
      </li>
    `,
  );
}
