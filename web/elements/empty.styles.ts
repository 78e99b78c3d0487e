import { css } from 'lit';

/** What stands in a view that has nothing to show: one line and one action. */
export const emptyStyles = css`
  :host {
    display: block;
  }

  p {
    padding: 1.25rem var(--edge) 1.25rem;
    color: var(--ink-soft);
    font-size: var(--text-l);
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  .button {
    margin-inline: var(--edge);
  }
`;
