import { css } from 'lit';

export const deviceStyles = css`
  holdfast-device dl div {
    display: grid;
    grid-template-columns: 5.5rem 1fr;
    gap: 0.75rem;
    padding-block: 0.375rem;
  }

  holdfast-device dt {
    color: var(--ink-soft);
  }

  holdfast-device dd {
    text-wrap: pretty;
  }

  holdfast-device dd .button {
    display: block;
    margin-block-start: 0.5rem;
  }

  .export {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    margin-block-start: 1rem;
    padding-block-start: 1rem;
    border-block-start: 1px solid var(--line);
    text-wrap: pretty;
  }

  .export small {
    flex: 1 1 11rem;
  }

  .export .button {
    flex: none;
  }

  @media (width < 360px) {
    holdfast-device dl div {
      grid-template-columns: 1fr;
      gap: 0;
    }
  }
`;
