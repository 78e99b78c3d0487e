import { css } from 'lit';

export const settingsStyles = css`
  :host {
    display: block;
    padding-inline: var(--edge);
  }

  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend,
  h2 {
    padding: 0 0 0.5rem;
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 600;
  }

  h2 {
    margin-block-start: 2.25rem;
  }

  .choices {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0.125rem;
    padding: 0.1875rem;
    border-radius: calc(var(--radius) + 0.1875rem);
    background: var(--tint);
  }

  .choices input {
    position: absolute;
    opacity: 0;
  }

  .choices span {
    display: grid;
    place-items: center;
    min-block-size: 2.25rem;
    padding-inline: 1rem;
    border-radius: var(--radius);
    color: var(--ink-soft);
    cursor: pointer;
  }

  .choices :checked + span {
    background: light-dark(var(--raised), var(--line));
    color: var(--ink);
    font-weight: 550;
    box-shadow: 0 0 0 1px var(--line);
  }

  .choices :focus-visible + span {
    outline: 2px solid var(--kelp);
  }

  .switch {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    min-block-size: 2.75rem;
    cursor: pointer;
  }

  .switch input {
    appearance: none;
    flex: none;
    inline-size: 2.75rem;
    block-size: 1.625rem;
    padding: 0.125rem;
    border: 1.5px solid var(--ink-faint);
    border-radius: 1rem;
    cursor: pointer;
  }

  .switch input::before {
    content: '';
    display: block;
    inline-size: 1.1875rem;
    block-size: 100%;
    border-radius: 50%;
    background: var(--ink-faint);
    transition: margin var(--quick) var(--ease);
  }

  .switch :checked {
    border-color: var(--ink);
    background: var(--ink);
  }

  .switch :checked::before {
    margin-inline-start: 1.125rem;
    background: var(--paper);
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
    gap: 0 2rem;
    margin-block-start: 0.75rem;
  }

  dl div {
    display: flex;
    gap: 1rem;
    padding-block: 0.375rem;
  }

  dt {
    flex: 0 0 8.5rem;
    white-space: nowrap;
    color: var(--ink-soft);
  }

  kbd {
    display: inline-block;
    min-inline-size: 1.625rem;
    padding-inline: 0.375rem;
    border: 1px solid var(--line);
    border-radius: 0.375rem;
    background: var(--raised);
    color: var(--ink);
    font: var(--text-s) / 1.7 var(--font);
    text-align: center;
  }

  .switch + p {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  p {
    max-inline-size: 34rem;
    text-wrap: pretty;
  }

  @media (pointer: coarse) {
    .choices span {
      min-block-size: 2.75rem;
    }
  }

  @media (forced-colors: active) {
    .choices :checked + span {
      outline: 2px solid Highlight;
    }
  }
`;
