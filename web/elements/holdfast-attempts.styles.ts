import { css } from 'lit';

export const attemptsStyles = css`
  h4 {
    margin: 0.5rem 0 0.125rem;
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 400;
  }

  .heading + h4 {
    margin-block-start: -0.375rem;
  }

  holdfast-attempts ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  holdfast-attempts li {
    display: grid;
    grid-template-columns: auto 0.4375rem 1fr;
    gap: 0.625rem;
    padding-block: 0.25rem;
    overflow-wrap: anywhere;
  }

  holdfast-attempts time {
    color: var(--ink-soft);
  }

  holdfast-attempts li small {
    font-size: inherit;
  }

  /* A full dot for what got through, a ring for what did not, as on the chip. */
  holdfast-attempts i {
    inline-size: 0.4375rem;
    block-size: 0.4375rem;
    margin-block-start: 0.5375rem;
    border: 1.5px solid var(--kelp);
    border-radius: 50%;
    background: var(--kelp);
  }

  holdfast-attempts .failed i {
    border-color: var(--ink-soft);
    background: none;
  }
`;
