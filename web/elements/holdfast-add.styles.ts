import { css } from 'lit';

export const addStyles = css`
  :host {
    display: block;
  }

  .button {
    margin-block-start: 0.5rem;
  }

  @media (width < 700px) {
    .button {
      position: fixed;
      inset-block-end: calc(var(--bar) + var(--safe-end) + 0.5rem);
      inset-inline-start: var(--gutter);
      z-index: 3;
      box-shadow: var(--shadow);
    }
  }
`;
