import { css } from 'lit';

export const syncCentreStyles = css`
  section {
    inset: auto 0 0;
    inline-size: 100%;
    max-inline-size: none;
    max-block-size: 85dvh;
    margin: 0;
    padding: 0 1.25rem calc(1.5rem + var(--safe-end));
    border: 0;
    border-radius: 1.25rem 1.25rem 0 0;
    background: var(--raised);
    color: inherit;
    box-shadow: var(--shadow);
    overflow-y: auto;
    /* What has the focus is never behind the heading. */
    scroll-padding-block: 4.5rem 1rem;
    overscroll-behavior: contain;
  }

  section:popover-open {
    animation: rise var(--slide) var(--ease);
  }

  section::backdrop {
    background: var(--veil);
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 1rem;
    }
  }

  .top,
  .buttons {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }

  /* The way out stays in sight. */
  .top {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding-block: 1rem 0.25rem;
    background: var(--raised);
  }

  /* What goes behind it fades. */
  .top::after {
    content: '';
    position: absolute;
    inset: 100% 0 auto;
    block-size: 0.5rem;
    background: linear-gradient(var(--raised), transparent);
    pointer-events: none;
  }

  h2 {
    flex: 1;
    color: var(--ink);
    font-size: var(--text-l);
    font-weight: 650;
    letter-spacing: -0.015em;
  }

  .top .icon {
    margin-inline-end: -0.5rem;
  }

  p {
    text-wrap: pretty;
  }

  .top + p {
    margin-block-start: 0.5rem;
  }

  .hint {
    margin-block-start: 0.375rem;
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  .needs-you {
    padding: 0.75rem 0.875rem;
    border-radius: var(--radius);
    background: var(--amber-tint);
    color: var(--amber);
  }

  /* Here, and there. */
  .where {
    display: grid;
    grid-template-columns: 1fr 1fr;
    margin-block-start: 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  .where div {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
    padding: 0.625rem 0.875rem;
  }

  .where div + div {
    border-inline-start: 1px solid var(--line);
  }

  .where dd {
    color: var(--ink);
    font-size: var(--text-l);
    font-weight: 600;
    letter-spacing: -0.015em;
    line-height: 1.3;
  }

  .where dt,
  .buttons small {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  .buttons {
    margin-block-start: 1rem;
  }

  @media (width >= 700px) {
    section {
      inset: auto auto 4.5rem 1rem;
      inline-size: 25rem;
      max-block-size: min(46rem, 100dvh - 5.5rem);
      border-radius: 1rem;
    }

    section:dir(rtl) {
      inset-inline: 1rem auto;
    }

    section::backdrop {
      background: none;
    }
  }
`;
