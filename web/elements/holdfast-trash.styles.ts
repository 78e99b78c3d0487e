import { css } from 'lit';

export const trashStyles = css`
  :host {
    display: block;
    padding-inline: var(--edge);
  }

  p {
    padding-block-end: 0.75rem;
    color: var(--ink-soft);
  }

  li {
    display: flex;
    align-items: center;
    gap: var(--gap);
    padding-block: 0.5rem;
    border-block-end: 1px solid var(--line);
  }

  li:last-child {
    border: 0;
  }

  span {
    flex: 1;
    min-inline-size: 0;
  }

  bdi {
    display: block;
    overflow-wrap: anywhere;
  }

  small {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
`;
