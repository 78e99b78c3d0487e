import { css } from 'lit';

export const listStyles = css`
  :host {
    display: block;
  }

  h2 {
    margin-block: 2rem 0.375rem;
    padding-inline: var(--edge);
  }

  h2:first-child {
    margin-block-start: 0.5rem;
  }

  li {
    position: relative;
    display: flex;
    align-items: flex-start;
    gap: var(--gap);
    padding-inline: var(--edge) 0.125rem;
    border-radius: var(--radius);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 2.75rem;
  }

  /* Hairlines like ruled paper, between the texts only, and none around the row one is at. */
  li + li::before {
    content: '';
    position: absolute;
    inset-inline: calc(var(--edge) + var(--text-start)) var(--gap);
    inset-block-start: 0;
    border-block-start: 1px solid var(--line);
  }

  li[aria-current]::before,
  li[aria-current] + li::before {
    opacity: 0;
  }

  li[aria-current] {
    background: var(--tint);
  }

  /* The circle is drawn small in a target that is not. */
  input {
    appearance: none;
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    margin-inline: -0.6875rem;
    border-radius: 50%;
    cursor: pointer;
  }

  input::before,
  input::after {
    content: '';
    grid-area: 1 / 1;
  }

  input::before {
    inline-size: 1.375rem;
    block-size: 1.375rem;
    box-sizing: border-box;
    border: 1.5px solid var(--ink-faint);
    border-radius: 50%;
    transition:
      background var(--quick),
      border-color var(--quick);
  }

  input:checked::before {
    border-color: var(--kelp);
    background: var(--kelp);
  }

  input::after {
    inline-size: 0.75rem;
    block-size: 0.75rem;
    background: var(--on-kelp);
    clip-path: polygon(12% 46%, 0 58%, 38% 94%, 100% 20%, 87% 9%, 37% 69%);
    scale: 0;
    transition: scale var(--quick) var(--ease);
  }

  input:checked::after {
    scale: 1;
  }

  input:focus-visible {
    outline: 0;
  }

  input:focus-visible::before {
    outline: 2px solid var(--kelp);
    outline-offset: 2px;
  }

  .text {
    flex: 1;
    min-inline-size: 0;
    padding-block: 0.625rem;
    cursor: default;
  }

  bdi {
    display: block;
    overflow-wrap: anywhere;
  }

  .hint {
    overflow: hidden;
    color: var(--ink-soft);
    font-size: var(--text-s);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .title {
    transition: color var(--slide);
  }

  .done .title {
    color: var(--ink-soft);
    text-decoration: line-through;
    text-decoration-color: var(--ink-faint);
  }

  textarea {
    flex: 1;
    min-inline-size: 0;
    padding-block: 0.625rem;
    resize: none;
    field-sizing: content;
    box-shadow: inset 0 -2px var(--kelp);
  }

  i {
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    margin-block-start: 1.125rem;
    border: 1.5px solid var(--ink-faint);
    border-radius: 50%;
    animation: appear var(--slide) 1s backwards;
  }

  .held {
    border-color: var(--amber);
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  .icon {
    block-size: 2.75rem;
    inline-size: 2.25rem;
    color: var(--ink-faint);
  }

  .icon svg {
    inline-size: 1rem;
  }

  :dir(rtl) > .icon svg {
    scale: -1 1;
  }

  a {
    display: inline-block;
    padding: 0.625rem calc(var(--edge) + var(--text-start));
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  @media (hover: hover) {
    input:not(:checked):hover::before {
      border-color: var(--kelp);
      background: var(--kelp-tint);
    }

    li:is(:hover, :focus-within) {
      background: var(--tint);
    }

    li:is(:hover, :focus-within)::before,
    li:is(:hover, :focus-within) + li::before {
      opacity: 0;
    }
  }

  @media (width < 700px) {
    li {
      border-radius: 0;
      font-size: 1.0625rem;
    }

    input {
      block-size: 3.25rem;
    }

    .text,
    textarea {
      padding-block: 0.8125rem;
    }

    .icon {
      inline-size: 2.75rem;
      block-size: 3.25rem;
    }

    i {
      margin-block-start: 1.375rem;
    }
  }

  @media (forced-colors: active) {
    input:checked::before,
    input:checked::after {
      forced-color-adjust: none;
      background: Highlight;
    }

    input:checked::after {
      background: HighlightText;
    }
  }

  @media print {
    .icon,
    i,
    a {
      display: none;
    }
  }
`;
