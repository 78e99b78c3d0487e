import { css } from 'lit';

/** What the parts of the Sync centre share: a heading with, at its end, the way to the rest of a long list. */
export const centrePartStyles = css`
  holdfast-waiting,
  holdfast-attempts,
  holdfast-device {
    display: block;
  }

  .heading {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem;
    min-block-size: 2.75rem;
    margin-block-start: 1rem;
  }

  .heading small {
    margin-inline-start: 0.375rem;
    font-weight: 400;
  }

  .rest {
    min-block-size: 2rem;
    margin-inline-end: -0.625rem;
    padding-inline: 0.625rem;
    border-radius: 1rem;
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 550;
  }

  .heading small,
  li small,
  .export small {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  @media (hover: hover) {
    .rest:hover {
      background: var(--tint);
      color: var(--ink);
    }
  }

  @media (pointer: coarse) {
    .rest {
      min-block-size: 2.75rem;
      border-radius: 1.375rem;
    }
  }
`;
