import { css } from 'lit';

/** What every element's controls share. */
export const controlStyles = css`
  * {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  h2,
  h3 {
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 600;
  }

  button,
  input,
  textarea {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }

  button {
    cursor: pointer;
  }

  a {
    color: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--kelp);
    outline-offset: 2px;
  }

  /* Fields have a line of their own for it. */
  textarea:focus-visible {
    outline: 0;
  }

  svg {
    display: block;
    flex: none;
    inline-size: 1.25rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  /* A button that says what it does; "strong" for the one that is meant. */
  .button {
    min-block-size: 2.5rem;
    padding-inline: 0.875rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    font-weight: 550;
  }

  .strong {
    border-color: transparent;
    background: var(--ink);
    color: var(--paper);
  }

  .icon {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: var(--radius);
    color: var(--ink-soft);
  }

  @media (hover: hover) {
    .icon:hover,
    .button:not(.strong):hover {
      background: var(--tint);
      color: var(--ink);
    }
  }

  @media (pointer: coarse) {
    .button,
    .icon {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
  }
`;
