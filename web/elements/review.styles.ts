import { css } from 'lit';

/** A list of things to decide on, inside the Sync centre. */
export const reviewStyles = css`
  :host {
    display: block;
  }

  h3 {
    flex: 1;
    margin-block: 1.5rem 0.25rem;
  }

  .heading {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin-block: 1.25rem 0.25rem;
  }

  .heading h3 {
    margin: 0;
  }

  li {
    padding-block: 0.75rem;
    border-block-end: 1px solid var(--line);
    overflow-wrap: anywhere;
  }

  li:first-child {
    padding-block-start: 0.375rem;
  }

  li:last-child {
    border: 0;
  }

  bdi,
  strong {
    display: block;
    font-weight: 550;
  }

  small {
    display: block;
    color: var(--ink-soft);
    font-size: var(--text-s);
    text-wrap: pretty;
  }

  time {
    white-space: nowrap;
  }

  blockquote {
    margin: 0.5rem 0 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 2px solid var(--line);
    white-space: pre-wrap;
    user-select: text;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.625rem;
  }
`;
