import { css } from 'lit';

export const syncChipStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }

  button {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 2rem;
    padding: 0.25rem 0.625rem;
    border-radius: 1rem;
    color: var(--ink-soft);
    font-size: var(--text-s);
    line-height: 1.3;
    text-align: start;
  }

  button:hover {
    background: var(--tint);
    color: var(--ink);
  }

  /* A ring for what is only here, a full one for what has arrived, a beating one for what is on its way. */
  i {
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border: 1.5px solid currentColor;
    border-radius: 50%;
  }

  .done i,
  .now i {
    border-color: var(--kelp);
    background: var(--kelp);
  }

  .now i {
    animation: beat 1s ease-in-out infinite alternate;
  }

  @keyframes beat {
    to {
      opacity: 0.25;
      scale: 0.7;
    }
  }

  .needs-you,
  .needs-you:hover {
    background: var(--amber-tint);
    color: var(--amber);
    font-weight: 600;
  }

  .needs-you i {
    background: currentColor;
    border-radius: 2px;
    rotate: 45deg;
  }

  @media (pointer: coarse) {
    button {
      min-block-size: 2.75rem;
      border-radius: 1.375rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .now i {
      animation: none;
    }
  }
`;
