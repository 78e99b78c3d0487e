/**
 * One to-do in full: beside the list where there is room for three columns, over it where there is not.
 *
 * What is typed is a draft until it is saved: after a pause, on leaving the field, on closing. Only fields that were
 * touched are sent, and a draft outlives whatever happens to the to-do meanwhile.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ItemId } from '../../domain/ids.ts';
import type { Todo } from '../../domain/todo.ts';
import { ChangeTodoEvent, WishEvent } from '../events.ts';
import { icon } from '../icons.ts';
import { MediaQuery } from '../media-query.ts';
import { moment } from '../moments.ts';
import { after, nowMs } from '../screen-ports.ts';
import { secondWords } from '../second-words.ts';
import type { Mark } from '../store.ts';
import { words } from '../words.ts';
import { controlStyles } from './controls.styles.ts';
import { detailsStyles } from './holdfast-details.styles.ts';

type Field = 'title' | 'notes';

const TYPING_PAUSE_MS = 800;

@customElement('holdfast-details')
export class HoldfastDetails extends LitElement {
  static override styles = [controlStyles, detailsStyles];

  /** Undefined while closed. */
  @property({ attribute: false }) todoId: ItemId | undefined;
  /** The to-do of that id, where this device has it. */
  @property({ attribute: false }) todo: Todo | undefined;
  @property({ attribute: false }) mark: Mark | undefined;

  private readonly wide = new MediaQuery(this, '(width >= 1100px)');
  /** The text of fields that were touched and are not saved yet. */
  private readonly draft = new Map<Field, string>();
  /** The to-do as it was last seen, in case it goes away under a draft. */
  private seen: Todo | undefined;
  /** It was not in Trash when it was opened or last restored. */
  private wasOutOfTrash = false;
  private cancelPause = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.save);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.save);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('todoId')) {
      this.save();
      this.draft.clear();
      this.seen = undefined;
      this.wasOutOfTrash = false;
      if (!this.todoId) this.dialog?.close();
    }
    if (!this.todo) return;
    this.seen = this.todo;
    this.wasOutOfTrash ||= !this.todo.isTrashed;
  }

  protected override render(): unknown {
    if (!this.todoId) return nothing;
    return this.wide.matches
      ? html`<aside aria-label=${secondWords.details} @keydown=${this.onKeydown}>
          ${this.content()}
        </aside>`
      : html`<dialog
          aria-label=${secondWords.details}
          autofocus
          @close=${this.onDialogClose}
          @click=${this.onBackdropClick}
        >
          ${this.content()}
        </dialog>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const dialog = this.dialog;
    if (dialog && !dialog.open) dialog.showModal();
    const isOpenedByPerson = changed.has('todoId') && this.todoId && this.isConnected;
    if (isOpenedByPerson && !dialog && this.wasUpdated) {
      this.renderRoot.querySelector('textarea')?.focus();
    }
    this.wasUpdated = true;
  }

  private wasUpdated = false;

  private content(): TemplateResult {
    const todo = this.todo ?? this.seen;
    return html`
      <div class="sheet">
        <div class="top">
          ${this.notice()}
          <button
            class="icon"
            aria-label=${secondWords.close}
            title=${secondWords.close}
            @click=${this.close}
          >
            ${icon('close')}
          </button>
        </div>
        ${todo ? this.fields(todo) : nothing}
      </div>
    `;
  }

  private fields(todo: Todo): TemplateResult {
    return html`
      <div class="fields" @input=${this.onInput} @change=${this.save}>
        <textarea
          class="title"
          rows="1"
          dir="auto"
          aria-label=${secondWords.title}
          placeholder=${secondWords.title}
          .value=${live(this.draft.get('title') ?? todo.title)}
          @keydown=${this.onTitleKeydown}
        ></textarea>
        <textarea
          class="notes"
          rows="6"
          dir="auto"
          aria-label=${secondWords.notes}
          placeholder=${secondWords.notes}
          .value=${live(this.draft.get('notes') ?? todo.notes)}
        ></textarea>
      </div>
      <div class="foot">
        <span>
          ${todo.createdMs ? secondWords.addedOn(moment(todo.createdMs, nowMs())) : nothing}
          ${this.mark ? html`<br />${words.marks[this.mark]}` : nothing}
        </span>
        ${
          todo.isTrashed
            ? nothing
            : html`<button class="button" @click=${this.delete}>${secondWords.delete}</button>`
        }
      </div>
    `;
  }

  private notice(): unknown {
    if (!this.todo) {
      return html`<p role="status">
        ${this.seen ? secondWords.goneMeanwhile : secondWords.notHere}
      </p>`;
    }
    if (!this.todo.isTrashed) return html`<h2>${secondWords.details}</h2>`;
    return html`
      <p role="status">
        ${this.wasOutOfTrash ? secondWords.deletedMeanwhile : secondWords.inTrash}
      </p>
      <button class="button" @click=${this.restore}>${secondWords.restore}</button>
    `;
  }

  private readonly onInput = ({ target }: Event): void => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    this.draft.set(target.className === 'title' ? 'title' : 'notes', target.value);
    this.cancelPause();
    this.cancelPause = after(TYPING_PAUSE_MS, this.save);
  };

  private readonly onTitleKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.save();
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) this.close();
  };

  private readonly save = (): void => {
    this.cancelPause();
    const todo = this.seen;
    if (!todo) return;
    const title = this.draft
      .get('title')
      ?.replaceAll(/\s*\n\s*/g, ' ')
      .trim();
    const notes = this.draft.get('notes');
    const change = {
      ...(title && title !== todo.title ? { title } : {}),
      ...(notes !== undefined && notes !== todo.notes ? { notes } : {}),
    };
    if (!Object.keys(change).length) return;
    const sent = [...this.draft];
    const event = new ChangeTodoEvent(todo.id, change);
    this.dispatchEvent(event);
    void event.saved.then((isSaved) => {
      for (const [field, text] of sent) {
        if (isSaved && this.draft.get(field) === text) this.draft.delete(field);
      }
    });
  };

  private readonly restore = (): void => {
    this.save();
    if (!this.todo) return;
    this.dispatchEvent(new ChangeTodoEvent(this.todo.id, { isTrashed: false }));
    this.renderRoot.querySelector('textarea')?.focus();
  };

  private readonly delete = (): void => {
    this.save();
    if (!this.todo) return;
    this.dialog?.close();
    this.dispatchEvent(new ChangeTodoEvent(this.todo.id, { isTrashed: true }));
  };

  private readonly close = (): void => {
    this.save();
    if (this.dialog) this.dialog.close();
    else this.dispatchEvent(new WishEvent('close-details'));
  };

  private readonly onDialogClose = (): void => {
    this.save();
    this.dispatchEvent(new WishEvent('close-details'));
  };

  private readonly onBackdropClick = ({ target }: Event): void => {
    if (target === this.dialog) this.close();
  };

  /** The rest of the page cannot be reached while it is open. */
  get isModal(): boolean {
    return this.dialog?.open === true;
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-details': HoldfastDetails;
  }
}
