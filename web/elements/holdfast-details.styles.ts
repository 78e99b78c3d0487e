import { css } from 'lit';

export const detailsStyles = css`
  aside {
    min-block-size: 100dvh;
    box-sizing: border-box;
    position: fixed;
    inset-block: 0;
    inset-inline-end: 0;
    inline-size: var(--details);
    overflow-y: auto;
    background: var(--raised);
    border-inline-start: 1px solid var(--line);
    animation: arrive var(--slide) var(--ease);
  }

  dialog {
    inset-block: auto 0;
    inline-size: 100%;
    max-inline-size: none;
    min-block-size: 50dvh;
    max-block-size: 92dvh;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 1.25rem 1.25rem 0 0;
    background: var(--raised);
    color: inherit;
    box-shadow: var(--shadow);
    outline: 0;
    animation: rise var(--slide) var(--ease);
  }

  dialog::backdrop {
    background: var(--veil);
  }

  @keyframes arrive {
    from {
      opacity: 0;
      translate: 1rem;
    }
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 3rem;
    }
  }

  .sheet {
    display: flex;
    flex-direction: column;
    gap: 0.5rem;
    min-block-size: inherit;
    padding: 1rem 1.25rem calc(1.25rem + var(--safe-end));
  }

  .top {
    display: flex;
    align-items: center;
    gap: var(--gap);
    min-block-size: 2.5rem;
  }

  .top > :first-child {
    flex: 1;
  }

  .top p {
    color: var(--ink-soft);
    font-size: var(--text-s);
    line-height: 1.4;
  }

  .top .icon {
    margin-inline-end: -0.5rem;
  }

  .fields {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
  }

  textarea {
    inline-size: calc(100% + 1.5rem);
    padding: 0.25rem 0.75rem;
    margin-inline-start: -0.75rem;
    border-inline-start: 2px solid transparent;
    resize: none;
    field-sizing: content;
    overflow-wrap: anywhere;
    transition: border-color var(--quick);
  }

  textarea:focus {
    border-color: var(--kelp);
  }

  textarea::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }

  .title {
    font-size: var(--text-l);
    font-weight: 650;
    letter-spacing: -0.015em;
    line-height: 1.35;
  }

  .notes {
    flex: 1;
    min-block-size: 9rem;
    line-height: 1.6;
  }

  .foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--gap);
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--line);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  .foot .button {
    color: var(--ink);
  }

  @media (width >= 700px) {
    dialog {
      inset: 0;
      inline-size: 34rem;
      min-block-size: 24rem;
      max-block-size: 80dvh;
      margin: auto;
      border-radius: 1rem;
    }
  }

  @media print {
    aside,
    dialog {
      display: none;
    }
  }
`;
