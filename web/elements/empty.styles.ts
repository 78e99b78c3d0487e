import { css } from 'lit';

/** What stands in a view that has nothing to show: one line and one action. */
export const emptyStyles = css`
  :host {
    display: block;
  }

  img {
    inline-size: 3.5rem;
    margin: 2rem var(--gap) 0;
  }

  p {
    padding: 1.25rem var(--gap) 1.25rem;
    color: var(--ink-soft);
    font-size: var(--text-l);
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  .button {
    margin-inline: var(--gap);
  }

  @media (width < 700px) {
    p {
      padding-inline: var(--gutter);
    }

    img,
    .button {
      margin-inline: var(--gutter);
    }
  }
`;
