import { css } from 'lit';

/** A line above the view that says something about the whole app, with at most one button. */
export const stripStyles = css`
  p {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem var(--gap);
    margin: 0.5rem 0.75rem 1rem;
    padding: 0.5rem 0.5rem 0.5rem 0.875rem;
    border-radius: var(--radius);
    background: var(--tint);
    line-height: 1.4;
  }

  span {
    flex: 1 1 14rem;
  }

  p:has(.buttons) {
    padding-block: 0.75rem;
    padding-inline-end: 0.75rem;
  }

  .buttons {
    display: flex;
    flex: initial;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .button {
    border-color: var(--ink-faint);
  }

  .needs-you {
    background: var(--amber-tint);
    color: var(--amber);
  }

  @media (width >= 700px) {
    p {
      margin: 0 0 1rem;
    }
  }
`;
