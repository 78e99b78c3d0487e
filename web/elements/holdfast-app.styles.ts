import { css } from 'lit';

/** The columns. What holds before the elements are ready too is in tokens.css. */
export const appStyles = css`
  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-inline-end: calc(var(--gutter) - 0.625rem);
    background: var(--paper);
  }

  main {
    max-inline-size: var(--measure);
    margin-inline: auto;
    padding-block-end: 3rem;
  }

  h1 {
    padding-inline: var(--gap);
    font-size: var(--text-xl);
    font-weight: 680;
    letter-spacing: -0.03em;
    line-height: 1.2;
    outline: 0;
  }

  /* Before it is ready too. */
  holdfast-add {
    display: block;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  @media (width < 700px) {
    h1 {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    main {
      padding-block-start: 0.5rem;
    }
  }

  @media (width >= 700px) {
    header {
      position: fixed;
      inset-block: 0;
      inset-inline-start: 0;
      flex-direction: column;
      align-items: start;
      inline-size: var(--sidebar);
      padding: 0;
      background: var(--sunken);
    }

    holdfast-sync-chip {
      margin-block: 0.75rem;
      margin-inline: calc(var(--gutter) - 0.625rem) 0.5rem;
    }

    holdfast-lists {
      position: fixed;
      inset-block-start: 4.5rem;
      inset-inline-start: 0;
      z-index: 2;
      inline-size: var(--sidebar);
    }

    main {
      box-sizing: border-box;
      padding: 3.25rem var(--gutter);
    }

    h1 {
      margin-block-end: 1.25rem;
    }

    holdfast-add {
      margin-block-end: 0.75rem;
    }
  }

  @media (width >= 1100px) {
    main {
      position: relative;
      inset-inline-end: 0;
      transition: inset-inline-end var(--slide) var(--ease);
    }

    .beside {
      max-inline-size: min(var(--measure), 100% - var(--details));
      inset-inline-end: calc(var(--details) / 2);
    }
  }

  @media print {
    header,
    holdfast-lists,
    holdfast-toast {
      display: none;
    }
  }
`;
