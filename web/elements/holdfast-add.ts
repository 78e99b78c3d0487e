/**
 * Behaviour around the field "Add a to-do".
 *
 * The field itself stands in index.html, so that it takes text before any script runs; here it is only listened to. What
 * stands in it is a draft, kept on this device until the to-do made of it is saved. Browsers write that down seconds late,
 * and one that is killed in between brings an old draft back: so a draft has the id that its to-do will have, and goes when
 * there is such a to-do.
 */

import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isItemId } from '../../domain/ids.ts';
import type { ItemId } from '../../domain/ids.ts';
import { AddTodosEvent } from '../events.ts';
import { pastedLines } from '../../domain/quick-add/pasted-lines.ts';
import {
  earlyLines,
  newItemId,
  preference,
  setEarlyLines,
  setPreference,
} from '../screen-ports.ts';
import type { Store } from '../store.ts';
import { secondWords } from '../second-words.ts';
import { addStyles } from './holdfast-add.styles.ts';
import { controlStyles } from './controls.styles.ts';

@customElement('holdfast-add')
export class HoldfastAdd extends LitElement {
  static override styles = [controlStyles, addStyles];

  /** Once it has been read. */
  @property({ attribute: false }) store: Store | undefined;

  /** The lines of the text that was just pasted, where they are several. */
  @state() private lines: readonly string[] = [];

  private draftId = newItemId();

  override focus(): void {
    this.field?.focus();
  }

  protected override render(): TemplateResult {
    return html`
      <slot
        @slotchange=${this.onSlotChange}
        @keydown=${this.onKeydown}
        @paste=${this.onPaste}
        @input=${this.onInput}
        @click=${this.onClick}
      ></slot>
      ${
        this.lines.length > 1
          ? html`<button class="button strong" @click=${this.addLines}>
              ${secondWords.addLines(this.lines.length)}
            </button>`
          : nothing
      }
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('store') && this.store) this.dropUsedDraft(this.store);
  }

  private get field(): HTMLInputElement | null | undefined {
    const [bar] = this.renderRoot.querySelector('slot')?.assignedElements({ flatten: true }) ?? [];
    return bar?.querySelector('input');
  }

  private readonly onSlotChange = (): void => {
    const field = this.field;
    const kept = keptDraft();
    if (kept?.id) this.draftId = kept.id;
    if (field) field.value = joined(kept?.text ?? '', field.value);
    this.addEarlyLines();
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.key !== 'Enter' || event.target !== this.field) return;
    event.preventDefault();
    this.add([this.field?.value ?? '']);
  };

  private readonly onClick = ({ target }: Event): void => {
    if (!(target instanceof Element) || !target.closest('button')) return;
    this.add([this.field?.value ?? '']);
    this.field?.focus();
  };

  private readonly addLines = (): void => {
    this.add(this.lines);
    this.field?.focus();
  };

  /** A field of one line drops line breaks, so the lines are noted before the browser does. */
  private readonly onPaste = (event: ClipboardEvent): void => {
    const field = this.field;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!field || !text.includes('\n')) return;
    const before = field.value.slice(0, field.selectionStart ?? 0);
    const behind = field.value.slice(field.selectionEnd ?? 0);
    const lines = pastedLines(before + text + behind);
    event.preventDefault();
    field.value = lines.join(' ');
    this.keepDraft();
    this.lines = lines;
  };

  private readonly onInput = (): void => {
    this.lines = [];
    this.keepDraft();
  };

  private add(texts: readonly string[]): void {
    const titles = texts.map((text) => text.trim()).filter(Boolean);
    const field = this.field;
    if (!field || !titles.length) return;
    const event = new AddTodosEvent(titles, this.draftId);
    const draft = field.value;
    field.value = '';
    this.draftId = newItemId();
    this.lines = [];
    this.dispatchEvent(event);
    void event.saved.then((isSaved) => {
      if (!isSaved) field.value = joined(draft, field.value);
      this.keepDraft();
    });
  }

  private addEarlyLines(): void {
    const lines = earlyLines();
    if (!lines.length) return;
    setEarlyLines([]);
    // The last one on top, as when they are entered one by one.
    const event = new AddTodosEvent(lines.toReversed());
    this.dispatchEvent(event);
    void event.saved.then((isSaved) => isSaved || setEarlyLines(lines));
  }

  private keepDraft(): void {
    const text = this.field?.value;
    setPreference('draft', text ? `${this.draftId}\n${text}` : '');
  }

  private dropUsedDraft(store: Store): void {
    const { field } = this;
    const kept = keptDraft();
    if (!field || !kept?.id || !store.todo(kept.id)) return;
    if (field.value.startsWith(kept.text)) {
      field.value = field.value.slice(kept.text.length).trimStart();
    }
    this.draftId = newItemId();
    this.keepDraft();
  }
}

interface Draft {
  readonly id: ItemId | undefined;
  readonly text: string;
}

/** One that a version before this kept has no id. */
function keptDraft(): Draft | undefined {
  const kept = preference('draft');
  const [id, text] = kept?.split('\n') ?? [];
  if (isItemId(id) && text !== undefined) return { id, text };
  return kept ? { id: undefined, text: kept } : undefined;
}

/** Both texts, unless the field already holds what was kept (browsers restore fields too). */
function joined(kept: string, typed: string): string {
  return typed.includes(kept) ? typed : `${kept} ${typed}`.trim();
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-add': HoldfastAdd;
  }
}
