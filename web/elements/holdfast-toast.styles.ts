import { css } from 'lit';

export const toastStyles = css`
  p {
    position: fixed;
    inset-inline: calc(var(--sidebar) + var(--gutter)) var(--gutter);
    inset-block: auto calc(var(--bar) + var(--safe-end) + 1rem);
    display: flex;
    align-items: center;
    gap: 1rem;
    inline-size: fit-content;
    min-block-size: 2.75rem;
    margin-inline: auto;
    padding-inline: 1.125rem 0.5rem;
    border: 0;
    border-radius: 1.375rem;
    background: var(--ink);
    color: var(--paper);
    box-shadow: var(--shadow);
    line-height: 1.3;
    overflow: visible;
    animation: rise var(--slide) var(--ease);
  }

  p:not(:has(button)) {
    padding-inline-end: 1.125rem;
  }

  button {
    min-block-size: 2.75rem;
    padding-inline: 0.75rem;
    border-radius: 1.375rem;
    font-weight: 650;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
    outline-offset: -4px;
  }

  button:focus-visible {
    outline-color: currentColor;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 0.75rem;
    }
  }
`;
