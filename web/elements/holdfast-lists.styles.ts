import { css } from 'lit';

export const listsStyles = css`
  :host {
    display: block;
  }

  nav {
    display: flex;
    gap: clamp(0.75rem, 4vw, 1.25rem);
    padding-inline: var(--gutter);
    overflow-x: auto;
    scrollbar-width: none;
  }

  a {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 2.75rem;
    color: var(--ink-soft);
    font-size: clamp(1.125rem, 5.6vw, 1.375rem);
    font-weight: 600;
    letter-spacing: -0.02em;
    text-decoration: none;
    outline-offset: -2px;
    border-radius: var(--radius);
  }

  a[aria-current] {
    color: var(--ink);
  }

  svg {
    display: none;
  }

  span {
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 450;
    letter-spacing: 0;
  }

  @media (width >= 700px) {
    nav {
      flex-direction: column;
      gap: 0.125rem;
      padding-inline: calc(var(--gutter) - 0.625rem);
    }

    a {
      gap: 0.625rem;
      min-block-size: 2.25rem;
      padding-inline: 0.625rem;
      font-size: 0.9375rem;
      font-weight: 500;
      letter-spacing: 0;
    }

    a[aria-current] {
      background: var(--tint);
    }

    a[href='/settings'] {
      margin-block-start: 1rem;
    }

    svg {
      display: block;
    }

    span {
      margin-inline-start: auto;
    }
  }

  @media (width >= 700px) and (pointer: coarse) {
    a {
      min-block-size: 2.75rem;
    }
  }

  @media (forced-colors: active) {
    a[aria-current] {
      text-decoration: underline;
    }
  }

  @media (hover: hover) {
    a:hover {
      color: var(--ink);
    }
  }
`;
