/** The few choices there are, each kept on this device, and what a person should know about their data. */

import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { preference, setPreference } from '../screen-ports.ts';
import { chooseTheme, storedTheme, themes } from '../theme-choice.ts';
import type { Theme } from '../theme-choice.ts';
import { secondWords } from '../second-words.ts';
import { controlStyles } from './controls.styles.ts';
import { settingsStyles } from './holdfast-settings.styles.ts';

@customElement('holdfast-settings')
export class HoldfastSettings extends LitElement {
  static override styles = [controlStyles, settingsStyles];

  protected override render(): TemplateResult {
    const chosen = storedTheme();
    return html`
      <fieldset>
        <legend>${secondWords.theme}</legend>
        <div class="choices">${themes.map((theme) => this.themeChoice(theme, chosen))}</div>
      </fieldset>
      <h2>${secondWords.yourData}</h2>
      <p>${secondWords.aboutData}</p>
      <h2>${secondWords.keyboard}</h2>
      <label class="switch">
        ${secondWords.singleKeys}
        <input
          type="checkbox"
          role="switch"
          .checked=${preference('single-keys') !== 'off'}
          @change=${this.onSingleKeys}
        />
      </label>
      <p>${secondWords.singleKeysHelp}</p>
      <dl>
        ${secondWords.keys.map(
          ([keys, meaning]) => html`
            <div>
              <dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${meaning}</dd>
            </div>
          `,
        )}
      </dl>
    `;
  }

  private themeChoice(theme: Theme, chosen: Theme): TemplateResult {
    return html`
      <label>
        <input
          type="radio"
          name="theme"
          .checked=${theme === chosen}
          @change=${() => chooseTheme(theme)}
        />
        <span>${secondWords.themes[theme]}</span>
      </label>
    `;
  }

  private readonly onSingleKeys = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    setPreference('single-keys', target.checked ? '' : 'off');
    document.documentElement.dataset['singleKeys'] = target.checked ? 'on' : 'off';
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'holdfast-settings': HoldfastSettings;
  }
}
