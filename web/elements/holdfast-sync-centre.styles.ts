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

  h3 {
    margin-block: 1.5rem 0.375rem;
  }

  p {
    text-wrap: pretty;
  }

  .buttons {
    margin-block-start: 1rem;
  }

  .needs-you {
    margin-block-start: 0.375rem;
    padding: 0.75rem 0.875rem;
    border-radius: var(--radius);
    background: var(--amber-tint);
    color: var(--amber);
  }

  li {
    padding-block: 0.3125rem;
    overflow-wrap: anywhere;
  }

  bdi {
    display: block;
  }

  small {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  ol li {
    display: flex;
    gap: 0.75rem;
    padding-block: 0.1875rem;
    font-size: 0.9375rem;
  }

  time {
    flex: none;
    color: var(--ink-soft);
  }

  @media (width >= 700px) {
    section {
      inset: auto auto 4.5rem 1rem;
      inline-size: 25rem;
      max-block-size: min(40rem, 80dvh);
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
